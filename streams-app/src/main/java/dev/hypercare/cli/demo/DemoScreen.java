package dev.hypercare.cli.demo;

import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.schemas.events.Alert;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The board as lines of text for a terminal, in colour or without. */
public final class DemoScreen {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int ROUTES = 8;
    private static final int BAR = 24;

    private final Ink ink;
    private final ZoneId zone;

    public DemoScreen(Ink ink, ZoneId zone) {
        this.ink = ink;
        this.zone = zone;
    }

    /**
     * How far the replay is.
     *
     * @param share from 0 to 1
     * @param callsPerSecond published, wall clock
     * @param eventTime milliseconds since the epoch
     */
    public record Progress(double share, double callsPerSecond, long published, long eventTime, double speed) {}

    /** All lines of the picture. */
    public List<String> lines(DemoBoard board, Progress progress, String queryUrl) {
        List<String> lines = new ArrayList<>();
        lines.add(ink.bold("Hypercare demo") + "  a recorded launch, "
                + String.format(Locale.ROOT, "%.0fx", progress.speed()) + "  event time "
                + clock(progress.eventTime()));
        lines.add(bar(progress.share())
                + String.format(
                        Locale.ROOT,
                        " %3.0f %%  %,.0f calls/s  %,d published  %,d counted  %,d dead letters",
                        progress.share() * 100,
                        progress.callsPerSecond(),
                        progress.published(),
                        board.callsCounted(),
                        board.deadLetters()));
        lines.add("");
        lines.add(ink.bold(String.format(
                "%-52s %7s %8s %8s %8s %8s", "WORST ROUTES, LAST MINUTE", "CALLS", "FAILED", "4XX", "P50", "P99")));
        board.worst(ROUTES).forEach(route -> lines.add(row(route)));
        lines.add("");
        lines.add(ink.bold("ALERTS") + "  "
                + (board.firing() == 0 ? ink.green("none firing") : ink.red(board.firing() + " firing")));
        board.newestTransitions().forEach(alert -> lines.add(transition(alert)));
        if (!board.tickets().isEmpty()) {
            lines.add("");
            lines.add(ink.bold("TICKETS") + "  " + board.tickets().size() + " known, " + board.unresolvedTickets()
                    + " not resolved");
        }
        lines.add("");
        lines.add("Look: " + queryUrl
                + "/console/   or ask it in another terminal: ./hypercare query kpis --view api --from -15m");
        return lines;
    }

    /** One line about a transition of an alert. */
    public String transition(Alert alert) {
        String state = String.format("%-9s", alert.getState());
        String shown = switch (alert.getState()) {
            case FIRING, FLAPPING -> ink.red(state);
            case RESOLVED -> ink.green(state);
            case PENDING, CANCELLED, UNKNOWN -> state;
        };
        return clock(alert.getAt().toEpochMilli()) + "  " + shown + "  " + alert.getSeverity() + "  "
                + (alert.getTest() ? "TEST  " : "") + Ink.safe(alert.getSummary());
    }

    private String row(DemoBoard.Route route) {
        String name = Ink.safe(route.api() + "  " + route.method() + " " + route.route());
        String failed = String.format(Locale.ROOT, "%6.1f %%", route.failedShare() * 100);
        return String.format(
                Locale.ROOT,
                "%-52s %7d %s %6.1f %% %8s %8s",
                name.length() > 52 ? name.substring(0, 51) + "…" : name,
                route.calls(),
                route.failedShare() > 0.01 ? ink.red(failed) : failed,
                100.0 * route.clientErrors() / route.calls(),
                duration(route.p50()),
                duration(route.p99()));
    }

    private static String bar(double share) {
        int full = (int) Math.round(Math.max(0, Math.min(1, share)) * BAR);
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
    }

    /** Microseconds for people: {@code 830 us}, {@code 23 ms}, {@code 1.60 s}. */
    static String duration(long micros) {
        if (micros < 0) {
            return "-";
        }
        if (micros < 1_000) {
            return micros + " us";
        }
        return micros < 1_000_000
                ? String.format(Locale.ROOT, "%d ms", Math.round(micros / 1e3))
                : String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }

    private String clock(long millis) {
        return CLOCK.format(Instant.ofEpochMilli(millis).atZone(zone));
    }
}
