package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.serde.WireFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes closed windows as {@link Kpi} records in the Confluent wire format, field by field: Avro's own writer costs several times as
 * much, and there is one record for each series and pane. A test holds it against Avro. Not thread-safe.
 */
final class KpiEncoder {
    /** The fields in the order in which they are written; the schema has to have them so. */
    private static final List<String> FIELDS = List.of(
            "series",
            "view",
            "labels",
            "windowStart",
            "windowEnd",
            "epoch",
            "version",
            "calls",
            "failed",
            "clientErrors",
            "serverErrors",
            "noResponse",
            "lateCalls",
            "tooLateCalls",
            "duplicateCalls",
            "outOfOrderMaxMillis",
            "latenessMillis",
            "statuses",
            "availability",
            "callsPerSecond",
            "latency",
            "upstreamLatency",
            "firstTokenLatency",
            "slowestTraceId",
            "failedTraceId",
            "consumers",
            "consumerSketch",
            "requestBytes",
            "responseBytes",
            "aiCalls",
            "usageMissing",
            "tokensIn",
            "tokensOut",
            "tokensCached",
            "tokensReasoning",
            "costMicros");

    private final BinaryWriter to = new BinaryWriter();
    private final BinaryWriter sketch = new BinaryWriter();
    private final int schemaId;
    /** What the keys of all windows that start at the same instant end with. */
    private String ending = "";

    private long endingOf = Long.MIN_VALUE;

    /** @param schemaId of the schema of {@link Kpi} in the topic that is written. Error: {@link IllegalStateException} for another schema */
    KpiEncoder(int schemaId) {
        List<String> names = Kpi.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .toList();
        if (!names.equals(FIELDS)) {
            throw new IllegalStateException("the schema of Kpi changed to " + names + ": teach KpiEncoder about it");
        }
        this.schemaId = schemaId;
    }

    /** The key of a record: series, {@code @}, start of the window as an ISO instant. */
    String key(Series series, long start) {
        if (start != endingOf) {
            endingOf = start;
            ending = "@" + Instant.ofEpochMilli(start);
        }
        return series.text() + ending;
    }

    /** The series of a key. */
    static Series series(String key) {
        return new Series(key.substring(0, key.lastIndexOf('@')));
    }

    /** What every record of a series begins with: its text, view and labels. */
    static byte[] head(Series series) {
        BinaryWriter head = new BinaryWriter();
        Map<String, String> labels = series.labels();
        head.text(series.text());
        head.text(String.join(",", labels.keySet()));
        if (!labels.isEmpty()) {
            head.number(labels.size());
            labels.forEach((label, value) -> {
                head.text(label);
                head.text(value);
            });
        }
        head.number(0);
        return head.toBytes();
    }

    /**
     * The value of a record.
     *
     * @param head as {@link #head} makes it
     * @param start first instant of the window, milliseconds
     */
    byte[] encode(byte[] head, Resolution resolution, long start, StoredWindow window) {
        Kpis kpis = window.kpis();
        to.clear();
        WireFormat.header(schemaId, to::raw);
        to.append(head, 0, head.length);
        to.number(start);
        to.number(start + resolution.millis());
        to.number(window.epoch());
        to.number(window.version());
        to.number(kpis.calls());
        to.number(kpis.failed());
        to.number(kpis.clientErrors());
        to.number(kpis.serverErrors());
        to.number(kpis.noResponse());
        to.number(kpis.late());
        to.number(kpis.tooLate());
        to.number(kpis.duplicates());
        to.number(kpis.behindMaxMillis());
        to.number(kpis.latenessMillis());
        statuses(kpis);
        if (kpis.calls() == 0) {
            to.number(0);
        } else {
            to.number(1);
            to.real(1 - (double) kpis.failed() / kpis.calls());
        }
        to.real(kpis.calls() * 1000.0 / resolution.millis());
        summary(kpis.latency());
        summary(kpis.upstreamLatency());
        optional(kpis.firstTokenLatency());
        optional(kpis.slowestTraceId());
        optional(kpis.failedTraceId());
        consumers(kpis);
        to.number(kpis.requestBytes());
        to.number(kpis.responseBytes());
        to.number(kpis.aiCalls());
        to.number(kpis.usageMissing());
        to.number(kpis.tokensIn());
        to.number(kpis.tokensOut());
        to.number(kpis.tokensCached());
        to.number(kpis.tokensReasoning());
        to.number(kpis.costMicros());
        return to.toBytes();
    }

    private void statuses(Kpis kpis) {
        Map<Integer, Long> statuses = kpis.statuses();
        if (!statuses.isEmpty()) {
            to.number(statuses.size());
            statuses.forEach((status, calls) -> {
                to.text(Integer.toString(status));
                to.number(calls);
            });
        }
        to.number(0);
    }

    private void summary(LatencyHistogram latency) {
        to.number(latency.count());
        to.number(latency.sumMicros());
        to.number(latency.maxMicros());
        to.number(latency.percentile(50));
        to.number(latency.percentile(90));
        to.number(latency.percentile(95));
        to.number(latency.percentile(99));
        to.number(latency.percentile(99.9));
        int used = latency.bucketsUsed();
        if (used > 0) {
            to.number(used);
            latency.eachBucket((bucket, values) -> to.number(bucket));
        }
        to.number(0);
        if (used > 0) {
            to.number(used);
            latency.eachBucket((bucket, values) -> to.number(values));
        }
        to.number(0);
    }

    private void optional(LatencyHistogram latency) {
        if (latency.count() == 0) {
            to.number(0);
        } else {
            to.number(1);
            summary(latency);
        }
    }

    private void optional(@Nullable String text) {
        if (text == null) {
            to.number(0);
        } else {
            to.number(1);
            to.text(text);
        }
    }

    private void consumers(Kpis kpis) {
        to.number(kpis.consumers().estimate());
        if (kpis.consumers().isEmpty()) {
            to.number(0);
        } else {
            sketch.clear();
            kpis.consumers().write(sketch);
            to.number(1);
            to.block(sketch);
        }
    }
}
