package dev.hypercare.rules;

import dev.hypercare.contract.Stores;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.streams.LastNet;
import dev.hypercare.streams.SourceOffset;
import dev.hypercare.streams.StoreEntries;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code changes} on every instance, all of it before any call is read, and hands it to {@link ChangeBook}. It keeps every record
 * and not the newest of an id, because at an earlier instant an earlier one held. A record that cannot be read is logged: a global processor can
 * write no dead letter.
 */
final class ChangesProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ChangesProcessor.class);

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
        StoreEntries.each(known, (place, kept) -> {
            ByteBuffer from = ByteBuffer.wrap(kept);
            int partition = from.getInt();
            long offset = from.getLong();
            long timestamp = from.getLong();
            byte[] value = new byte[from.remaining()];
            from.get(value);
            take(partition, offset, timestamp, value);
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata source = Objects.requireNonNull(context, "init comes first")
                .recordMetadata()
                .orElse(new SourceOffset(topic, 0, 0));
        byte[] value = record.value();
        if (value == null) {
            LOG.warn(
                    "{}-{}@{} has no value; a change cannot be taken back", topic, source.partition(), source.offset());
        } else if (take(source.partition(), source.offset(), record.timestamp(), value)) {
            ByteBuffer kept = ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES + value.length)
                    .putInt(source.partition())
                    .putLong(source.offset())
                    .putLong(record.timestamp())
                    .put(value);
            Objects.requireNonNull(store, "init comes first")
                    .put(source.partition() + "@" + source.offset(), kept.array());
        }
    }

    private boolean take(int partition, long offset, long timestamp, byte[] value) {
        try {
            book.take(partition, offset, timestamp, values.deserialize(topic, value));
            return true;
        } catch (RuntimeException e) {
            if (LastNet.surroundings(e)) {
                throw e; // it may be good: to go on without it would be to judge otherwise than the others do
            }
            LOG.warn("{}-{}@{} cannot be read and is not used: {}", topic, partition, offset, e.getMessage());
            return false;
        }
    }
}
