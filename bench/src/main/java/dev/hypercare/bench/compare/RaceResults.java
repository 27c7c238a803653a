package dev.hypercare.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All runs, by dataset and variant. */
final class RaceResults {
    private final List<RunResult> runs = new ArrayList<>();

    /** The ratios that are told: name, dividend, divisor. */
    private static final List<List<String>> RATIOS = List.of(
            List.of("vsLimit", "ours-eos", "limit"),
            List.of("flinkRocksDb", "flink-avro-rocksdb", "ours-eos"),
            List.of("flinkTuned", "flink-tuned", "ours-eos"),
            List.of("flinkTunedSlim", "flink-tuned-slim", "ours-eos"),
            List.of("alosToEos", "ours-alos", "ours-eos"),
            List.of("withRules", "ours-rules", "ours-views"),
            List.of("fromRaw", "ours-raw", "ours-eos"));

    void add(RunResult run) {
        runs.add(run);
    }

    List<RunResult> runs() {
        return List.copyOf(runs);
    }

    /** Whether nothing that was put out was wrong. */
    boolean right() {
        return runs.stream().allMatch(run -> run.verdict().right());
    }

    /** The numbers of series, in the order of the runs. */
    List<Integer> series() {
        return runs.stream().map(RunResult::series).distinct().toList();
    }

    /** The variants that ran on so many series, in the order of the runs. */
    List<String> variants(int series) {
        return runs.stream()
                .filter(run -> run.series() == series)
                .map(RunResult::variant)
                .distinct()
                .toList();
    }

    /** The rounds of a variant. */
    List<RunResult> of(String variant, int series) {
        return runs.stream()
                .filter(run -> run.variant().equals(variant) && run.series() == series)
                .toList();
    }

    /** Ratios of the medians of CPU per call, such as {@code cpuPerCall.vsLimit} and {@code cpuPerCall.vsLimit.20k}. */
    Map<String, Double> ratios() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (int series : series()) {
            for (List<String> ratio : RATIOS) {
                Optional<Figure> dividend = cpu(ratio.get(1), series);
                Optional<Figure> divisor = cpu(ratio.get(2), series);
                if (dividend.isPresent() && divisor.isPresent()) {
                    ratios.put(
                            "cpuPerCall." + ratio.get(0) + suffix(series),
                            dividend.get().median() / divisor.get().median());
                }
            }
        }
        return ratios;
    }

    /** CPU per call, microseconds. */
    Optional<Figure> cpu(String variant, int series) {
        return Figure.of(of(variant, series), SteadyPart::cpuMicros);
    }

    private static String suffix(int series) {
        return series == 200 ? "" : series % 1000 == 0 ? "." + series / 1000 + "k" : "." + series;
    }
}
