package dev.hypercare.alerts;

import dev.hypercare.contract.Stores;
import dev.hypercare.schemas.events.CatalogEntry;
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
 * Fills the catalog of this instance from its topic, entries as they were published. An entry that cannot be read is logged and the earlier one kept: a global
 * processor can write no dead letter, and alerts must not stop for it.
 */
final class CatalogProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogProcessor.class);

    private final Deserializer<CatalogEntry> entries;
    private final String topic;
    private @Nullable KeyValueStore<String, byte[]> catalog;

    CatalogProcessor(Deserializer<CatalogEntry> entries, String topic) {
        this.entries = entries;
        this.topic = topic;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        catalog = context.getStateStore(Stores.CATALOG);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.key() == null) {
            LOG.warn("an entry of {} has no key (expected: the name of an api); it is not used", topic);
            return;
        }
        String api = new String(record.key(), StandardCharsets.UTF_8);
        KeyValueStore<String, byte[]> known = Objects.requireNonNull(catalog, "init comes first");
        if (record.value() == null) {
            known.delete(api);
            return;
        }
        try {
            entries.deserialize(topic, record.value());
            known.put(api, record.value());
        } catch (RuntimeException e) {
            LOG.warn("the entry of api {} in {} cannot be read, the one before stays: {}", api, topic, e.getMessage());
        }
    }
}
