package dev.hypercare.bench.live;

import dev.hypercare.cli.lab.DetectionScore;
import dev.hypercare.cli.lab.LabAlert;
import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedWindow;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a live run has shown beside the virtual one.
 *
 * @param seed of the simulation
 * @param window what was played
 * @param calls that were sent
 * @param latestMillis by how much the latest of them came too late
 * @param virtual alerts that began in virtual time
 * @param live alerts that began live
 * @param agreement of both
 */
record LiveReport(
        long seed,
        SimulatedWindow window,
        long calls,
        long latestMillis,
        List<LabAlert> virtual,
        List<LabAlert> live,
        Agreement agreement) {
    private static final int SHOWN = 10;

    LiveReport {
        virtual = List.copyOf(virtual);
        live = List.copyOf(live);
    }

    /** A fault in both runs, seconds after it was decidable; null where it was not found. */
    record Row(
            String fault,
            @Nullable Double virtualSeconds,
            @Nullable Double liveSeconds) {
        boolean sameFound() {
            return (virtualSeconds == null) == (liveSeconds == null);
        }

        @Nullable
        Double difference() {
            return virtualSeconds == null || liveSeconds == null ? null : (Double) (liveSeconds - virtualSeconds);
        }
    }

    /** Whether both have the same alerts, decided within a second, and so found the same faults. */
    boolean agrees() {
        return agreement.agrees() && rows().stream().allMatch(Row::sameFound);
    }

    /** The faults that count, in the order of their beginning. */
    List<Row> rows() {
        List<DetectionScore.Found> inVirtual = score(virtual).faults();
        List<DetectionScore.Found> inLive = score(live).faults();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < inVirtual.size(); i++) {
            if (inVirtual.get(i).counts()) {
                rows.add(new Row(
                        inVirtual.get(i).fault().id(),
                        inVirtual.get(i).seconds(),
                        inLive.get(i).seconds()));
            }
        }
        return rows;
    }

    private DetectionScore score(List<LabAlert> alerts) {
        DetectionScore score = new DetectionScore();
        List<FiredAlert> fired = alerts.stream().map(LabAlert::fired).toList();
        score.add(seed, window.length(), window.faults(), fired);
        return score;
    }

    /** Prints the table. */
    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%n%-28s %12s %12s %12s%n", "fault", "virtual s", "live s", "difference s");
        rows().forEach(row -> out.printf(
                Locale.ROOT,
                "%-28s %12s %12s %12s%n",
                row.fault(),
                found(row.virtualSeconds()),
                found(row.liveSeconds()),
                figure(row.difference())));
        out.printf(
                Locale.ROOT,
                "%nseed %d, %d s, %,d calls, the latest of them %d ms late; %d alerts in both, %d only virtual, %d only live%n",
                seed,
                window.length().toSeconds(),
                calls,
                latestMillis,
                agreement.pairs().size(),
                agreement.onlyVirtual().size(),
                agreement.onlyLive().size());
        differences()
                .forEach((name, figures) -> out.printf(
                        Locale.ROOT,
                        "%-48s p50 %d ms, p99 %d ms, within a second %d of %d%n",
                        name,
                        figures.p50(),
                        figures.p99(),
                        figures.withinASecond(),
                        figures.alerts()));
        agreement.onlyVirtual().stream().limit(SHOWN).forEach(alert -> out.println("  only virtual: " + shown(alert)));
        agreement.onlyLive().stream().limit(SHOWN).forEach(alert -> out.println("  only live: " + shown(alert)));
        out.println(agrees() ? "the live run agrees with the virtual one" : "THE LIVE RUN DOES NOT AGREE");
        out.flush();
    }

    /** Differences of the live run, and how long both took to be read. */
    Map<String, DelayFigures> differences() {
        Map<String, DelayFigures> differences = new LinkedHashMap<>();
        differences.put("decided later live than virtually", of(Agreement.Pair::decidedLater));
        differences.put("read later live than virtually", of(Agreement.Pair::readLater));
        differences.put("read after its slice, virtually", of(pair -> delay(pair.virtual())));
        differences.put("read after its slice, live", of(pair -> delay(pair.live())));
        return differences;
    }

    private DelayFigures of(ToLongFunction<Agreement.Pair> millis) {
        return DelayFigures.of(
                agreement.pairs().stream().map(millis::applyAsLong).toList());
    }

    private static long delay(LabAlert alert) {
        return alert.fired().firedAt() - alert.decidedFor();
    }

    /** The same for machines. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("agrees", agrees());
        json.put("seed", seed);
        json.put("seconds", window.length().toSeconds());
        json.put("calls", calls);
        json.put("latestCallMillis", latestMillis);
        json.put("faults", rows().stream().map(LiveReport::rowJson).toList());
        json.put("differencesMillis", differences());
        json.put("inBoth", agreement.pairs().size());
        json.put(
                "onlyVirtual", agreement.onlyVirtual().stream().map(this::shown).toList());
        json.put("onlyLive", agreement.onlyLive().stream().map(this::shown).toList());
        return json;
    }

    private static Map<String, @Nullable Object> rowJson(Row row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("fault", row.fault());
        json.put("virtualSeconds", row.virtualSeconds());
        json.put("liveSeconds", row.liveSeconds());
        json.put("difference", row.difference());
        return json;
    }

    private String shown(LabAlert alert) {
        return String.format(
                Locale.ROOT,
                "%s, decided for second %d: %s",
                Agreement.nameOf(alert),
                (alert.decidedFor() - window.from()) / 1000,
                alert.fired().summary());
    }

    private static String found(@Nullable Double seconds) {
        return seconds == null ? "MISSED" : figure(seconds);
    }

    private static String figure(@Nullable Double seconds) {
        return seconds == null ? "-" : String.format(Locale.ROOT, "%.2f", seconds);
    }
}
