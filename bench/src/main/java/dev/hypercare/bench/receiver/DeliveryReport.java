package dev.hypercare.bench.receiver;

import dev.hypercare.bench.compare.Machine;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run has shown.
 *
 * @param kills those that happened
 * @param verdict the topic beside what was answered
 * @param repeated how often something was sent again, of this run of the harness
 * @param restarts how often a failed task was restarted, of this run of the harness
 * @param resumed how often the harness was stopped
 * @param seconds of this run of the harness
 */
record DeliveryReport(
        DeliveryRunOptions options,
        List<DeliveryKill> kills,
        ReceivedCount.Verdict verdict,
        long repeated,
        int restarts,
        int resumed,
        long seconds) {
    DeliveryReport {
        kills = List.copyOf(kills);
    }

    /** Whether every request was answered, every kill happened, and every answer was true. */
    boolean passed() {
        return verdict.holds(options.exactlyOnce())
                && verdict.answered() == options.requests()
                && kills.size() == options.kills();
    }

    void print(PrintWriter out) {
        out.println();
        out.printf(Locale.ROOT, "%-8s %5s %9s %9s%n", "victim", "kills", "gap p50", "gap max");
        for (String victim : List.of("broker", "worker")) {
            List<Long> gaps = gaps(victim);
            if (!gaps.isEmpty()) {
                out.printf(
                        Locale.ROOT,
                        "%-8s %5d %7.1f s %7.1f s%n",
                        victim,
                        gaps.size(),
                        gaps.get(gaps.size() / 2) / 1000.0,
                        gaps.get(gaps.size() - 1) / 1000.0);
            }
        }
        out.printf(
                Locale.ROOT,
                "%n%s, seed %d: %d requests answered 2xx, %d sent again, %d records in the topic; %d kills, %d restarts of failed"
                        + " tasks; %d s%n",
                options.exactlyOnce() ? "exactly once" : "at least once",
                options.seed(),
                verdict.answered(),
                repeated,
                verdict.records(),
                kills.size(),
                restarts,
                seconds);
        out.printf(
                "lost %d, doubled %d, of requests not answered %d%n",
                verdict.lost(), verdict.doubled(), verdict.unexpected());
        if (!verdict.holds(options.exactlyOnce())) {
            verdict.examples().forEach(example -> out.println("  " + example));
        }
        if (resumed > 0) {
            out.println("resumed " + resumed + " times");
        }
        out.flush();
    }

    /** The same for machines. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", options.seed());
        json.put("exactlyOnce", options.exactlyOnce());
        json.put("requests", options.requests());
        json.put("answered", verdict.answered());
        json.put("records", verdict.records());
        json.put("lost", verdict.lost());
        json.put("doubled", verdict.doubled());
        json.put("unexpected", verdict.unexpected());
        json.put("repeated", repeated);
        json.put("taskRestarts", restarts);
        json.put("resumed", resumed);
        json.put("seconds", seconds);
        json.put("passed", passed());
        json.put("kills", kills);
        json.put("examples", verdict.examples());
        json.put("machine", Machine.here());
        return json;
    }

    private List<Long> gaps(String victim) {
        return kills.stream()
                .filter(kill -> kill.victim().equals(victim))
                .map(DeliveryKill::gapMillis)
                .sorted()
                .toList();
    }
}
