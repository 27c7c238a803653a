package dev.hypercare.rules;

import dev.hypercare.streams.LastNet;
import dev.hypercare.streams.StoreEntries;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a compacted topic on every instance, all of it before any call is read, and hands it on. A record that cannot be read is logged
 * and the one before kept: a global processor can write no dead letter, and rules must not stop for it.
 */
final class ReferenceProcessor<V> implements Processor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceProcessor.class);

    /** Takes what is in the topic, by key. */
    interface Sink<V> {
        /** Forgets everything: it comes again. */
        void clear();

        /** Takes a value, or one instead of an earlier one. Error: any runtime exception for one that cannot be used. */
        void put(String key, V value);

        void remove(String key);
    }

    private final String name;
    private final String topic;
    private final Deserializer<V> values;
    private final Sink<V> sink;
    private @Nullable KeyValueStore<String, byte[]> store;

    /** @param name of the store that holds the topic's records as they are */
    ReferenceProcessor(String name, String topic, Deserializer<V> values, Sink<V> sink) {
        this.name = name;
        this.topic = topic;
        this.values = values;
        this.sink = sink;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        KeyValueStore<String, byte[]> known = context.getStateStore(name);
        store = known;
        sink.clear();
        StoreEntries.each(known, this::take);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.key() == null) {
            LOG.warn("a record of {} has no key; it is not used", topic);
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        KeyValueStore<String, byte[]> known = Objects.requireNonNull(store, "init comes first");
        if (record.value() == null) {
            known.delete(key);
            sink.remove(key);
        } else if (take(key, record.value())) {
            known.put(key, record.value());
        }
    }

    private boolean take(String key, byte[] value) {
        try {
            sink.put(key, values.deserialize(topic, value));
            return true;
        } catch (RuntimeException e) {
            if (LastNet.surroundings(e)) {
                throw e; // it may be good: to go on without it would be to judge otherwise than the others do
            }
            LOG.warn("the record {} of {} cannot be read, the one before stays: {}", key, topic, e.getMessage());
            return false;
        }
    }
}
