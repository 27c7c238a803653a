package dev.hypercare.query.store;

import dev.hypercare.contract.Stores;
import dev.hypercare.query.GapReader;
import dev.hypercare.schemas.events.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The gaps that this process keeps because they last. */
public final class GapStores implements GapReader {
    private final Supplier<ReadOnlyKeyValueStore<String, Gap>> store;

    GapStores(Supplier<ReadOnlyKeyValueStore<String, Gap>> store) {
        this.store = store;
    }

    /** Those of a running application; {@code watch} is the application with the stage gaps. */
    public static GapStores of(KafkaStreams watch) {
        return new GapStores(() -> watch.store(
                StoreQueryParameters.fromNameAndType(Stores.OPEN_GAPS, QueryableStoreTypes.keyValueStore())));
    }

    @Override
    public List<Gap> open() {
        return Reading.of(Stores.OPEN_GAPS, () -> {
            List<Gap> gaps = new ArrayList<>();
            try (KeyValueIterator<String, Gap> all = store.get().all()) {
                all.forEachRemaining(entry -> gaps.add(entry.value));
            }
            return gaps;
        });
    }
}
