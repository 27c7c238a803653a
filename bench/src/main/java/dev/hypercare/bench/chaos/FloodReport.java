package dev.hypercare.bench.chaos;

import dev.hypercare.bench.compare.Machine;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a flood of questions did to the instances.
 *
 * @param answers by question and kind
 * @param slices quiet and flooded by turns
 * @param liveMegabytes what all heaps held after a full collection: before the first flood, and after each
 */
record FloodReport(FloodAnswers answers, List<Slice> slices, List<Long> liveMegabytes) {
    /** By how much the heap may be larger after the last flood than after the first one: caches fill, leaks do not stop. */
    private static final double MOST_GROWTH = 1.1;
    /** What of the stream a flood must leave, on a machine that the brokers and the flooding client share. */
    private static final double LEAST_THROUGHPUT = 0.9;

    /**
     * Some seconds.
     *
     * @param flooded whether questions came
     * @param linesPerSecond that were written
     * @param callsPerSecond that were worked off by all instances together
     * @param cores CPU seconds a second, of the instances alone
     */
    record Slice(boolean flooded, double linesPerSecond, double callsPerSecond, double cores) {}

    FloodReport {
        slices = List.copyOf(slices);
        liveMegabytes = List.copyOf(liveMegabytes);
    }

    long questions() {
        return answers.statuses().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The heaps after the last flood / after the first. */
    double growth() {
        return liveMegabytes.size() < 3
                ? 1
                : (double) liveMegabytes.get(liveMegabytes.size() - 1) / Math.max(1, liveMegabytes.get(1));
    }

    /** Calls worked off a second, flooded / quiet, at a steady load. */
    double throughput() {
        return mean(true) / mean(false);
    }

    boolean passed() {
        return answers.faults() == 0 && growth() <= MOST_GROWTH && throughput() >= LEAST_THROUGHPUT;
    }

    private double mean(boolean flooded) {
        return slices.stream()
                .filter(slice -> slice.flooded() == flooded)
                .mapToDouble(Slice::callsPerSecond)
                .average()
                .orElse(0);
    }

    void print(PrintWriter out) {
        answers.print(out);
        out.printf("%n%-8s %10s %10s %8s%n", "", "lines/s", "calls/s", "cores");
        slices.forEach(slice -> out.printf(
                Locale.ROOT,
                "%-8s %10.0f %10.0f %8.2f%n",
                slice.flooded() ? "flooded" : "quiet",
                slice.linesPerSecond(),
                slice.callsPerSecond(),
                slice.cores()));
        out.printf(
                Locale.ROOT,
                "%n%,d questions, %d faults; calls worked off, flooded / quiet %.3f; live heap before and after each"
                        + " flood, MB: %s (last / first %.2f)%n",
                questions(),
                answers.faults(),
                throughput(),
                liveMegabytes,
                growth());
        out.flush();
    }

    /** The same for machines. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("questions", questions());
        json.put("statuses", answers.statuses());
        json.put("answers", answers.lines());
        json.put("faults", answers.faults());
        json.put("throughput", throughput());
        json.put("liveMegabytes", liveMegabytes);
        json.put("growth", growth());
        json.put("passed", passed());
        json.put("slices", slices);
        json.put("machine", Machine.here());
        return json;
    }
}
