package dev.hypercare.bench.chaos;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run has shown.
 *
 * @param options of the run
 * @param results of its faults
 * @param comparison of the truth with the product
 * @param corruptedCommits how often a commit failed, injected or not, and Kafka Streams took its tasks for corrupted
 * @param restarts of instances that ended by themselves
 * @param unacknowledged lines whose acknowledgement was lost with a harness that was stopped
 * @param resumed how often it was stopped
 * @param seconds of this run of the harness
 */
record ChaosReport(
        ChaosOptions options,
        List<FaultResult> results,
        Comparison comparison,
        long corruptedCommits,
        int restarts,
        long unacknowledged,
        int resumed,
        long seconds) {
    ChaosReport {
        results = List.copyOf(results);
    }

    /** Whether all is equal, all faults happened, and all was whole again after each. */
    boolean passed() {
        return comparison.equal() && results.stream().allMatch(result -> result.happened() && result.recovered());
    }

    /** Prints the table. */
    void print(PrintWriter out) {
        out.println();
        out.printf(Locale.ROOT, "%-64s %5s %9s %9s%n", "fault", "times", "gap p50", "gap max");
        for (FaultKind kind : FaultKind.values()) {
            List<Long> gaps = gaps(kind);
            if (!gaps.isEmpty()) {
                out.printf(
                        Locale.ROOT,
                        "%-64s %5d %7.1f s %7.1f s%n",
                        kind.text(),
                        gaps.size(),
                        median(gaps) / 1000.0,
                        gaps.get(gaps.size() - 1) / 1000.0);
            }
        }
        out.printf(
                Locale.ROOT,
                "%n%-4s %-64s %-10s %8s %22s %9s%n",
                "no",
                "fault",
                "victim",
                "standbys",
                "between flush, commit",
                "gap");
        results.stream().filter(FaultResult::happened).forEach(result -> out.println(line(result)));
        out.println();
        out.printf(
                Locale.ROOT,
                "seed %d: %d kills, %d of them between the flush and the commit; %d commits whose tasks were taken for corrupted; %d s%n",
                options.seed(),
                kills(),
                between(),
                corruptedCommits,
                seconds);
        out.printf(
                Locale.ROOT,
                "%d lines acknowledged = %d calls counted + %d late + %d dead letters (difference %d)%n",
                comparison.lines(),
                comparison.counted(),
                comparison.late(),
                comparison.dead(),
                comparison.lines() - comparison.counted() - comparison.late() - comparison.dead());
        out.printf(
                Locale.ROOT,
                "lost %d, doubled %d; of %d windows wrong: %d, by their panes: %d%n",
                comparison.lost(),
                comparison.doubled(),
                comparison.windows(),
                comparison.wrongWindows(),
                comparison.wrongPanes());
        if (restarts > 0) {
            out.println(restarts + " times an instance ended by itself and was started again: see its log");
        }
        if (resumed > 0) {
            out.println("resumed " + resumed + " times, " + unacknowledged
                    + " lines written whose acknowledgement nobody saw");
        }
        results.stream()
                .filter(result -> !result.happened() || !result.recovered())
                .forEach(result -> out.println("fault " + (result.number() + 1) + " "
                        + (result.happened() ? "was not recovered from in time" : "never happened")));
        comparison.first().forEach(difference -> out.println("  " + difference));
        if (comparison.differences().size() > comparison.first().size()) {
            out.println("  ... " + comparison.differences().size() + " differences in all");
        }
        out.flush();
    }

    private String line(FaultResult result) {
        return String.format(
                Locale.ROOT,
                "%-4d %-64s %-10s %8d %22s %7.1f s",
                result.number() + 1,
                result.kind().text(),
                victim(result),
                options.product().standbys(),
                result.kind().betweenFlushAndCommit() ? "yes" : "no",
                result.gapMillis() / 1000.0);
    }

    private static String victim(FaultResult result) {
        return (result.kind() == FaultKind.BROKER_KILL ? "broker " : "instance ") + result.target();
    }

    private Map<String, Object> recovery(FaultResult result) {
        return Map.of(
                "number", result.number(),
                "victim", victim(result),
                "kill", result.kind().kill(),
                "standbys", options.product().standbys(),
                "betweenFlushAndCommit", result.kind().betweenFlushAndCommit(),
                "gapMillis", result.gapMillis());
    }

    /** The same for machines. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", options.seed());
        json.put("standbys", options.product().standbys());
        json.put("kills", kills());
        json.put("killsBetweenFlushAndCommit", between());
        json.put("commitsTakenForCorruption", corruptedCommits);
        json.put("lines", comparison.lines());
        json.put("counted", comparison.counted());
        json.put("late", comparison.late());
        json.put("deadLetters", comparison.dead());
        json.put("lost", comparison.lost());
        json.put("doubled", comparison.doubled());
        json.put("windows", comparison.windows());
        json.put("wrongWindows", comparison.wrongWindows());
        json.put("wrongPanes", comparison.wrongPanes());
        json.put("ownEnds", restarts);
        json.put("resumed", resumed);
        json.put("unacknowledged", unacknowledged);
        json.put("seconds", seconds);
        json.put("passed", passed());
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (FaultKind kind : FaultKind.values()) {
            List<Long> gaps = gaps(kind);
            if (!gaps.isEmpty()) {
                kinds.put(
                        kind.name(),
                        Map.of(
                                "times", gaps.size(),
                                "gapP50Millis", median(gaps),
                                "gapMaxMillis", gaps.get(gaps.size() - 1)));
            }
        }
        json.put("kinds", kinds);
        json.put("faults", results);
        json.put(
                "recoveries",
                results.stream()
                        .filter(FaultResult::happened)
                        .map(this::recovery)
                        .toList());
        json.put("differences", comparison.first());
        return json;
    }

    private long kills() {
        return results.stream()
                .filter(result -> result.happened() && result.kind().kill())
                .count();
    }

    private long between() {
        return results.stream()
                .filter(result -> result.happened() && result.kind().betweenFlushAndCommit())
                .count();
    }

    private List<Long> gaps(FaultKind kind) {
        return new ArrayList<>(results.stream()
                .filter(result -> result.kind() == kind && result.happened())
                .map(FaultResult::gapMillis)
                .sorted()
                .toList());
    }

    private static long median(List<Long> sorted) {
        return sorted.get((sorted.size() - 1) / 2);
    }
}
