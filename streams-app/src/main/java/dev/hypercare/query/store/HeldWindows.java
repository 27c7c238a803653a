package dev.hypercare.query.store;

import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/**
 * A window store that is looked up now and then, and not anew for each read: what Kafka Streams hands out goes through all tasks of the process
 * for every single window, which costs more than reading it. That the task has it still, and works, is looked at every {@link #TRUSTED_NANOS}, which is
 * shorter than any task takes to lose a store and build it up again, and by {@link #check} after the last read. A closed store is noticed at
 * once. For one thread.
 */
final class HeldWindows implements ReadOnlyWindowStore<String, byte[]> {
    private static final long TRUSTED_NANOS = 20_000_000;

    private final Supplier<ReadOnlyWindowStore<String, byte[]>> lookUp;
    private final LongSupplier nanoTime;
    private ReadOnlyWindowStore<String, byte[]> store;
    private long lookedUp;

    /** @param lookUp of type {@link Bare}; throws where it cannot be read now */
    HeldWindows(Supplier<ReadOnlyWindowStore<String, byte[]>> lookUp, LongSupplier nanoTime) {
        this.lookUp = lookUp;
        this.nanoTime = nanoTime;
        this.store = lookUp.get();
        this.lookedUp = nanoTime.getAsLong();
    }

    /** Error: {@link InvalidStateStoreException} where what was read may not have been whole. */
    void check() {
        ReadOnlyWindowStore<String, byte[]> now = lookUp.get();
        lookedUp = nanoTime.getAsLong();
        if (now != store || !isOpen()) {
            throw new InvalidStateStoreException("the store was replaced while it was read");
        }
    }

    private ReadOnlyWindowStore<String, byte[]> store() {
        if (nanoTime.getAsLong() - lookedUp > TRUSTED_NANOS) {
            check();
        }
        return store;
    }

    /** A store that is closed tells nothing, which is not the same as that there is nothing. */
    private <T> T whole(T read) {
        if (!isOpen()) {
            throw new InvalidStateStoreException("the store was closed while it was read");
        }
        return read;
    }

    private boolean isOpen() {
        return !(store instanceof StateStore state) || state.isOpen();
    }

    @Override
    public byte[] fetch(String key, long time) {
        return whole(store().fetch(key, time));
    }

    @Override
    public WindowStoreIterator<byte[]> fetch(String key, Instant from, Instant to) {
        return whole(store().fetch(key, from, to));
    }

    @Override
    public WindowStoreIterator<byte[]> backwardFetch(String key, Instant from, Instant to) {
        return whole(store().backwardFetch(key, from, to));
    }

    @Override
    public KeyValueIterator<Windowed<String>, byte[]> fetch(String low, String high, Instant from, Instant to) {
        return whole(store().fetch(low, high, from, to));
    }

    @Override
    public KeyValueIterator<Windowed<String>, byte[]> backwardFetch(String low, String high, Instant from, Instant to) {
        return whole(store().backwardFetch(low, high, from, to));
    }

    @Override
    public KeyValueIterator<Windowed<String>, byte[]> fetchAll(Instant from, Instant to) {
        return whole(store().fetchAll(from, to));
    }

    @Override
    public KeyValueIterator<Windowed<String>, byte[]> backwardFetchAll(Instant from, Instant to) {
        return whole(store().backwardFetchAll(from, to));
    }

    @Override
    public KeyValueIterator<Windowed<String>, byte[]> all() {
        return whole(store().all());
    }

    @Override
    public KeyValueIterator<Windowed<String>, byte[]> backwardAll() {
        return whole(store().backwardAll());
    }

    /** The store of a task itself, of one partition, and not what looks it up for each read. */
    static final class Bare implements QueryableStoreType<ReadOnlyWindowStore<String, byte[]>> {
        @Override
        public boolean accepts(StateStore store) {
            return store instanceof ReadOnlyWindowStore;
        }

        @Override
        public ReadOnlyWindowStore<String, byte[]> create(StateStoreProvider provider, String name) {
            List<ReadOnlyWindowStore<String, byte[]>> stores = provider.stores(name, this);
            if (stores.size() != 1) {
                throw new InvalidStateStoreException(stores.size() + " tasks of this process have the store " + name);
            }
            return stores.get(0);
        }
    }
}
