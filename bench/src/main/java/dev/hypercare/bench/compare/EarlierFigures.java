package dev.hypercare.bench.compare;

import java.util.Map;

/**
 * CPU per call, microseconds, as measured earlier on the same kind of machine (2 cores, Java 17, 3 GB heap, two threads) with rough
 * code, before this benchmark was written: single runs, differences under 15 % are noise. The form of "ours" was another one then.
 */
final class EarlierFigures {
    private static final Map<String, String> FIGURES = Map.ofEntries(
            Map.entry("limit-poll/200", "0.29"),
            Map.entry("limit/200", "0.70"),
            Map.entry("limit-inplace/200", "0.44"),
            Map.entry("limit-avro/200", "1.03"),
            Map.entry("ours-eos/200", "0.90"),
            Map.entry("ours-alos/200", "0.94"),
            Map.entry("flink-avro-rocksdb/200", "6.28"),
            Map.entry("flink-tuned-slim/200", "0.85"),
            Map.entry("limit/20000", "0.93"),
            Map.entry("limit-inplace/20000", "0.73"),
            Map.entry("limit-avro/20000", "1.55"),
            Map.entry("ours-eos/20000", "1.99"),
            Map.entry("ours-alos/20000", "1.80"),
            Map.entry("flink-avro-rocksdb/20000", "9.36"),
            Map.entry("flink-tuned-slim/20000", "1.46"));

    private EarlierFigures() {}

    /** The figure as text; a dash where there is none. */
    static String cpuMicros(String variant, int series) {
        return FIGURES.getOrDefault(variant + "/" + series, "-");
    }
}
