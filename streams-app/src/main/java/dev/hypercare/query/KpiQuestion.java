package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read of KPIs, in a form that parts of the answer can be put together from. Times are milliseconds since the epoch.
 *
 * @param filter which series
 * @param from first instant; with figures a whole number of panes
 * @param to first instant after; with figures a whole number of panes
 * @param step by which windows are added up; null for the whole range
 * @param limit most series, by name
 * @param figures whether windows are read; else series are only named
 * @param after only series whose names come after it; empty for all
 * @param upTo only series whose names do not come after it; empty for all
 * @param by series are added up by the values of these labels, and no others are told, none of all for no labels; null for series as they are. Not
 *     together with {@code ranking}
 * @param ranking only those with the most of a KPI; null for all. Not together with {@code step} and {@code after}
 */
public record KpiQuestion(
        SeriesFilter filter,
        long from,
        long to,
        @Nullable Resolution step,
        int limit,
        boolean figures,
        String after,
        String upTo,
        @Nullable List<String> by,
        @Nullable Ranking ranking) {

    public KpiQuestion {
        by = by == null ? null : List.copyOf(by);
    }

    /** One of all series. */
    public KpiQuestion(SeriesFilter filter, long from, long to, @Nullable Resolution step, int limit, boolean figures) {
        this(filter, from, to, step, limit, figures, "", "", null, null);
    }

    /** The same, of series of these APIs only. */
    KpiQuestion of(Set<String> apis) {
        return new KpiQuestion(filter.of(apis), from, to, step, limit, figures, after, upTo, by, ranking);
    }

    /** One for the names of series that had calls on the days of a range. */
    static KpiQuestion names(SeriesFilter filter, long from, long to) {
        return new KpiQuestion(filter, from, to, null, Integer.MAX_VALUE, false);
    }
}
