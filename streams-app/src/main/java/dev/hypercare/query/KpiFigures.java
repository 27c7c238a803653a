package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.query.KpiAnswer.Measured;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** KPIs as JSON, units in the names; null is not measured, zero is a measured zero. */
final class KpiFigures {
    private KpiFigures() {}

    /** The figures of a span: {@code from, to, calls, failed ... latencyMs: {count, mean, p50 ..., max}}. */
    static ObjectNode of(Measured span, List<Double> percentiles, TraceTemplate traces) {
        Kpis kpis = span.kpis();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", time(span.from()))
                .put("to", time(span.to()))
                .put("closedSeconds", span.closedMillis() / 1000.0)
                .put("calls", kpis.calls())
                .put("callsPerSecond", span.callsPerSecond())
                .put("failed", kpis.failed())
                .put("availability", span.availability())
                .put("clientErrors", kpis.clientErrors())
                .put("serverErrors", kpis.serverErrors())
                .put("noResponse", kpis.noResponse())
                .put("lateCalls", kpis.late());
        ObjectNode statuses = json.putObject("statuses");
        kpis.statuses().forEach((status, calls) -> statuses.put(String.valueOf(status), calls));
        json.set("latencyMs", durations(kpis.latency(), percentiles));
        json.set("upstreamLatencyMs", durations(kpis.upstreamLatency(), percentiles));
        return json.put("requestBytes", kpis.requestBytes())
                .put("responseBytes", kpis.responseBytes())
                .put("aiCalls", kpis.aiCalls())
                .put("usageMissing", kpis.usageMissing())
                .put("tokensIn", kpis.tokensIn())
                .put("tokensOut", kpis.tokensOut())
                .put("tokensCached", kpis.tokensCached())
                .put("tokensReasoning", kpis.tokensReasoning())
                .put("costMicros", kpis.costMicros())
                .put("slowestTraceId", kpis.slowestTraceId())
                .put("slowestTraceUrl", traces.urlOf(kpis.slowestTraceId()))
                .put("failedTraceId", kpis.failedTraceId())
                .put("failedTraceUrl", traces.urlOf(kpis.failedTraceId()));
    }

    private static ObjectNode durations(LatencyHistogram histogram, List<Double> percentiles) {
        boolean any = histogram.count() > 0;
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("count", histogram.count());
        json.put("mean", any ? (Double) (histogram.sumMicros() / 1000.0 / histogram.count()) : null);
        for (double percent : percentiles) {
            json.put(percentileName(percent), any ? (Double) (histogram.percentile(percent) / 1000.0) : null);
        }
        return json.put("max", any ? (Double) (histogram.maxMicros() / 1000.0) : null);
    }

    /** {@code p50}, {@code p99.9}. */
    static String percentileName(double percent) {
        return "p" + (percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent));
    }

    /** An instant as text, UTC; null stays null. */
    static @Nullable String time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }
}
