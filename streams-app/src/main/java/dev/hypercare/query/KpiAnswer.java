package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * KPIs over a range. Times are milliseconds since the epoch.
 *
 * @param filter which series were asked for
 * @param from first instant really covered: that asked for, rounded down to a stored window
 * @param to first instant after: that asked for, rounded up to a stored window
 * @param asOf end of the newest pane that has closed everywhere; what comes after is not known yet. Null before any has
 * @param step length of the rows; null without rows
 * @param percentiles which ones, percent
 * @param series the answers, by series
 * @param cut whether there may be more series
 * @param left series of a {@link Ranking} that are not among the answers; else 0
 * @param added how many series with calls were added up by labels; else 0
 * @param notes what a reader has to know, for people
 */
record KpiAnswer(
        SeriesFilter filter,
        long from,
        long to,
        @Nullable Long asOf,
        @Nullable Resolution step,
        List<Double> percentiles,
        List<SeriesKpis> series,
        boolean cut,
        long left,
        long added,
        List<String> notes) {

    /**
     * One series.
     *
     * @param series canonical form
     * @param total over the whole range
     * @param rows by step; empty where none was asked for
     */
    record SeriesKpis(String series, Measured total, List<Measured> rows) {}

    /**
     * What was counted in a span.
     *
     * @param from first instant
     * @param to first instant after
     * @param closedMillis how much of the span has closed, milliseconds: what a rate is divided by
     * @param kpis what was counted
     */
    record Measured(long from, long to, long closedMillis, Kpis kpis) {

        /** Calls a second over the part that has closed; null where nothing has. */
        @Nullable
        Double callsPerSecond() {
            return closedMillis <= 0 ? null : (Double) (kpis.calls() * 1000.0 / closedMillis);
        }

        /** 1 - failed / calls; null without calls. */
        @Nullable
        Double availability() {
            return kpis.calls() == 0 ? null : (Double) (1 - (double) kpis.failed() / kpis.calls());
        }
    }
}
