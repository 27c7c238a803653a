package dev.hypercare.alerts;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.streams.DeadLetters;
import dev.hypercare.streams.PromptCommit;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Takes verdicts as bytes; passes on alerts by fingerprint, and dead letters. Keeps the alerts that have not ended. */
final class AlertsProcessor implements Processor<byte[], byte[], String, SpecificRecord> {
    private static final byte[] NOTHING = {};

    private final AlertLifecycle lifecycle;
    private final Deserializer<Verdict> verdicts;
    private final Deserializer<CatalogEntry> entries;
    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable KeyValueStore<String, Alert> active;
    private @Nullable ReadOnlyKeyValueStore<String, byte[]> catalog;

    AlertsProcessor(AlertLifecycle lifecycle, Deserializer<Verdict> verdicts, Deserializer<CatalogEntry> entries) {
        this.lifecycle = lifecycle;
        this.verdicts = verdicts;
        this.entries = entries;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> processorContext) {
        context = processorContext;
        active = processorContext.getStateStore(Stores.ACTIVE_ALERTS);
        catalog = processorContext.getStateStore(Stores.CATALOG);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Outcome<Verdict> read = read(record.value());
        if (read instanceof Outcome.Ok<Verdict> ok) {
            advance(ok.value(), record.timestamp());
        } else if (read instanceof Outcome.Rejected<Verdict> rejected) {
            reject(rejected, record);
        }
    }

    private Outcome<Verdict> read(byte @Nullable [] value) {
        if (value == null) {
            return Outcome.rejected("missing-value", null, "a record without a value (expected: a verdict)");
        }
        Verdict verdict;
        try {
            verdict = verdicts.deserialize(Topics.VERDICTS.name(), value);
        } catch (RuntimeException e) {
            return Outcome.rejected("undecodable", null, "not a verdict in Avro: " + e.getMessage());
        }
        return VerdictCheck.check(verdict);
    }

    private void advance(Verdict verdict, long timestamp) {
        KeyValueStore<String, Alert> alerts = Objects.requireNonNull(active, "init comes first");
        String fingerprint = Fingerprint.of(verdict.getRule(), verdict.getSeries());
        Optional<Alert> transition = lifecycle.next(alerts.get(fingerprint), verdict, entry(verdict));
        transition.ifPresent(alert -> {
            if (AlertLifecycle.hasEnded(alert.getState())) {
                alerts.delete(fingerprint);
            } else {
                alerts.put(fingerprint, alert);
            }
            forward(new Record<>(fingerprint, alert, timestamp));
            PromptCommit.after(verdict.getAt().toEpochMilli(), Objects.requireNonNull(context, "init comes first"));
        });
    }

    private @Nullable CatalogEntry entry(Verdict verdict) {
        String api = verdict.getLabels().get("api");
        byte[] entry = api == null
                ? null
                : Objects.requireNonNull(catalog, "init comes first").get(api);
        return entry == null ? null : entries.deserialize(Topics.CATALOG.name(), entry);
    }

    private void reject(Outcome.Rejected<Verdict> why, Record<byte[], byte[]> record) {
        byte[] payload = record.value() == null ? NOTHING : record.value();
        RecordMetadata source = Objects.requireNonNull(context, "init comes first")
                .recordMetadata()
                .orElseThrow();
        var letter = DeadLetters.of("alerts", why, source, record.timestamp(), null, payload, payload.length);
        forward(new Record<>(letter.key(), letter.value(), letter.timestamp()));
    }

    private void forward(Record<String, SpecificRecord> record) {
        Objects.requireNonNull(context, "init comes first").forward(record);
    }
}
