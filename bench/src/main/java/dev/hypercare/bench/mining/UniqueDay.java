package dev.hypercare.bench.mining;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A day of messages of which no two are the same, in parts: time and memory of each have to be the same.
 *
 * @param parts in their order
 */
record UniqueDay(List<Part> parts) {
    static final List<String> HEADER = List.of("unique lines", "ns/line", "templates", "kB held", "other");
    private static final int PARTS = 8;
    private static final int BLOCK = 1000;
    private static final int COLLECTIONS = 3;

    /**
     * One part.
     *
     * @param lines all lines up to its end
     * @param nanos CPU of a line in it, mean
     * @param templates known at its end
     * @param bytes heap of what is known at its end
     * @param other lines of it that found no place
     */
    record Part(long lines, double nanos, int templates, long bytes, long other) {
        List<String> row() {
            return List.of(
                    Long.toString(lines),
                    String.format(Locale.ROOT, "%.0f", nanos),
                    Integer.toString(templates),
                    Long.toString(bytes / 1000),
                    Long.toString(other));
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("lines", lines);
            json.put("nanosPerLine", nanos);
            json.put("templates", templates);
            json.put("bytes", bytes);
            json.put("other", other);
            return json;
        }
    }

    static UniqueDay of(int lines) {
        SplittableRandom random = new SplittableRandom(11);
        long empty = heap();
        MiningRun.Feed feed = new MiningRun.Feed();
        List<Part> parts = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (int part = 1; part <= PARTS; part++) {
            long nanos = 0;
            long other = feed.other;
            int count = Math.max(1, lines / PARTS / BLOCK);
            for (int i = 0; i < count; i++) {
                for (int line = 0; line < BLOCK; line++) {
                    block.add(MiningLines.unique(random));
                }
                long begun = MiningRun.cpuNanos();
                block.forEach(feed::applyAsLong);
                nanos += MiningRun.cpuNanos() - begun;
                block.clear();
            }
            long measured = (long) count * BLOCK;
            parts.add(new Part(
                    part * measured,
                    (double) nanos / measured,
                    feed.miner.size(),
                    Math.max(0, heap() - empty),
                    feed.other - other));
        }
        return new UniqueDay(parts);
    }

    /** Of the last part to the second, when the compiler is done. */
    double nanosLastToSecond() {
        return parts.get(parts.size() - 1).nanos / parts.get(1).nanos;
    }

    /** Of the last part to the second. */
    double bytesLastToSecond() {
        return (double) parts.get(parts.size() - 1).bytes / Math.max(1, parts.get(1).bytes);
    }

    private static long heap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
