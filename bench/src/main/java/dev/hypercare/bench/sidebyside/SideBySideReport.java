package dev.hypercare.bench.sidebyside;

import dev.hypercare.cli.lab.DetectionJson;
import dev.hypercare.cli.lab.DetectionScore;
import dev.hypercare.cli.lab.DetectionTables;
import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedFaultKind;
import dev.hypercare.testdata.simulate.SimulatedWindow;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What both have found in the same traffic.
 *
 * @param seed of the simulation
 * @param window what was played
 * @param everySeconds between two scrapes of Prometheus, and between two evaluations
 * @param prometheus its version
 * @param alertmanager its version
 * @param calls that were sent
 * @param latestMillis by how much the latest of them came too late
 * @param ours alerts that could be read
 * @param theirs alerts that were posted to the webhook
 */
record SideBySideReport(
        long seed,
        SimulatedWindow window,
        int everySeconds,
        String prometheus,
        String alertmanager,
        long calls,
        long latestMillis,
        List<FiredAlert> ours,
        List<FiredAlert> theirs) {
    SideBySideReport {
        ours = List.copyOf(ours);
        theirs = List.copyOf(theirs);
    }

    /** The score of this product. */
    DetectionScore ourScore() {
        return score(ours);
    }

    /** The score of Prometheus. */
    DetectionScore theirScore() {
        return score(theirs);
    }

    private DetectionScore score(List<FiredAlert> alerts) {
        DetectionScore score = new DetectionScore();
        score.add(seed, window.length(), window.faults(), alerts);
        return score;
    }

    /** Prints the tables. */
    void print(PrintWriter out) {
        DetectionScore our = ourScore();
        DetectionScore their = theirScore();
        out.printf(
                Locale.ROOT,
                "%n%-26s %7s | %9s %9s | %9s %9s   seconds from when it could be known to the alert, p50%n",
                "fault",
                "faults",
                "Hypercare",
                "missed",
                "Prometheus",
                "missed");
        for (SimulatedFaultKind kind : SimulatedFaultKind.values()) {
            if (our.of(kind).faults() > 0) {
                row(out, kind.id(), our.of(kind), their.of(kind));
            }
        }
        row(out, "all", our.all(), their.all());
        out.printf(
                Locale.ROOT,
                "%-26s %7s | %9s %9s | %9s%n",
                "p99",
                "",
                seconds(our.all().p99()),
                "",
                seconds(their.all().p99()));
        out.printf(
                Locale.ROOT,
                "%nfalse alerts in %d s: Hypercare %d, Prometheus %d%n",
                window.length().toSeconds(),
                our.falseAlerts().size(),
                their.falseAlerts().size());
        falseAlerts(out, "Hypercare", our);
        falseAlerts(out, "Prometheus", their);
        out.printf(
                Locale.ROOT,
                "seed %d, %,d calls, the latest of them %d ms late; Prometheus %s, Alertmanager %s, scrapes and evaluations every %d s%n",
                seed,
                calls,
                latestMillis,
                prometheus,
                alertmanager,
                everySeconds);
        out.flush();
    }

    private static void row(PrintWriter out, String name, DetectionScore.Figures ours, DetectionScore.Figures theirs) {
        out.printf(
                Locale.ROOT,
                "%-26s %7d | %9s %9d | %9s %9d%n",
                name,
                ours.faults(),
                seconds(ours.p50()),
                ours.faults() - ours.found(),
                seconds(theirs.p50()),
                theirs.faults() - theirs.found());
    }

    private static void falseAlerts(PrintWriter out, String whose, DetectionScore score) {
        DetectionTables.falseAlerts(score)
                .forEach(row -> out.println("  " + whose + ": " + row.get(1) + " x " + row.get(0) + ", " + row.get(2)));
    }

    /** The same for machines; what each has found as {@code lab detection --json} writes it. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", seed);
        json.put("seconds", window.length().toSeconds());
        json.put("calls", calls);
        json.put("latestCallMillis", latestMillis);
        json.put("scrapeSeconds", everySeconds);
        json.put("evaluationSeconds", everySeconds);
        json.put("prometheusVersion", prometheus);
        json.put("alertmanagerVersion", alertmanager);
        json.put("perFault", perFault());
        json.put("hypercare", DetectionJson.of(ourScore()));
        json.put("prometheus", DetectionJson.of(theirScore()));
        return json;
    }

    private Map<String, Object> perFault() {
        Map<String, Object> perFault = new LinkedHashMap<>();
        for (SimulatedFaultKind kind : SimulatedFaultKind.values()) {
            DetectionScore.Figures our = ourScore().of(kind);
            DetectionScore.Figures their = theirScore().of(kind);
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("faults", our.faults());
            row.put("hypercareSeconds", our.p50());
            row.put("hypercareMissed", our.faults() - our.found());
            row.put("prometheusSeconds", their.p50());
            row.put("prometheusMissed", their.faults() - their.found());
            perFault.put(kind.id(), row);
        }
        return perFault;
    }

    private static String seconds(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }
}
