package dev.hypercare.query.store;

import dev.hypercare.contract.Stores;
import dev.hypercare.query.AlertReader;
import dev.hypercare.schemas.events.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The alerts that this process keeps because they have not ended. */
public final class AlertStores implements AlertReader {
    private final Supplier<ReadOnlyKeyValueStore<String, Alert>> store;

    AlertStores(Supplier<ReadOnlyKeyValueStore<String, Alert>> store) {
        this.store = store;
    }

    /** Those of a running application; {@code watch} is the application with the stage alerts. */
    public static AlertStores of(KafkaStreams watch) {
        return new AlertStores(() -> watch.store(
                StoreQueryParameters.fromNameAndType(Stores.ACTIVE_ALERTS, QueryableStoreTypes.keyValueStore())));
    }

    @Override
    public List<Alert> active() {
        return Reading.of(Stores.ACTIVE_ALERTS, () -> {
            List<Alert> alerts = new ArrayList<>();
            try (KeyValueIterator<String, Alert> all = store.get().all()) {
                all.forEachRemaining(entry -> alerts.add(entry.value));
            }
            return alerts;
        });
    }
}
