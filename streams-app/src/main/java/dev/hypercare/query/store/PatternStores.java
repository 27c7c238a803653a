package dev.hypercare.query.store;

import dev.hypercare.contract.Stores;
import dev.hypercare.query.PatternReader;
import dev.hypercare.schemas.events.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The patterns that this process keeps. */
public final class PatternStores implements PatternReader {
    private final Supplier<ReadOnlyKeyValueStore<String, Pattern>> store;

    PatternStores(Supplier<ReadOnlyKeyValueStore<String, Pattern>> store) {
        this.store = store;
    }

    /** Those of a running application; {@code watch} is the application with the stage patterns. */
    public static PatternStores of(KafkaStreams watch) {
        return new PatternStores(() -> watch.store(
                StoreQueryParameters.fromNameAndType(Stores.PATTERNS, QueryableStoreTypes.keyValueStore())));
    }

    @Override
    public List<Pattern> patterns() {
        return Reading.of(Stores.PATTERNS, () -> {
            List<Pattern> patterns = new ArrayList<>();
            try (KeyValueIterator<String, Pattern> all = store.get().all()) {
                all.forEachRemaining(entry -> patterns.add(entry.value));
            }
            return patterns;
        });
    }
}
