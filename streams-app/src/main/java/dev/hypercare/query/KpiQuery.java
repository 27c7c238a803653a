package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question for KPIs.
 *
 * @param filter which series
 * @param from first instant, milliseconds since the epoch
 * @param to first instant after the range, milliseconds since the epoch
 * @param step length of the rows; null for totals only
 * @param percentiles which ones, percent
 * @param limit most series to answer with
 * @param after only series whose names come after it; empty for all
 * @param upTo only series whose names do not come after it; empty for all
 * @param by the labels by whose values series are added up; null for series as they are
 * @param ranking only those with the most of a KPI; null for all
 */
record KpiQuery(
        SeriesFilter filter,
        long from,
        long to,
        @Nullable Resolution step,
        List<Double> percentiles,
        int limit,
        String after,
        String upTo,
        @Nullable List<String> by,
        @Nullable Ranking ranking) {

    /** One of all series. */
    KpiQuery(SeriesFilter filter, long from, long to, @Nullable Resolution step, List<Double> percentiles, int limit) {
        this(filter, from, to, step, percentiles, limit, "", "", null, null);
    }

    /** The rest of it, after a series. */
    KpiQuery after(String series) {
        return new KpiQuery(filter, from, to, step, percentiles, limit, series, upTo, by, ranking);
    }

    /** The same, only for the series with the most of a KPI. */
    KpiQuery ranked(Ranking most) {
        return new KpiQuery(filter, from, to, step, percentiles, limit, after, upTo, by, most);
    }

    /** The same, of series up to one, added up by the values of some labels. */
    KpiQuery addedUp(List<String> labels, String last) {
        return new KpiQuery(filter, from, to, step, percentiles, limit, after, last, labels, ranking);
    }
}
