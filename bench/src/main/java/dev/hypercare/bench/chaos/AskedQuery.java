package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A question that was put, and what came of it.
 *
 * @param kind what was asked
 * @param api of which API; empty for all
 * @param from first instant asked for, milliseconds, a whole minute
 * @param to first instant after, milliseconds, a whole minute
 * @param whole whether all instances ran when it was put
 * @param tries instances that were asked: more than one where the first died meanwhile
 * @param nanos how long it took, all tries
 * @param status HTTP status of the last try; 0 for none
 * @param state {@code fresh}, {@code stale} or {@code partial}; empty where it was not answered
 * @param behindMillis by how much it says that it is behind; negative for not, or by an unknown time
 * @param asOf end of the newest closed pane that it tells, milliseconds; 0 for none
 * @param figures what it says
 */
record AskedQuery(
        QueryKind kind,
        String api,
        long from,
        long to,
        boolean whole,
        int tries,
        long nanos,
        int status,
        String state,
        long behindMillis,
        long asOf,
        Figures figures) {
    private static final int OK = 200;

    /**
     * The figures of an answer.
     *
     * @param count calls; for the top, failed calls of all routes
     * @param rows calls of all rows together; the count where there are none
     * @param p99Micros 99th percentile of the latency, microseconds; negative for none
     * @param largest for the top, the figure of the first; else 0
     */
    record Figures(long count, long rows, double p99Micros, long largest) {
        static final Figures NONE = new Figures(0, 0, -1, 0);

        /** Reads them from an answer. */
        static Figures of(QueryKind kind, JsonNode json) {
            if (kind == QueryKind.TOP) {
                long total = Math.round(json.path("total").asDouble());
                return new Figures(
                        total,
                        total,
                        -1,
                        Math.round(json.path("values").path(0).path("count").asDouble()));
            }
            JsonNode series = json.path("series").path(0);
            long count = series.path("total").path("calls").asLong();
            long rows = 0;
            for (JsonNode row : series.path("rows")) {
                rows += row.path("calls").asLong();
            }
            @Nullable JsonNode p99 = series.path("total").path("latencyMs").get("p99");
            return new Figures(
                    count,
                    series.path("rows").isEmpty() ? count : rows,
                    p99 == null || p99.isNull() ? -1 : p99.asDouble() * 1000,
                    0);
        }
    }

    boolean answered() {
        return status == OK;
    }
}
