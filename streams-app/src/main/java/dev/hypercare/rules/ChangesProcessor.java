package dev.hypercare.rules;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Stores;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.streams.Decoding;
import dev.hypercare.streams.SourceOffset;
import dev.hypercare.streams.StoreEntries;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code changes} on every instance, all of it before any call is read, and hands it to {@link ChangeBook}. It keeps every record
 * and not the newest of an id, because at an earlier instant an earlier one held. It can write no dead letters, so it keeps what cannot be
 * used as well, and {@link RefusedRecordsProcessor} writes those.
 */
final class ChangesProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final byte[] NOTHING = {};

    private final ChangeBook book;
    private final Deserializer<Change> values;
    private final String topic;
    private @Nullable KeyValueStore<String, byte[]> store;
    private @Nullable ProcessorContext<Void, Void> context;

    ChangesProcessor(ChangeBook book, Deserializer<Change> values, String topic) {
        this.book = book;
        this.values = values;
        this.topic = topic;
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
        context = processorContext;
        KeyValueStore<String, byte[]> known = processorContext.getStateStore(Stores.RULE_CHANGES);
        store = known;
        book.clear();
        StoreEntries.each(known, (place, kept) -> take(KeptRecord.fromBytes(kept)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata source = Objects.requireNonNull(context, "init comes first")
                .recordMetadata()
                .orElse(new SourceOffset(topic, 0, 0));
        byte[] value = record.value() == null ? NOTHING : record.value();
        KeptRecord taken = new KeptRecord(source.partition(), source.offset(), record.timestamp(), value);
        Objects.requireNonNull(store, "init comes first")
                .put(source.partition() + "@" + source.offset(), taken.toBytes());
        take(taken);
    }

    private void take(KeptRecord record) {
        Outcome<Change> read = record.value().length == 0
                ? Outcome.rejected(
                        "missing-value",
                        null,
                        "a record without a value (expected: a change, which cannot be taken back)")
                : Decoding.read(values, topic, record.value(), "a change");
        book.take(record, read);
    }
}
