package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.schemas.events.DurationSummary;
import dev.hypercare.schemas.events.Histogram;
import dev.hypercare.schemas.events.Kpi;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A closed window as consumers of the topics see it. */
final class KpiRecord {
    private KpiRecord() {}

    /** The key: series, {@code @}, start of the window as an ISO instant. */
    static String key(Series series, long start) {
        return series.text() + "@" + Instant.ofEpochMilli(start);
    }

    static Kpi of(Series series, Resolution resolution, long start, StoredWindow window) {
        Kpis kpis = window.kpis();
        Map<String, Long> statuses = new LinkedHashMap<>();
        kpis.statuses().forEach((status, n) -> statuses.put(Integer.toString(status), n));
        return Kpi.newBuilder()
                .setSeries(series.text())
                .setView(series.view())
                .setLabels(series.labels())
                .setWindowStart(Instant.ofEpochMilli(start))
                .setWindowEnd(Instant.ofEpochMilli(start + resolution.millis()))
                .setEpoch(window.epoch())
                .setVersion(window.version())
                .setCalls(kpis.calls())
                .setFailed(kpis.failed())
                .setClientErrors(kpis.clientErrors())
                .setServerErrors(kpis.serverErrors())
                .setNoResponse(kpis.noResponse())
                .setLateCalls(kpis.late())
                .setTooLateCalls(kpis.tooLate())
                .setDuplicateCalls(kpis.duplicates())
                .setOutOfOrderMaxMillis(kpis.behindMaxMillis())
                .setLatenessMillis(kpis.latenessMillis())
                .setStatuses(statuses)
                .setAvailability(kpis.calls() == 0 ? null : 1 - (double) kpis.failed() / kpis.calls())
                .setCallsPerSecond(kpis.calls() * 1000.0 / resolution.millis())
                .setLatency(summary(kpis.latency()))
                .setUpstreamLatency(summary(kpis.upstreamLatency()))
                .setFirstTokenLatency(kpis.firstTokenLatency().count() == 0 ? null : summary(kpis.firstTokenLatency()))
                .setSlowestTraceId(kpis.slowestTraceId())
                .setFailedTraceId(kpis.failedTraceId())
                .setConsumers(kpis.consumers().estimate())
                .setConsumerSketch(kpis.consumers().isEmpty() ? null : sketch(kpis))
                .setRequestBytes(kpis.requestBytes())
                .setResponseBytes(kpis.responseBytes())
                .setAiCalls(kpis.aiCalls())
                .setUsageMissing(kpis.usageMissing())
                .setTokensIn(kpis.tokensIn())
                .setTokensOut(kpis.tokensOut())
                .setTokensCached(kpis.tokensCached())
                .setTokensReasoning(kpis.tokensReasoning())
                .setCostMicros(kpis.costMicros())
                .build();
    }

    private static ByteBuffer sketch(Kpis kpis) {
        BinaryWriter writer = new BinaryWriter();
        kpis.consumers().write(writer);
        return ByteBuffer.wrap(writer.toBytes());
    }

    private static DurationSummary summary(LatencyHistogram latency) {
        List<Integer> buckets = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        latency.eachBucket((bucket, values) -> {
            buckets.add(bucket);
            counts.add(values);
        });
        return DurationSummary.newBuilder()
                .setCount(latency.count())
                .setSumMicros(latency.sumMicros())
                .setMaxMicros(latency.maxMicros())
                .setP50Micros(latency.percentile(50))
                .setP90Micros(latency.percentile(90))
                .setP95Micros(latency.percentile(95))
                .setP99Micros(latency.percentile(99))
                .setP999Micros(latency.percentile(99.9))
                .setHistogram(Histogram.newBuilder()
                        .setBuckets(buckets)
                        .setCounts(counts)
                        .build())
                .build();
    }
}
