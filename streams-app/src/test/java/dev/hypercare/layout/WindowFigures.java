package dev.hypercare.layout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.schemas.events.Kpi;
import java.util.Map;
import java.util.TreeMap;

/** What a window says, in numbers that must be equal whoever counted: a record of a topic, a local store, or {@link Recount}. */
record WindowFigures(
        long calls,
        long failed,
        long clientErrors,
        long serverErrors,
        long noResponse,
        long late,
        Map<Integer, Long> statuses,
        long requestBytes,
        long responseBytes,
        long aiCalls,
        long usageMissing,
        long tokensIn,
        long tokensOut,
        long costMicros,
        Latency latency,
        Latency upstream) {

    /** Of a histogram what is exact, and two percentiles that are within 1 %. */
    record Latency(long count, long sum, long max, long p50, long p99) {
        static final Latency NONE = new Latency(0, 0, 0, 0, 0);

        @Override
        public boolean equals(Object o) {
            return o instanceof Latency other
                    && count == other.count
                    && sum == other.sum
                    && max == other.max
                    && near(p50, other.p50)
                    && near(p99, other.p99);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(sum);
        }

        private static boolean near(long a, long b) {
            return Math.abs(a - b) <= Math.max(1, Math.max(a, b) / 100);
        }
    }

    /** As a fixture keeps it. */
    static WindowFigures of(JsonNode json) {
        Map<Integer, Long> statuses = new TreeMap<>();
        json.get("statuses")
                .properties()
                .forEach(status -> statuses.put(
                        Integer.valueOf(status.getKey()), status.getValue().asLong()));
        return new WindowFigures(
                json.get("calls").asLong(),
                json.get("failed").asLong(),
                json.get("clientErrors").asLong(),
                json.get("serverErrors").asLong(),
                json.get("noResponse").asLong(),
                json.get("late").asLong(),
                statuses,
                json.get("requestBytes").asLong(),
                json.get("responseBytes").asLong(),
                json.get("aiCalls").asLong(),
                json.get("usageMissing").asLong(),
                json.get("tokensIn").asLong(),
                json.get("tokensOut").asLong(),
                json.get("costMicros").asLong(),
                latency(json.get("latency")),
                latency(json.get("upstream")));
    }

    private static Latency latency(JsonNode json) {
        return new Latency(
                json.get("count").asLong(),
                json.get("sum").asLong(),
                json.get("max").asLong(),
                json.get("p50").asLong(),
                json.get("p99").asLong());
    }

    static WindowFigures of(Kpi kpi) {
        Map<Integer, Long> statuses = new TreeMap<>();
        kpi.getStatuses().forEach((status, n) -> statuses.put(Integer.valueOf(status), n));
        return new WindowFigures(
                kpi.getCalls(),
                kpi.getFailed(),
                kpi.getClientErrors(),
                kpi.getServerErrors(),
                kpi.getNoResponse(),
                kpi.getLateCalls(),
                statuses,
                kpi.getRequestBytes(),
                kpi.getResponseBytes(),
                kpi.getAiCalls(),
                kpi.getUsageMissing(),
                kpi.getTokensIn(),
                kpi.getTokensOut(),
                kpi.getCostMicros(),
                latency(kpi.getLatency()),
                latency(kpi.getUpstreamLatency()));
    }

    private static Latency latency(dev.hypercare.schemas.events.DurationSummary summary) {
        return summary.getCount() == 0
                ? Latency.NONE
                : new Latency(
                        summary.getCount(),
                        summary.getSumMicros(),
                        summary.getMaxMicros(),
                        summary.getP50Micros(),
                        summary.getP99Micros());
    }

    static WindowFigures of(Kpis kpis) {
        return new WindowFigures(
                kpis.calls(),
                kpis.failed(),
                kpis.clientErrors(),
                kpis.serverErrors(),
                kpis.noResponse(),
                kpis.late(),
                kpis.statuses(),
                kpis.requestBytes(),
                kpis.responseBytes(),
                kpis.aiCalls(),
                kpis.usageMissing(),
                kpis.tokensIn(),
                kpis.tokensOut(),
                kpis.costMicros(),
                latency(kpis.latency()),
                latency(kpis.upstreamLatency()));
    }

    private static Latency latency(dev.hypercare.contract.measure.LatencyHistogram latency) {
        return latency.count() == 0
                ? Latency.NONE
                : new Latency(
                        latency.count(),
                        latency.sumMicros(),
                        latency.maxMicros(),
                        latency.percentile(50),
                        latency.percentile(99));
    }
}
