package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.KpiDecoder;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DurationSummary;
import dev.hypercare.schemas.events.Histogram;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.serde.AvroSerde;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KpiEncoderTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroSerde<Kpi> avro = new AvroSerde<>(registry, Kpi.class, true);
    private final KpiEncoder encoder = new KpiEncoder(registry.register("kpis-value", Kpi.getClassSchema()));

    @Property(tries = 200)
    void writesWhatAvroReads(@ForAll long seed, @ForAll @IntRange(max = 80) int calls) {
        Random random = new Random(seed);
        Kpis kpis = new Kpis();
        for (int i = 0; i < calls; i++) {
            kpis.add(new CallFigures(call(random), random.nextBoolean(), random.nextInt(3_000), 2_000));
        }
        StoredWindow window = new StoredWindow(2, 7, kpis);
        Series series = Series.of(List.of("api", "route"), List.of("orders, =", "/v1/ö"));
        byte[] bytes = encoder.encode(KpiEncoder.head(series), Resolution.MINUTE, 1_800_000_000_000L, window);
        assertThat(avro.deserializer().deserialize("kpis", bytes))
                .isEqualTo(record(series, Resolution.MINUTE, 1_800_000_000_000L, window));
    }

    @Property(tries = 200)
    void whatItWritesIsReadBackButForTraceIds(@ForAll long seed, @ForAll @IntRange(max = 400) int calls) {
        Random random = new Random(seed);
        Kpis kpis = new Kpis();
        Kpis untraced = new Kpis();
        for (int i = 0; i < calls; i++) {
            Call call = call(random);
            boolean late = random.nextBoolean();
            int behind = random.nextInt(3_000);
            kpis.add(new CallFigures(call, late, behind, 2_000));
            untraced.add(new CallFigures(Call.newBuilder(call).setTraceId(null).build(), late, behind, 2_000));
        }
        Series series = Series.of(List.of("api"), List.of("orders"));
        byte[] bytes = encoder.encode(
                KpiEncoder.head(series), Resolution.PANE, 1_800_000_000_000L, new StoredWindow(1, 1, kpis));
        Kpi record = avro.deserializer().deserialize("kpis", bytes);
        assertThat(KpiDecoder.kpis(record)).isEqualTo(untraced);
        assertThat(KpiDecoder.kpis(record).toBytes()).isEqualTo(untraced.toBytes());
    }

    @Test
    void theKeyTellsTheSeriesAndTheStart() {
        Series series = Series.of(List.of("api"), List.of("a@b"));
        String key = encoder.key(series, 1_800_000_000_000L);
        assertThat(key).isEqualTo("api=a@b@2027-01-15T08:00:00Z");
        assertThat(KpiEncoder.series(key)).isEqualTo(series);
    }

    private static Call call(Random random) {
        boolean ai = random.nextInt(4) == 0;
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(1_800_000_000_000L + random.nextInt(60_000)))
                .setGateway("edge")
                .setApi("orders")
                .setRoute("/v1")
                .setMethod("GET")
                .setStatus(List.of(200, 201, 404, 499, 500, 503, 0).get(random.nextInt(7)))
                .setConsumer(random.nextBoolean() ? null : "c" + random.nextInt(300))
                .setDurationMicros(random.nextInt(5) == 0 ? null : (long) random.nextInt(10_000_000))
                .setUpstreamDurationMicros((long) random.nextInt(1_000))
                .setFirstTokenMicros(ai ? (long) random.nextInt(1_000_000) : null)
                .setRequestBytes((long) random.nextInt(1_000))
                .setModel(ai ? "m" : null)
                .setTokensIn(ai ? 12L : null)
                .setTraceId(random.nextBoolean() ? null : "trace-" + random.nextInt(1_000))
                .build();
    }

    /** The same by Avro's own classes. */
    private static Kpi record(Series series, Resolution resolution, long start, StoredWindow window) {
        Kpis kpis = window.kpis();
        Map<String, Long> statuses = new TreeMap<>();
        kpis.statuses().forEach((status, n) -> statuses.put(Integer.toString(status), n));
        BinaryWriter sketch = new BinaryWriter();
        kpis.consumers().write(sketch);
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
                .setConsumerSketch(kpis.consumers().isEmpty() ? null : ByteBuffer.wrap(sketch.toBytes()))
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
