package dev.hypercare.cli.demo;

import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.DurationSummary;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.testdata.FiredAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a person on watch wants to see, gathered from the output topics. Not thread-safe. */
public final class DemoBoard {
    /** How much event time the figures of the routes cover: the last six panes. */
    private static final long LOOK_BACK_MILLIS = 60_000;

    private static final int ALERTS_SHOWN = 10;

    /** A route in the last minute: what is shown of it. */
    public record Route(
            String api, String route, String method, long calls, long failed, long clientErrors, long p50, long p99) {
        double failedShare() {
            return calls == 0 ? 0 : (double) failed / calls;
        }
    }

    private final Map<String, TreeMap<Long, Kpi>> panes = new LinkedHashMap<>();
    private final List<Alert> transitions = new ArrayList<>();
    private final Map<String, FiredAlert> fired = new LinkedHashMap<>();
    private final Map<String, FiredAlert> firing = new LinkedHashMap<>();
    private final Map<String, TicketCase> tickets = new TreeMap<>();
    private long newestPane;
    private long callsCounted;
    private long deadLetters;

    /** A closed pane, or a correction of one. */
    void pane(Kpi kpi) {
        long start = kpi.getWindowStart().toEpochMilli();
        newestPane = Math.max(newestPane, kpi.getWindowEnd().toEpochMilli());
        Kpi before = panes.computeIfAbsent(kpi.getSeries(), unseen -> new TreeMap<>())
                .put(start, kpi);
        if (kpi.getView().equals("api")) {
            callsCounted += kpi.getCalls() - (before == null ? 0 : before.getCalls());
        }
    }

    /** A transition of an alert; test alerts are not counted. */
    void alert(Alert alert) {
        transitions.add(alert);
        if (alert.getTest() || alert.getFiredAt() == null) {
            return;
        }
        if (alert.getState() == AlertState.FIRING || alert.getState() == AlertState.FLAPPING) {
            FiredAlert one = fired(alert, null);
            firing.put(alert.getFingerprint(), one);
            fired.put(key(alert), one);
        } else if (alert.getState() == AlertState.RESOLVED) {
            firing.remove(alert.getFingerprint());
            Instant resolved = alert.getResolvedAt();
            fired.put(key(alert), fired(alert, resolved == null ? null : resolved.toEpochMilli()));
        }
    }

    /** What is known of a ticket now. */
    void ticket(TicketCase known) {
        tickets.put(known.getId(), known);
    }

    /** The newest that is known of each ticket, by id. */
    public Map<String, TicketCase> tickets() {
        return Collections.unmodifiableMap(tickets);
    }

    /** How many tickets wait for somebody. */
    public long unresolvedTickets() {
        return tickets.values().stream()
                .filter(known -> known.getState() != CaseState.RESOLVED && known.getState() != CaseState.CLOSED)
                .count();
    }

    void deadLetter() {
        deadLetters++;
    }

    /** Every alert that fired, with when it was resolved, in the order in which they fired. */
    public List<FiredAlert> fired() {
        return List.copyOf(fired.values());
    }

    /** How many fire now. */
    public int firing() {
        return firing.size();
    }

    /** The newest transitions, oldest first. */
    public List<Alert> newestTransitions() {
        return transitions.subList(Math.max(0, transitions.size() - ALERTS_SHOWN), transitions.size());
    }

    /** Event time up to which panes have closed, milliseconds; 0 before the first. */
    public long closedUpTo() {
        return newestPane;
    }

    /** Calls in closed panes. */
    public long callsCounted() {
        return callsCounted;
    }

    public long deadLetters() {
        return deadLetters;
    }

    /** The worst routes of the last minute: most failures by share, then slowest. */
    public List<Route> worst(int most) {
        List<Route> routes = new ArrayList<>();
        for (TreeMap<Long, Kpi> series : panes.values()) {
            if (series.lastEntry().getValue().getLabels().containsKey("route")) {
                Route route = lastMinute(series);
                if (route != null) {
                    routes.add(route);
                }
            }
        }
        routes.sort(Comparator.comparingDouble(Route::failedShare)
                .thenComparingLong(Route::p99)
                .reversed());
        return routes.subList(0, Math.min(most, routes.size()));
    }

    private @Nullable Route lastMinute(TreeMap<Long, Kpi> series) {
        long calls = 0;
        long failed = 0;
        long clientErrors = 0;
        LatencyHistogram latency = new LatencyHistogram();
        for (Kpi kpi : series.tailMap(newestPane - LOOK_BACK_MILLIS, true).values()) {
            calls += kpi.getCalls();
            failed += kpi.getFailed();
            clientErrors += kpi.getClientErrors();
            latency.merge(histogram(kpi.getLatency()));
        }
        Map<String, String> labels = series.lastEntry().getValue().getLabels();
        return calls == 0
                ? null
                : new Route(
                        labels.getOrDefault("api", ""),
                        labels.getOrDefault("route", ""),
                        labels.getOrDefault("method", ""),
                        calls,
                        failed,
                        clientErrors,
                        latency.percentile(50),
                        latency.percentile(99));
    }

    private static LatencyHistogram histogram(DurationSummary latency) {
        return LatencyHistogram.of(
                latency.getHistogram().getBuckets(),
                latency.getHistogram().getCounts(),
                latency.getSumMicros(),
                latency.getMaxMicros());
    }

    private static String key(Alert alert) {
        return alert.getFingerprint() + alert.getFiredAt();
    }

    private static FiredAlert fired(Alert alert, @Nullable Long resolvedAt) {
        return new FiredAlert(
                alert.getRule(),
                alert.getSeverity(),
                alert.getLabels(),
                alert.getWindowSeconds() * 1000L,
                alert.getFiredAt().toEpochMilli(),
                resolvedAt,
                alert.getSummary());
    }
}
