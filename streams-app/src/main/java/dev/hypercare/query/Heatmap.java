package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.query.KpiAnswer.Measured;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Series added up, by time, with how their durations are spread. Times are milliseconds since the epoch.
 *
 * @param from first instant really covered
 * @param to first instant after
 * @param asOf end of the newest pane that has closed everywhere; null before any has
 * @param step length of the rows
 * @param series how many series were added up
 * @param cut whether there are more
 * @param notes what a reader has to know, for people
 * @param total over the whole range
 * @param rows by step
 */
record Heatmap(
        long from,
        long to,
        @Nullable Long asOf,
        Resolution step,
        int series,
        boolean cut,
        List<String> notes,
        Measured total,
        List<Measured> rows) {
    /** Bands a decade: each is a third wider than the one below. */
    static final int A_DECADE = 8;
    /** Shorter durations are in the first band, microseconds. */
    static final double SHORTEST = 100;
    /** From 0.1 ms to 1000 s. */
    static final int BANDS = 7 * A_DECADE;

    private static final double WIDTH = Math.log(10) / A_DECADE;

    /** How many calls a row has in each band. */
    static long[] bands(LatencyHistogram latency) {
        long[] bands = new long[BANDS];
        latency.eachBucket((bucket, calls) -> bands[band(bucket)] += calls);
        return bands;
    }

    private static int band(int bucket) {
        double log = LatencyHistogram.logOf(bucket) / (double) LatencyHistogram.LOG_UNITS;
        int band = (int) Math.floor((log - Math.log(SHORTEST)) / WIDTH);
        return Math.max(0, Math.min(BANDS - 1, band));
    }

    /** Lower end of a band, milliseconds. */
    static double edge(int band) {
        return SHORTEST / 1000 * Math.pow(10, band / (double) A_DECADE);
    }
}
