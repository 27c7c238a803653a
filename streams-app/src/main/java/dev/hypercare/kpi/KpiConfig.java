package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How calls become KPIs.
 *
 * @param views each the labels that make a series, in order
 * @param patience how long calls of a gateway without an entry of its own are waited for
 * @param gateways the same by name of the gateway
 * @param maxFuture how far a call's completion may lie after its time of ingest before it is rejected
 * @param correctFor how old a late call may be to correct its windows; older ones go to {@code late}
 * @param maxSeries how many series a view may have in a partition of calls before the rest count as {@code {overflow}}
 * @param maxSeriesOf the same for views that have a number of their own, by their labels
 * @param deduplicate which calls are counted once though they came more than once
 * @param epoch raised by a reset, so that versions of records stay in order
 */
public record KpiConfig(
        List<List<String>> views,
        Patience patience,
        Map<String, Patience> gateways,
        Duration maxFuture,
        Duration correctFor,
        int maxSeries,
        Map<List<String>, Integer> maxSeriesOf,
        Deduplication deduplicate,
        int epoch) {

    /** The labels a view may use. */
    public static final List<String> LABELS =
            List.of("gateway", "api", "route", "method", "consumer", "provider", "model", "version", "client");

    private static final int MOST_SERIES = 10_000_000;
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final List<String> DEFAULT_VIEWS = List.of(
            "api",
            "api, route, method",
            "api, route, method, version",
            "api, consumer",
            "api, model",
            "gateway",
            "client");

    /**
     * How long calls of a gateway are waited for.
     *
     * @param lateness how far its calls may be out of order, in event time
     * @param maxLag how long after the fact its log may arrive: a tick this much later closes its slices even without calls
     * @param learn whether they are waited for less once they have come sooner for long enough
     */
    public record Patience(Duration lateness, Duration maxLag, boolean learn) {
        static final Patience DEFAULT = new Patience(Duration.ofMillis(500), Duration.ofSeconds(5), true);

        static Patience read(Section s, Patience absent) {
            Duration lateness = s.duration("lateness", absent.lateness, Duration.ZERO, Duration.ofHours(1));
            Duration maxLag = s.duration("max-lag", absent.maxLag, Duration.ofMillis(100), Duration.ofHours(6));
            if (maxLag.compareTo(lateness) < 0) {
                s.problem("max-lag", Durations.show(maxLag), "at least the lateness, " + Durations.show(lateness));
            }
            return new Patience(lateness, maxLag, s.bool("learn", absent.learn));
        }
    }

    public KpiConfig {
        views = views.stream().map(List::copyOf).toList();
        gateways = Map.copyOf(gateways);
        maxSeriesOf = Map.copyOf(maxSeriesOf);
    }

    /** Reads the section {@code kpi}; what is missing has its default. */
    public static KpiConfig read(Section s) {
        Patience patience = Patience.read(s, Patience.DEFAULT);
        Map<String, Patience> gateways = new LinkedHashMap<>();
        Section named = s.section("gateways");
        for (String name : named.keys()) {
            gateways.put(name, Patience.read(named.section(name), patience));
        }
        List<List<String>> views = views(s);
        return new KpiConfig(
                views,
                patience,
                gateways,
                s.duration("max-future", Duration.ofMinutes(1), Duration.ZERO, Duration.ofDays(1)),
                s.duration("correct-for", Duration.ofDays(7), Duration.ZERO, Duration.ofDays(400)),
                s.integer("max-series", 10_000, 1, MOST_SERIES),
                maxSeriesOf(s.section("max-series-of"), views),
                Deduplication.read(s),
                s.integer("epoch", 1, 1, Integer.MAX_VALUE));
    }

    private static List<List<String>> views(Section s) {
        Set<List<String>> views = new LinkedHashSet<>();
        for (String text : s.strings("views", DEFAULT_VIEWS)) {
            List<String> labels = new ArrayList<>();
            for (String label : text.split(",")) {
                if (!LABELS.contains(label.trim())) {
                    s.problem("views", text, "labels out of " + String.join(", ", LABELS));
                } else if (labels.contains(label.trim())) {
                    s.problem("views", text, "each label once");
                } else {
                    labels.add(label.trim());
                }
            }
            if (!views.add(labels)) {
                s.problem("views", text, "each view once");
            }
        }
        if (views.isEmpty()) {
            s.problem("views", "none", "at least one view, such as 'api, route, method'");
        }
        return List.copyOf(views);
    }

    private static Map<List<String>, Integer> maxSeriesOf(Section s, List<List<String>> views) {
        Map<List<String>, Integer> limits = new LinkedHashMap<>();
        for (String text : s.keys()) {
            int limit = s.integer(text, 1, 1, MOST_SERIES);
            List<String> labels = Stream.of(text.split(",")).map(String::strip).toList();
            if (!views.contains(labels)) {
                s.problem(text, String.valueOf(limit), "one of kpi.views as the key: " + shown(views));
            } else if (limits.put(labels, limit) != null) {
                s.problem(text, String.valueOf(limit), "each view once");
            }
        }
        return limits;
    }

    private static String shown(List<List<String>> views) {
        return views.stream().map(view -> "'" + String.join(", ", view) + "'").collect(Collectors.joining(", "));
    }

    /** How many series a view may have in a partition of calls. */
    int maxSeriesOf(List<String> view) {
        return maxSeriesOf.getOrDefault(view, maxSeries);
    }

    /** How long after the fact panes are closed at the latest, as long as nothing is behind: the slowest gateway, a pane, and room for a pause. */
    public Duration ordinaryLag() {
        Duration slowest = Stream.concat(Stream.of(patience), gateways.values().stream())
                .map(Patience::maxLag)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return slowest.plus(Duration.ofMillis(Resolution.PANE.millis())).plus(PAUSE);
    }

    /** How long calls of a gateway are waited for. */
    Patience of(String gateway) {
        return gateways.getOrDefault(gateway, patience);
    }
}
