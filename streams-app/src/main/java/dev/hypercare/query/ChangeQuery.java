package dev.hypercare.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question for what makes a KPI, or for what made it change. Times are milliseconds since the epoch.
 *
 * @param kpi what is divided
 * @param by the labels by whose values; empty for each label there is
 * @param fixed labels whose values are given
 * @param from first instant
 * @param to first instant after
 * @param againstFrom first instant of the range that it is compared with; null for as long before
 * @param againstTo first instant after that; null where againstFrom is
 * @param share how much of the whole the few have to make
 * @param limit most values of a label to answer with
 */
record ChangeQuery(
        CountedKpi kpi,
        List<String> by,
        Map<String, String> fixed,
        long from,
        long to,
        @Nullable Long againstFrom,
        @Nullable Long againstTo,
        double share,
        int limit) {

    /** The same, compared with another range. */
    ChangeQuery against(long otherFrom, long otherTo) {
        return new ChangeQuery(kpi, by, fixed, from, to, otherFrom, otherTo, share, limit);
    }
}
