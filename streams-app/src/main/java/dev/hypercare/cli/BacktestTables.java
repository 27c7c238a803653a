package dev.hypercare.cli;

import dev.hypercare.cli.trial.BacktestResult;
import dev.hypercare.cli.trial.Breach;
import dev.hypercare.cli.trial.PastAlert;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.rules.TriedRule;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A backtest for people: the rules, what they would have said, and what did happen. */
final class BacktestTables {
    private final BacktestResult result;
    private final ZoneId zone;

    BacktestTables(BacktestResult result, ZoneId zone) {
        this.result = result;
        this.zone = zone;
    }

    void print(PrintWriter out) {
        out.println(time(result.from()) + " to " + time(result.to()) + ", " + how());
        out.println();
        rules().print(out);
        print("would have fired:", breaches(), out);
        print("did fire by rules of these names, and would not:", onlyLive(), out);
        print("alerts that did fire, of all rules:", alerts(), out);
        result.rules()
                .forEach(rule -> rule.differences()
                        .forEach(difference -> out.println("note: " + rule.id() + ": " + difference)));
        result.notes().forEach(note -> out.println("note: " + note));
        out.flush();
    }

    private String how() {
        String read = Figures.count(result.covered().records());
        return result.exact()
                ? "exactly, second by second, from " + read + " calls"
                : "from " + read
                        + " panes of 10 s: a window is whole panes, times are within a pane of what they are live";
    }

    private static void print(String title, Table table, PrintWriter out) {
        out.println();
        if (table.isEmpty()) {
            out.println(title + " nothing");
        } else {
            out.println(title);
            table.print(out);
        }
    }

    private Table rules() {
        Table table = new Table(List.of(
                "rule",
                "version",
                "severity",
                "fired>",
                "series>",
                "in breach>",
                "longest>",
                "pending only>",
                "did fire>"));
        for (TriedRule rule : result.rules()) {
            List<Breach> breaches = result.breachesOf(rule);
            long all = breaches.stream().mapToLong(this::millis).sum();
            long longest = breaches.stream().mapToLong(this::millis).max().orElse(0);
            table.add(List.of(
                    rule.id() + (rule.shadow() ? " (shadow)" : ""),
                    rule.version(),
                    rule.severity(),
                    Figures.count(breaches.size()),
                    Figures.count(
                            breaches.stream().map(Breach::series).distinct().count()),
                    shown(all),
                    shown(longest),
                    Figures.count(result.withdrawn().getOrDefault(rule.id(), 0)),
                    Figures.count(result.liveOf(rule).size())));
        }
        return table;
    }

    private Table breaches() {
        Table table = new Table(List.of("fired", "ended", "lasted>", "rule", "did fire", "series", "summary"));
        for (Breach breach : result.breaches()) {
            Breach live = result.liveOf(breach);
            table.add(List.of(
                    time(breach.firedAt()),
                    ended(breach.endedAt()),
                    shown(millis(breach)),
                    breach.rule(),
                    live == null ? "-" : time(live.firedAt()),
                    breach.series(),
                    breach.fired().getSummary()));
        }
        return table;
    }

    private Table onlyLive() {
        Table table = new Table(List.of("fired", "ended", "rule", "version", "series", "summary"));
        for (Breach breach : result.onlyLive()) {
            table.add(List.of(
                    time(breach.firedAt()),
                    ended(breach.endedAt()),
                    breach.rule(),
                    breach.fired().getRuleVersion(),
                    breach.series(),
                    breach.fired().getSummary()));
        }
        return table;
    }

    private Table alerts() {
        Table table = new Table(List.of("fired", "resolved", "severity", "rule", "told", "these rules", "series"));
        for (PastAlert alert : result.alerts()) {
            Breach seen = result.seen(alert);
            table.add(List.of(
                    time(alert.firedAt()),
                    ended(alert.endedAt()),
                    alert.fired().getSeverity(),
                    alert.fired().getRule(),
                    told(alert),
                    seen == null ? "-" : seen.rule() + " " + after(seen.firedAt() - alert.firedAt()),
                    alert.fired().getSeries()));
        }
        return table;
    }

    /** Or why nobody was to be told. */
    private static String told(PastAlert alert) {
        return alert.told() ? "yes" : "no: " + alert.fired().getCause().name().toLowerCase(Locale.ROOT);
    }

    private static String after(long millis) {
        return (millis < 0 ? "-" : "+") + shown(Math.abs(millis));
    }

    private long millis(Breach breach) {
        return breach.within(
                result.from(), Math.min(result.to(), result.covered().to()));
    }

    private String ended(@Nullable Long at) {
        return at == null ? "not yet" : time(at);
    }

    private static String shown(long millis) {
        return Durations.show(Duration.ofMillis(millis));
    }

    private String time(long at) {
        return Figures.clock(Instant.ofEpochMilli(at), zone);
    }
}
