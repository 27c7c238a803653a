package dev.hypercare.query.store;

import dev.hypercare.contract.Stores;
import dev.hypercare.query.PatternHistory;
import dev.hypercare.query.PatternReader;
import dev.hypercare.schemas.events.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The patterns that this process keeps, and how many calls they had. */
public final class PatternStores implements PatternReader {
    private final Function<String, ReadOnlyKeyValueStore<String, Pattern>> stores;
    private final PatternHistory history;

    /** @param stores a store by its name */
    PatternStores(Function<String, ReadOnlyKeyValueStore<String, Pattern>> stores, PatternHistory history) {
        this.stores = stores;
        this.history = history;
    }

    /** Those of a running application; {@code watch} is the application with the stage patterns. */
    public static PatternStores of(KafkaStreams watch) {
        return new PatternStores(
                name -> watch.store(StoreQueryParameters.fromNameAndType(
                        name, QueryableStoreTypes.<String, Pattern>keyValueStore())),
                PatternWindows.of(watch));
    }

    @Override
    public List<Pattern> patterns() {
        return all(Stores.PATTERNS);
    }

    @Override
    public List<Pattern> subjects() {
        return all(Stores.SUBJECTS);
    }

    @Override
    public PatternHistory history() {
        return history;
    }

    private List<Pattern> all(String name) {
        return Reading.of(name, () -> {
            List<Pattern> patterns = new ArrayList<>();
            try (KeyValueIterator<String, Pattern> all = stores.apply(name).all()) {
                all.forEachRemaining(entry -> patterns.add(entry.value));
            }
            return patterns;
        });
    }
}
