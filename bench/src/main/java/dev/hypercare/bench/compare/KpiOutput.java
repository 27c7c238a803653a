package dev.hypercare.bench.compare;

import dev.hypercare.bench.data.FoundWindow;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.schemas.serde.AvroDeserializer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads {@code kpis-1m} as its users do: committed records only, the latest version of each wins. */
public final class KpiOutput {
    private final String bootstrap;
    private final SchemaRegistry registry;
    private final String topic;
    /** Latest (epoch, version) by key, of the views that are not held against the truth. */
    private final Map<String, Long> versions = new HashMap<>();

    private int notNewer;

    /** @param topic that carries the minutes */
    public KpiOutput(String bootstrap, SchemaRegistry registry, String topic) {
        this.bootstrap = bootstrap;
        this.registry = registry;
        this.topic = topic;
    }

    /** Reads until nothing is missing, or nothing came for a while. */
    public Verdict verify(Verification truth) throws InterruptedException {
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
        if (!kpi.getView().equals("api,route,method")) {
            Long before = versions.put(key, version);
            notNewer += before != null && before >= version ? 1 : 0;
            return;
        }
        Map<String, String> labels = kpi.getLabels();
        FoundWindow window = new FoundWindow(
                labels.get("api") + "\t" + labels.get("route") + "\t" + labels.get("method"),
                kpi.getWindowStart().toEpochMilli(),
                kpi.getCalls(),
                kpi.getFailed(),
                kpi.getLatency().getSumMicros(),
                kpi.getLatency().getMaxMicros(),
                kpi.getLatency().getP99Micros());
        notNewer += truth.isNewer(window, version) ? 0 : 1;
        truth.take(window);
    }
}
