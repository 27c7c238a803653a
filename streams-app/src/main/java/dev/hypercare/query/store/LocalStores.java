package dev.hypercare.query.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** The stores of the stage kpi by name, those of all its tasks in this process as one. */
interface LocalStores {
    ReadOnlyWindowStore<String, byte[]> windows(String name);

    ReadOnlyKeyValueStore<Bytes, byte[]> keyValues(String name);

    /** Those of a running application. */
    static LocalStores of(KafkaStreams app) {
        return new LocalStores() {
            @Override
            public ReadOnlyWindowStore<String, byte[]> windows(String name) {
                return app.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.windowStore()));
            }

            @Override
            public ReadOnlyKeyValueStore<Bytes, byte[]> keyValues(String name) {
                return app.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
            }
        };
    }
}
