package dev.hypercare.rules;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Stores;
import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.streams.Decoding;
import dev.hypercare.streams.SourceOffset;
import dev.hypercare.streams.StoreEntries;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code rules} on every instance, all of it before any call is read, and hands it to {@link LiveRules}. It can write no dead letters,
 * so it keeps what cannot be used as well, and {@link RefusedRecordsProcessor} writes those.
 */
final class AppliedRulesProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final byte[] NOTHING = {};

    private final LiveRules rules;
    private final Deserializer<AppliedRule> values;
    private final String topic;
    private @Nullable KeyValueStore<String, byte[]> store;
    private @Nullable ProcessorContext<Void, Void> context;

    AppliedRulesProcessor(LiveRules rules, Deserializer<AppliedRule> values, String topic) {
        this.rules = rules;
        this.values = values;
        this.topic = topic;
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
        context = processorContext;
        KeyValueStore<String, byte[]> known = processorContext.getStateStore(Stores.APPLIED_RULES);
        store = known;
        rules.clear();
        StoreEntries.each(known, (key, value) -> take(key, KeptRecord.fromBytes(value)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        KeyValueStore<String, byte[]> known = Objects.requireNonNull(store, "init comes first");
        RecordMetadata source = Objects.requireNonNull(context, "init comes first")
                .recordMetadata()
                .orElse(new SourceOffset(topic, 0, 0));
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null && record.key() != null) {
            known.delete(key);
            rules.remove(key);
            return;
        }
        byte[] value = record.value() == null ? NOTHING : record.value();
        KeptRecord taken = new KeptRecord(source.partition(), source.offset(), record.timestamp(), value);
        known.put(key, taken.toBytes());
        take(key, taken);
    }

    private void take(String key, KeptRecord record) {
        // What the surroundings cause is thrown: without a rule that may be good this instance would judge otherwise
        // than others do.
        Outcome<AppliedRule> read = Decoding.read(values, topic, record.value(), "an applied rule");
        try {
            rules.take(key, record, read);
        } catch (RuntimeException e) {
            rules.take(key, record, Outcome.rejected("failed", null, e.toString()));
        }
    }
}
