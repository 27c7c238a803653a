package dev.hypercare.contract;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many calls each pattern of one API had in one window. Not thread-safe. */
public final class PatternCounts {
    /** The windows that are kept, the shortest first, each as long as KPIs of that length are. */
    public static final List<Resolution> KEPT = List.of(Resolution.MINUTE, Resolution.HOUR);

    /** So many patterns of a window are told apart; the calls of all others count as {@link #REST}. */
    public static final int MOST = 2000;

    /** In the place of an id: patterns that found no place. */
    public static final String REST = "{overflow}";

    private static final int LAYOUT = 1;

    private final TreeMap<String, Long> byId = new TreeMap<>();

    /** What {@link #toBytes} gave. Error: {@link UnknownLayout}. */
    public static PatternCounts of(byte[] bytes) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "counts of patterns");
        PatternCounts counts = new PatternCounts();
        long size = BinaryWriter.readNumber(from);
        for (long i = 0; i < size; i++) {
            counts.byId.put(BinaryWriter.readText(from), BinaryWriter.readNumber(from));
        }
        return counts;
    }

    /** Adds calls of a pattern. */
    public void add(String id, long calls) {
        String place = byId.containsKey(id) || byId.size() < MOST ? id : REST;
        byId.merge(place, calls, Long::sum);
    }

    /** Calls by id. */
    public Map<String, Long> byId() {
        return Collections.unmodifiableMap(byId);
    }

    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.number(byId.size());
        byId.forEach((id, calls) -> {
            writer.text(id);
            writer.number(calls);
        });
        return writer.toBytes();
    }
}
