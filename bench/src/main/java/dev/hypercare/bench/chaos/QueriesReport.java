package dev.hypercare.bench.chaos;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a run of questions has shown.
 *
 * @param kills instances that were killed
 * @param apis that lines named: ten series each
 * @param linesPerSecond load of calls
 * @param asked all questions
 * @param worths what each answered one is worth, in the order of the questions; null where it was not answered
 * @param differences of wrong answers
 */
record QueriesReport(
        int kills,
        int apis,
        int linesPerSecond,
        List<AskedQuery> asked,
        List<QueryJudge.Worth> worths,
        List<String> differences) {
    private static final double LEAST_ANSWERED = 0.99;

    /** Counts of questions, by what came of them. */
    record Counts(
            long asked,
            long answered,
            long fresh,
            long stale,
            long partial,
            long less,
            long wrong,
            long longestBehindMillis,
            double p50Millis,
            double p99Millis) {}

    Counts counts(Predicate<AskedQuery> which) {
        long total = 0;
        long wrong = 0;
        long less = 0;
        long behind = 0;
        Map<String, Long> states = new LinkedHashMap<>();
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            AskedQuery query = asked.get(i);
            if (!which.test(query)) {
                continue;
            }
            total++;
            if (query.answered()) {
                nanos.add(query.nanos());
                states.merge(query.state(), 1L, Long::sum);
                behind = Math.max(behind, query.behindMillis());
                wrong += worths.get(i) == QueryJudge.Worth.WRONG ? 1 : 0;
                less += worths.get(i) == QueryJudge.Worth.LESS ? 1 : 0;
            }
        }
        nanos.sort(null);
        return new Counts(
                total,
                nanos.size(),
                states.getOrDefault("fresh", 0L),
                states.getOrDefault("stale", 0L),
                states.getOrDefault("partial", 0L),
                less,
                wrong,
                behind,
                at(nanos, 0.5),
                at(nanos, 0.99));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.round((sorted.size() - 1) * share)) / 1e6;
    }

    boolean passed() {
        Counts all = counts(query -> true);
        return all.wrong == 0 && all.answered >= LEAST_ANSWERED * all.asked && all.asked > 0;
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%-42s %7s %9s %7s %6s %8s %6s %6s %9s %9s%n",
                "question",
                "asked",
                "answered",
                "fresh",
                "stale",
                "partial",
                "less",
                "wrong",
                "p50",
                "p99");
        for (QueryKind kind : QueryKind.values()) {
            line(kind.text() + ", all run", counts(query -> query.kind() == kind && query.whole()), out);
            line(kind.text() + ", one is gone", counts(query -> query.kind() == kind && !query.whole()), out);
        }
        Counts all = counts(query -> true);
        line("all", all, out);
        out.printf(
                Locale.ROOT,
                "%d kills, %d lines/s of %d APIs; answered %.2f %%, at most %.1f s behind; %d asked another one because the first had"
                        + " died%n",
                kills,
                linesPerSecond,
                apis,
                all.asked == 0 ? 0 : 100.0 * all.answered / all.asked,
                all.longestBehindMillis / 1000.0,
                asked.stream().filter(query -> query.tries() > 1).count());
        differences.forEach(difference -> out.println("  " + difference));
        out.println(passed() ? "none wrong, and enough answered" : "NOT AS IT HAS TO BE");
        out.flush();
    }

    private static void line(String name, Counts counts, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-42s %7d %7.2f %% %7d %6d %8d %6d %6d %6.1f ms %6.1f ms%n",
                name,
                counts.asked,
                counts.asked == 0 ? 0 : 100.0 * counts.answered / counts.asked,
                counts.fresh,
                counts.stale,
                counts.partial,
                counts.less,
                counts.wrong,
                counts.p50Millis,
                counts.p99Millis);
    }

    /** The same for machines. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kills", kills);
        json.put("apis", apis);
        json.put("linesPerSecond", linesPerSecond);
        json.put("passed", passed());
        json.put("all", counts(query -> true));
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (QueryKind kind : QueryKind.values()) {
            kinds.put(
                    kind.name(),
                    Map.of(
                            "allRun", counts(query -> query.kind() == kind && query.whole()),
                            "oneIsGone", counts(query -> query.kind() == kind && !query.whole())));
        }
        json.put("kinds", kinds);
        json.put("differences", differences);
        return json;
    }
}
