package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The slices that are not closed yet, as references to the packs that hold their parts: they are read only if a rule wants them, once
 * they are closed. Not thread-safe.
 */
final class OpenSlices {
    private record Part(SeriesTotals totals, byte[] pack, int kpisStart) {}

    private final TreeMap<Long, List<Part>> parts = new TreeMap<>();

    /** Adds the cell that the pack stands at. */
    void add(SeriesTotals totals, Pack pack) {
        parts.computeIfAbsent(pack.slice(), unseen -> new ArrayList<>())
                .add(new Part(totals, pack.bytes(), pack.kpisStart()));
    }

    /** Those that have slices that are open. */
    Set<SeriesTotals> series() {
        Set<SeriesTotals> series = Collections.newSetFromMap(new IdentityHashMap<>());
        parts.values().forEach(slice -> slice.forEach(part -> series.add(part.totals)));
        return series;
    }

    /** First instant of the oldest slice, milliseconds; the instant given where there is none, or none before it. */
    long firstBefore(long instant) {
        return parts.isEmpty() ? instant : Math.min(instant, parts.firstKey());
    }

    /** Takes a slice away; empty where nothing came for it. */
    ClosedSlice close(long start) {
        List<Part> closed = parts.remove(start);
        if (closed == null) {
            return ClosedSlice.silence(start, start + Resolution.SLICE_MILLIS);
        }
        return new ClosedSlice(start, (views, action) -> {
            List<SeriesTotals> found = new ArrayList<>();
            for (Part part : closed) {
                if (views.test(part.totals.view())) {
                    Kpis kpis = part.totals.slice();
                    if (kpis == null) {
                        kpis = new Kpis();
                        part.totals.slice(kpis);
                        found.add(part.totals);
                    }
                    kpis.mergeFrom(ByteBuffer.wrap(part.pack).position(part.kpisStart));
                }
            }
            for (SeriesTotals totals : found) {
                Kpis kpis = totals.slice();
                totals.slice(null);
                if (kpis != null) {
                    action.accept(totals.series(), kpis);
                }
            }
        });
    }
}
