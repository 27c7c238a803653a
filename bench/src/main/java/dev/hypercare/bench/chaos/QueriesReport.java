package dev.hypercare.bench.chaos;

import dev.hypercare.bench.chaos.AskedQuery.Part;
import dev.hypercare.bench.chaos.QueryJudge.Worth;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What questions have shown. A question is answered when one of at most three instances, asked one after the other, has answered it; of the
 * first requests alone there is a figure too.
 *
 * @param kills instances that were killed
 * @param apis that lines named: nine routes and methods each
 * @param series of the finest view that had calls
 * @param linesPerSecond load of calls
 * @param questionsPerSecond as they were put
 * @param asked all questions
 * @param worths what each is worth, in the same order
 * @param differences of wrong answers
 * @param lacks why questions were not answered, or in part only, and how often
 */
record QueriesReport(
        int kills,
        int apis,
        int series,
        int linesPerSecond,
        double questionsPerSecond,
        List<AskedQuery> asked,
        List<Worth> worths,
        List<String> differences,
        Map<String, Long> lacks) {
    private static final double LEAST_ANSWERED = 0.99;

    /**
     * Counts of questions, by what came of them.
     *
     * @param less stale or partial ones that told less than the truth; all others were exact
     */
    record Counts(
            long asked,
            long answered,
            long answeredAtOnce,
            long fresh,
            long stale,
            long partial,
            long less,
            long wrong,
            long longestBehindMillis,
            double p50Millis,
            double p99Millis,
            double maxMillis) {
        double share() {
            return asked == 0 ? 0 : (double) answered / asked;
        }

        double shareAtOnce() {
            return asked == 0 ? 0 : (double) answeredAtOnce / asked;
        }

        /** Latencies, milliseconds, as in other results for machines. */
        Map<String, Object> latency() {
            return Map.of("p50", p50Millis, "p99", p99Millis, "max", maxMillis);
        }
    }

    Counts counts(Predicate<AskedQuery> which) {
        long[] worth = new long[Worth.values().length];
        long total = 0;
        long atOnce = 0;
        long behind = 0;
        Map<String, Long> states = new LinkedHashMap<>();
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            AskedQuery query = asked.get(i);
            if (!which.test(query)) {
                continue;
            }
            total++;
            atOnce += query.answeredAtOnce() ? 1 : 0;
            worth[worths.get(i).ordinal()]++;
            if (query.answered()) {
                nanos.add(query.nanos());
                states.merge(query.state(), 1L, Long::sum);
                behind = Math.max(behind, query.behindMillis());
            }
        }
        nanos.sort(null);
        return new Counts(
                total,
                nanos.size(),
                atOnce,
                states.getOrDefault("fresh", 0L),
                states.getOrDefault("stale", 0L),
                states.getOrDefault("partial", 0L),
                worth[Worth.LESS.ordinal()],
                worth[Worth.WRONG.ordinal()],
                behind,
                at(nanos, 0.5),
                at(nanos, 0.99),
                at(nanos, 1));
    }

    /** By the nearest rank, milliseconds to the hundredth. */
    private static double at(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? 0
                : Math.round(sorted.get((int) Math.max(0, Math.ceil(sorted.size() * share) - 1)) / 1e4) / 100.0;
    }

    boolean passed() {
        Counts all = counts(query -> true);
        return all.wrong == 0
                && all.answered == all.fresh + all.stale + all.partial
                && all.share() >= LEAST_ANSWERED
                && all.asked > 0;
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%-48s %6s %9s %9s %6s %6s %8s %6s %6s %8s %8s %8s%n",
                "question (ms)",
                "asked",
                "answered",
                "at once",
                "fresh",
                "stale",
                "partial",
                "less",
                "wrong",
                "p50",
                "p99",
                "max");
        for (QueryKind kind : QueryKind.values()) {
            for (Part part : Part.values()) {
                Counts counts = counts(query -> query.kind() == kind && query.part() == part);
                if (counts.asked > 0) {
                    line(kind.text() + ", " + part.text(), counts, out);
                }
            }
        }
        Counts all = counts(query -> true);
        line("all", all, out);
        out.printf(
                Locale.ROOT,
                "%d kills, %d lines/s of %d series, %.0f questions/s; answered %.3f %% of questions (up to three instances asked),"
                        + " %.3f %% of first requests (to any instance, dead or alive); stale by %.1f s at most%n",
                kills,
                linesPerSecond,
                series,
                questionsPerSecond,
                100 * all.share(),
                100 * all.shareAtOnce(),
                all.longestBehindMillis / 1000.0);
        differences.forEach(difference -> out.println("  " + difference));
        lacks.forEach((why, times) -> out.printf(Locale.ROOT, "  %6d times %s%n", times, why));
        out.println(passed() ? "none wrong, and enough answered" : "NOT AS IT HAS TO BE");
        out.flush();
    }

    private static void line(String name, Counts counts, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-48s %6d %7.2f %% %7.2f %% %6d %6d %8d %6d %6d %8.1f %8.1f %8.1f%n",
                name,
                counts.asked,
                100 * counts.share(),
                100 * counts.shareAtOnce(),
                counts.fresh,
                counts.stale,
                counts.partial,
                counts.less,
                counts.wrong,
                counts.p50Millis,
                counts.p99Millis,
                counts.maxMillis);
    }

    /** The same for machines. */
    Map<String, Object> json() {
        Counts all = counts(query -> true);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("passed", passed());
        json.put("answered", all.share());
        json.put("answeredAtOnce", all.shareAtOnce());
        json.put("wrong", all.wrong);
        json.put("stale", all.stale);
        json.put("partial", all.partial);
        json.put("latencyMs", latency(Part.WHOLE));
        json.put("kills", kills);
        json.put("series", series);
        json.put("linesPerSecond", linesPerSecond);
        json.put("questionsPerSecond", questionsPerSecond);
        json.put("all", all);
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (QueryKind kind : QueryKind.values()) {
            Map<String, Object> parts = new LinkedHashMap<>();
            for (Part part : Part.values()) {
                parts.put(part.name(), counts(query -> query.kind() == kind && query.part() == part));
            }
            kinds.put(kind.key(), parts);
        }
        json.put("kinds", kinds);
        json.put("differences", differences);
        json.put("lacks", lacks);
        return json;
    }

    /** Latencies by kind of question in a part of the run. */
    Map<String, Object> latency(Part part) {
        Map<String, Object> latency = new LinkedHashMap<>();
        for (QueryKind kind : QueryKind.values()) {
            latency.put(
                    kind.key(),
                    counts(query -> query.kind() == kind && query.part() == part)
                            .latency());
        }
        return latency;
    }
}
