package dev.hypercare.contract.measure;

import dev.hypercare.schemas.events.DurationSummary;
import dev.hypercare.schemas.events.Histogram;
import dev.hypercare.schemas.events.Kpi;
import java.nio.ByteBuffer;

/** Reads back what a record of the KPI topics was written from: everything but the trace ids, which rank by what is not written. */
public final class KpiDecoder {
    private KpiDecoder() {}

    /** The KPIs of a record. Error: {@link IllegalArgumentException} for a sketch or a status that is none. */
    public static Kpis kpis(Kpi record) {
        Kpis kpis = new Kpis();
        numbers(record, kpis.numbers());
        record.getStatuses().forEach((status, calls) -> kpis.statusCounts().add(Integer.parseInt(status), calls));
        kpis.latency().merge(histogram(record.getLatency()));
        if (record.getUpstreamLatency().getCount() > 0) {
            kpis.upstreamLatency().merge(histogram(record.getUpstreamLatency()));
        }
        DurationSummary firstToken = record.getFirstTokenLatency();
        if (firstToken != null) {
            kpis.firstTokenLatency().merge(histogram(firstToken));
        }
        ByteBuffer sketch = record.getConsumerSketch();
        if (sketch != null) {
            kpis.consumers().mergeFrom(sketch.duplicate());
        }
        return kpis;
    }

    private static void numbers(Kpi record, KpiNumbers to) {
        to.add(KpiNumbers.CALLS, record.getCalls());
        to.add(KpiNumbers.CLIENT_ERRORS, record.getClientErrors());
        to.add(KpiNumbers.SERVER_ERRORS, record.getServerErrors());
        to.add(KpiNumbers.NO_RESPONSE, record.getNoResponse());
        to.add(KpiNumbers.LATE, record.getLateCalls());
        to.add(KpiNumbers.TOO_LATE, record.getTooLateCalls());
        to.add(KpiNumbers.DUPLICATES, record.getDuplicateCalls());
        to.add(KpiNumbers.BEHIND_MAX, record.getOutOfOrderMaxMillis());
        to.add(KpiNumbers.LATENESS_MAX, record.getLatenessMillis());
        to.add(KpiNumbers.REQUEST_BYTES, record.getRequestBytes());
        to.add(KpiNumbers.RESPONSE_BYTES, record.getResponseBytes());
        to.add(KpiNumbers.AI_CALLS, record.getAiCalls());
        to.add(KpiNumbers.USAGE_MISSING, record.getUsageMissing());
        to.add(KpiNumbers.TOKENS_IN, record.getTokensIn());
        to.add(KpiNumbers.TOKENS_OUT, record.getTokensOut());
        to.add(KpiNumbers.TOKENS_CACHED, record.getTokensCached());
        to.add(KpiNumbers.TOKENS_REASONING, record.getTokensReasoning());
        to.add(KpiNumbers.COST, record.getCostMicros());
    }

    private static LatencyHistogram histogram(DurationSummary summary) {
        Histogram buckets = summary.getHistogram();
        return LatencyHistogram.of(
                buckets.getBuckets(), buckets.getCounts(), summary.getSumMicros(), summary.getMaxMicros());
    }
}
