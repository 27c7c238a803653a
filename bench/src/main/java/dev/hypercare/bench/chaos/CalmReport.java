package dev.hypercare.bench.chaos;

import dev.hypercare.bench.chaos.AskedQuery.Part;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long answers take while nobody is killed, and what they cost the stream.
 *
 * @param answers all questions, those put while there was too much to do among them
 * @param slices in the order in which they were measured
 */
record CalmReport(QueriesReport answers, List<Slice> slices) {

    /**
     * Some seconds of a run.
     *
     * @param part of the run
     * @param questions whether questions were put
     * @param callsPerSecond worked off by all instances together
     * @param cores CPU seconds a second, of the instances alone
     */
    record Slice(Part part, boolean questions, double callsPerSecond, double cores) {
        double microsPerCall() {
            return cores / callsPerSecond * 1e6;
        }

        /** For people. */
        String text() {
            return String.format(
                    Locale.ROOT,
                    "%s questions: %,.0f calls/s, %.2f cores, %.1f us CPU a call",
                    questions ? "with" : "without",
                    callsPerSecond,
                    cores,
                    microsPerCall());
        }
    }

    CalmReport {
        slices = List.copyOf(slices);
    }

    boolean passed() {
        return answers.passed();
    }

    /** The median of a figure over the slices of a part, with or without questions. */
    double median(Part part, boolean questions, ToDoubleFunction<Slice> figure) {
        double[] sorted = slices.stream()
                .filter(slice -> slice.part() == part && slice.questions() == questions)
                .mapToDouble(figure)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** With questions / without, by name: of the throughput where there is more to do than can be done, and of the CPU of a call. */
    Map<String, Double> ratios() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put("throughput.withQueries", ratio(Part.SATURATED, Slice::callsPerSecond));
        ratios.put("cpuPerCall.withQueries", ratio(Part.SATURATED, Slice::microsPerCall));
        ratios.put("cpuPerCall.withQueries.steady", ratio(Part.WHOLE, Slice::microsPerCall));
        return ratios;
    }

    private double ratio(Part part, ToDoubleFunction<Slice> figure) {
        double without = median(part, false, figure);
        return without == 0 ? 0 : Math.round(1000 * median(part, true, figure) / without) / 1000.0;
    }

    void print(PrintWriter out) {
        answers.print(out);
        out.printf(
                Locale.ROOT,
                "%n%-12s %-10s %12s %8s %14s   median of %d slices each, by turns%n",
                "load",
                "questions",
                "calls/s",
                "cores",
                "CPU us a call",
                slices.stream().filter(slice -> slice.part() == Part.WHOLE).count() / 2);
        for (Part part : List.of(Part.WHOLE, Part.SATURATED)) {
            for (boolean questions : new boolean[] {false, true}) {
                out.printf(
                        Locale.ROOT,
                        "%-12s %-10s %12.0f %8.2f %14.1f%n",
                        part == Part.WHOLE ? "steady" : "saturated",
                        questions ? String.format(Locale.ROOT, "%.0f/s", answers.questionsPerSecond()) : "none",
                        median(part, questions, Slice::callsPerSecond),
                        median(part, questions, Slice::cores),
                        median(part, questions, Slice::microsPerCall));
            }
        }
        ratios().forEach((name, ratio) -> out.printf(Locale.ROOT, "%s %.3f%n", name, ratio));
        out.flush();
    }

    /** The same for machines. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(answers.json());
        json.put("ratios", ratios());
        json.put("saturatedLatencyMs", answers.latency(Part.SATURATED));
        json.put("slices", slices);
        return json;
    }
}
