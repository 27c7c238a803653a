package dev.hypercare.bench.compare;

import dev.hypercare.bench.data.FoundWindow;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.schemas.serde.AvroDeserializer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads {@code kpis-1m} as its users do: committed records only, the latest version of each wins. */
final class KpiOutput {
    private final String bootstrap;
    private final SchemaRegistry registry;
    private final String topic;
    /** Latest (epoch, version) by key. */
    private final Map<String, Long> versions = new HashMap<>();

    private int notNewer;

    KpiOutput(String bootstrap, SchemaRegistry registry, String topic) {
        this.bootstrap = bootstrap;
        this.registry = registry;
        this.topic = topic;
    }

    /** Reads until nothing is missing, or nothing came for a while. */
    Verdict verify(Verification truth) throws InterruptedException {
        try (TopicReading<String, Kpi> reading = new TopicReading<>(
                bootstrap, topic, new StringDeserializer(), new AvroDeserializer<>(registry, Kpi.class))) {
            reading.read(record -> take(record.key(), record.value(), truth), () -> truth.missing() == 0);
        }
        Verdict verdict = truth.verdict();
        return notNewer == 0
                ? verdict
                : Verdict.wrong(notNewer + " records that were not newer than the one before"
                        + (verdict.right() ? "" : "; " + verdict.text()));
    }

    private void take(String key, Kpi kpi, Verification truth) {
        long version = ((long) kpi.getEpoch() << 32) + kpi.getVersion();
        Long before = versions.put(key, version);
        if (before != null && before >= version) {
            notNewer++;
        }
        if (!kpi.getView().equals("api,route,method")) {
            return;
        }
        Map<String, String> labels = kpi.getLabels();
        truth.take(new FoundWindow(
                labels.get("api") + "\t" + labels.get("route") + "\t" + labels.get("method"),
                kpi.getWindowStart().toEpochMilli(),
                kpi.getCalls(),
                kpi.getFailed(),
                kpi.getLatency().getSumMicros(),
                kpi.getLatency().getMaxMicros(),
                kpi.getLatency().getP99Micros()));
    }
}
