package dev.hypercare.query;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.KpiAnswer.SeriesKpis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sums the KPIs of a range by the values of some labels, over the narrowest view that has them. */
final class GroupedKpis {
    /** Most series that are read of one view. */
    static final int MAX_SERIES = 50_000;
    /** Names that mean something within an API only. */
    private static final Set<String> OF_AN_API = Set.of("route", "version");

    private final KpiQueries queries;
    private final List<List<String>> views;

    /** @param views those that KPIs are kept for */
    GroupedKpis(KpiQueries queries, List<List<String>> views) {
        this.queries = queries;
        this.views = views;
    }

    /**
     * KPIs by value.
     *
     * @param by the labels whose values they are
     * @param view whose series were added up
     * @param values by value, or for several labels by the canonical form of them
     * @param range the answer that they were read from, for what a reader has to know
     */
    record Group(List<String> by, List<String> view, Map<String, Kpis> values, KpiAnswer range) {
        /** How much of the range has closed, milliseconds. */
        long closedMillis() {
            Long asOf = range.asOf();
            return asOf == null ? range.to() - range.from() : Math.max(0, Math.min(asOf, range.to()) - range.from());
        }
    }

    /** The labels there are, each once, in the order of the views, without those that are fixed. */
    List<String> labels(Set<String> fixed) {
        Set<String> labels = new LinkedHashSet<>();
        for (List<String> view : views) {
            if (view.containsAll(fixed)) {
                labels.addAll(view);
            }
        }
        labels.removeAll(fixed);
        return List.copyOf(labels);
    }

    /** The labels that belong to one: routes and versions are told with their API. */
    List<String> within(String label, Set<String> fixed) {
        boolean named = OF_AN_API.contains(label)
                && !fixed.contains("api")
                && views.stream().anyMatch(view -> view.contains("api") && view.contains(label));
        return named ? List.of("api", label) : List.of(label);
    }

    /**
     * The sums. Error: {@link ApiProblem} where no view has the labels, {@link NotReadyException}.
     *
     * @param fixed labels whose values are given
     * @param now milliseconds since the epoch
     */
    Group sums(List<String> by, Map<String, String> fixed, long from, long to, long now) {
        return sums(by, fixed, from, to, now, null);
    }

    /**
     * The same, of which no others are needed than those with the most: where each value is one series, only those are read in full and
     * come from other instances.
     */
    Group sums(List<String> by, Map<String, String> fixed, long from, long to, long now, @Nullable Ranking most) {
        List<String> view = view(by, fixed.keySet());
        KpiQuery query = new KpiQuery(new SeriesFilter(view, fixed), from, to, null, List.of(), MAX_SERIES);
        query = most != null && isWholeSeries(by, fixed.keySet(), view) ? query.ranked(most) : query.addedUp(by, "");
        KpiAnswer answer = queries.answer(query, now);
        Map<String, Kpis> values = new TreeMap<>();
        for (SeriesKpis series : answer.series()) {
            Map<String, String> labels = new Series(series.series()).labels();
            values.computeIfAbsent(value(by, labels), unseen -> new Kpis())
                    .merge(series.total().kpis());
        }
        return new Group(by, view, values, answer);
    }

    private static boolean isWholeSeries(List<String> by, Set<String> fixed, List<String> view) {
        return by.equals(view.stream().filter(label -> !fixed.contains(label)).toList());
    }

    private static String value(List<String> by, Map<String, String> labels) {
        List<String> values =
                by.stream().map(label -> labels.getOrDefault(label, "")).toList();
        return by.size() == 1 ? values.get(0) : Series.of(by, values).text();
    }

    private List<String> view(List<String> by, Set<String> fixed) {
        Set<String> needed = new LinkedHashSet<>(by);
        needed.addAll(fixed);
        List<String> best = null;
        for (List<String> view : views) {
            if (view.containsAll(needed) && (best == null || view.size() < best.size())) {
                best = view;
            }
        }
        if (best != null) {
            return best;
        }
        throw ApiProblem.parameter(
                "by",
                String.join(",", by),
                "labels that one view has" + (fixed.isEmpty() ? "" : " together with " + String.join(", ", fixed))
                        + ": one of "
                        + views.stream().map(each -> String.join(",", each)).collect(Collectors.joining(" | ")));
    }

    /** The labels of a value as it stands in a {@link Group}. */
    static Map<String, String> labels(List<String> by, String value) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (by.size() == 1) {
            labels.put(by.get(0), value);
        } else {
            labels.putAll(new Series(value).labels());
        }
        return labels;
    }

    /** A value for people: {@code version=v2}, {@code api=orders,route=/v1}. */
    static String shown(List<String> by, String value) {
        return by.size() == 1 ? by.get(0) + "=" + value : value;
    }

    /** Notes of several answers, each once. */
    static List<String> notes(List<Group> groups) {
        Set<String> notes = new LinkedHashSet<>();
        groups.forEach(group -> notes.addAll(group.range().notes()));
        return new ArrayList<>(notes);
    }
}
