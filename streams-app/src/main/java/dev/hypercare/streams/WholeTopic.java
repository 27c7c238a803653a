package dev.hypercare.streams;

import dev.hypercare.contract.Topic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/** A compacted topic that every instance reads as a whole, all of it before any other record. */
public final class WholeTopic {
    private WholeTopic() {}

    /**
     * Adds it.
     *
     * @param store name of the store for its records by key, in memory and without a changelog, which is the topic itself
     * @param processors take the records as they are, and fill the store
     */
    public static void addTo(
            StreamsBuilder builder,
            Wiring wiring,
            Topic<?> topic,
            String store,
            ProcessorSupplier<byte[], byte[], Void, Void> processors) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                wiring.name(topic),
                wiring.consumedRaw(store + "-in"),
                processors);
    }
}
