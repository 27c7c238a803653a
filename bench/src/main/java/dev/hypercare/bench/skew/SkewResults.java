package dev.hypercare.bench.skew;

import dev.hypercare.bench.compare.SteadyPart;
import dev.hypercare.bench.compare.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All runs.
 *
 * <p>{@code skew.api} is the throughput with one hot API to the even one. {@code skew.partition} is the throughput with half of all
 * calls in one partition to what that share allows. A partition is the work of one thread, so the whole cannot be faster than one
 * thread's rate / 0.5, however many threads there are; nor faster than the same threads are when calls are even. With two threads and
 * free cores both bounds are twice one thread's rate; on a machine with fewer cores than threads and broker want, the even throughput
 * is the lower one. Both rates are measured in the same run: {@code min(even, one thread / 0.5)}. {@code skew.partitionOfIdeal} divides
 * by {@code min(threads x one thread, one thread / 0.5)}, which leaves aside that cores are shared.
 */
final class SkewResults {
    /** One run: which round, of what, what it did, whether it is right. */
    record Run(int round, SkewVariant variant, SteadyPart steady, Verdict verdict) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("variant", variant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.put("round", round);
            json.put("callsPerSecond", Math.round(steady.callsPerSecond()));
            json.put("cpuMicrosPerCall", steady.cpuMicros());
            json.put("otherCores", steady.otherCores());
            json.put("right", verdict.right());
            json.put("output", verdict.text());
            return json;
        }
    }

    /** Share of the calls that are in the hot partition. */
    private static final double SHARE = 0.5;

    static final List<String> HEADER =
            List.of("variant", "thousand calls/s", "min", "max", "CPU us/call", "min", "max", "other cores", "output");

    private final int threads;
    private final List<Run> runs = new ArrayList<>();

    SkewResults(int threads) {
        this.threads = threads;
    }

    void add(Run run) {
        runs.add(run);
    }

    List<Run> runs() {
        return List.copyOf(runs);
    }

    boolean right() {
        return runs.stream().allMatch(run -> run.verdict().right());
    }

    Map<String, Double> ratios() {
        double even = rate(SkewVariant.EVEN);
        double alone = rate(SkewVariant.ONE_THREAD);
        double partition = rate(SkewVariant.ONE_PARTITION);
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put("skew.api", rate(SkewVariant.ONE_API) / even);
        ratios.put("skew.partition", partition / Math.min(even, alone / SHARE));
        ratios.put("skew.partitionOfIdeal", partition / Math.min(threads * alone, alone / SHARE));
        return ratios;
    }

    private double rate(SkewVariant variant) {
        return figures(variant, SteadyPart::callsPerSecond)[1];
    }

    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        for (SkewVariant variant : SkewVariant.values()) {
            double[] rate = figures(variant, steady -> steady.callsPerSecond() / 1000);
            double[] cpu = figures(variant, SteadyPart::cpuMicros);
            rows.add(List.of(
                    variant.shown(),
                    format("%.0f", rate[1]),
                    format("%.0f", rate[0]),
                    format("%.0f", rate[2]),
                    format("%.2f", cpu[1]),
                    format("%.2f", cpu[0]),
                    format("%.2f", cpu[2]),
                    format("%.1f", figures(variant, SteadyPart::otherCores)[2]),
                    output(variant)));
        }
        return rows;
    }

    private String output(SkewVariant variant) {
        return runs.stream()
                .filter(run -> run.variant() == variant && !run.verdict().right())
                .findFirst()
                .map(run ->
                        "WRONG in round " + run.round() + ": " + run.verdict().text())
                .orElse(Verdict.EXACT.text());
    }

    /** Lowest, median and highest of the rounds. */
    private double[] figures(SkewVariant variant, ToDoubleFunction<SteadyPart> figure) {
        double[] sorted = runs.stream()
                .filter(run -> run.variant() == variant)
                .mapToDouble(run -> figure.applyAsDouble(run.steady()))
                .sorted()
                .toArray();
        int n = sorted.length;
        return new double[] {sorted[0], (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[n - 1]};
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
