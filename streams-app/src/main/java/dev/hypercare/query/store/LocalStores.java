package dev.hypercare.query.store;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** The stores of the stage kpi by name: those of one task, or those of all its tasks in this process as one. */
interface LocalStores {
    ReadOnlyWindowStore<String, byte[]> windows(String name);

    ReadOnlyKeyValueStore<Bytes, byte[]> keyValues(String name);

    /** After the last read. Error: an InvalidStateStoreException where what was read may not have been whole. */
    default void check() {}

    /** Those of all tasks of a running application that are at work here. */
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

    /**
     * Those of one partition, each looked up once: for one question, by one thread.
     *
     * @param copy whether a standby, or a task that is still being restored, will do; else only one that is at work
     */
    static LocalStores of(KafkaStreams app, int partition, boolean copy) {
        Map<String, HeldWindows> windows = new HashMap<>();
        return new LocalStores() {
            @Override
            public ReadOnlyWindowStore<String, byte[]> windows(String name) {
                return windows.computeIfAbsent(
                        name,
                        unseen -> new HeldWindows(
                                () -> of(app, name, new HeldWindows.Bare(), partition, copy), System::nanoTime));
            }

            @Override
            public void check() {
                windows.values().forEach(HeldWindows::check);
            }

            @Override
            public ReadOnlyKeyValueStore<Bytes, byte[]> keyValues(String name) {
                return of(app, name, QueryableStoreTypes.keyValueStore(), partition, copy);
            }
        };
    }

    /** One store of one partition. Error: an InvalidStateStoreException while it is not here, or not readable. */
    static <T> T of(KafkaStreams app, String name, QueryableStoreType<T> type, int partition, boolean copy) {
        StoreQueryParameters<T> one =
                StoreQueryParameters.fromNameAndType(name, type).withPartition(partition);
        return app.store(copy ? one.enableStaleStores() : one);
    }
}
