package dev.hypercare.kpi;

import dev.hypercare.contract.measure.Kpis;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What packs add up to, whatever flushes they are of: by series, slice and when late calls came. */
final class CombinedKpis {
    private final Map<String, Kpis> cells = new TreeMap<>();

    static CombinedKpis of(Iterable<byte[]> packs) {
        CombinedKpis combined = new CombinedKpis();
        packs.forEach(combined::add);
        return combined;
    }

    private void add(byte[] bytes) {
        Pack pack = new Pack(bytes);
        while (pack.next()) {
            String series = new String(pack.bytes(), pack.seriesStart(), pack.seriesLength(), StandardCharsets.UTF_8);
            Kpis kpis = Kpis.read(ByteBuffer.wrap(pack.bytes()).position(pack.kpisStart()));
            cells.computeIfAbsent(series + " " + pack.slice() + " " + pack.correctedAt(), unseen -> new Kpis())
                    .merge(kpis);
        }
    }

    /** A figure summed up over the series of a view that begin so. */
    long sum(String series, ToLongFunction<Kpis> figure) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getKey().startsWith(series))
                .mapToLong(cell -> figure.applyAsLong(cell.getValue()))
                .sum();
    }

    /** The cells with their bytes. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        cells.forEach((key, kpis) -> texts.put(key, HexFormat.of().formatHex(kpis.toBytes())));
        return texts;
    }
}
