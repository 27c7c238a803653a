package dev.hypercare.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** All of a state store at once. */
public final class StoreEntries {
    private StoreEntries() {}

    /** Calls the action for each entry, in the order of the store; the action may change the store. */
    public static <K, V> void each(ReadOnlyKeyValueStore<K, V> store, BiConsumer<K, V> action) {
        List<KeyValue<K, V>> all = new ArrayList<>();
        try (KeyValueIterator<K, V> iterator = store.all()) {
            iterator.forEachRemaining(all::add);
        }
        all.forEach(entry -> action.accept(entry.key, entry.value));
    }
}
