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

    /** The same for the keys from one on and before another. */
    public static <V> void each(
            ReadOnlyKeyValueStore<String, V> store, String from, String before, BiConsumer<String, V> action) {
        List<KeyValue<String, V>> some = new ArrayList<>();
        try (KeyValueIterator<String, V> iterator = store.range(from, before)) {
            iterator.forEachRemaining(some::add);
        }
        some.stream()
                .filter(entry -> !entry.key.equals(before))
                .forEach(entry -> action.accept(entry.key, entry.value));
    }
}
