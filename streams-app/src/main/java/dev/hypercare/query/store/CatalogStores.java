package dev.hypercare.query.store;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.query.CatalogReader;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.streams.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The catalog, which every instance has as a whole. */
final class CatalogStores implements CatalogReader {
    private final Supplier<ReadOnlyKeyValueStore<String, byte[]>> store;
    private final Function<byte[], CatalogEntry> form;

    /** @param form how an entry is written */
    CatalogStores(Supplier<ReadOnlyKeyValueStore<String, byte[]>> store, Function<byte[], CatalogEntry> form) {
        this.store = store;
        this.form = form;
    }

    /** That of a running application; {@code watch} is the application with the stage alerts. */
    static CatalogStores of(KafkaStreams watch, Wiring wiring) {
        return new CatalogStores(
                () -> watch.store(
                        StoreQueryParameters.fromNameAndType(Stores.CATALOG, QueryableStoreTypes.keyValueStore())),
                bytes -> wiring.serde(Topics.CATALOG).deserializer().deserialize(wiring.name(Topics.CATALOG), bytes));
    }

    @Override
    public List<CatalogEntry> entries() {
        return Reading.of(Stores.CATALOG, () -> {
            List<CatalogEntry> entries = new ArrayList<>();
            try (KeyValueIterator<String, byte[]> all = store.get().all()) {
                all.forEachRemaining(entry -> entries.add(form.apply(entry.value)));
            }
            return entries;
        });
    }
}
