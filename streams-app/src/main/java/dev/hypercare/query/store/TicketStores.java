package dev.hypercare.query.store;

import dev.hypercare.contract.Stores;
import dev.hypercare.query.TicketReader;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What this process keeps of tickets. */
public final class TicketStores implements TicketReader {
    private final Function<String, ReadOnlyKeyValueStore<String, ?>> stores;

    /** @param stores a store by its name */
    TicketStores(Function<String, ReadOnlyKeyValueStore<String, ?>> stores) {
        this.stores = stores;
    }

    /** Those of a running application; {@code watch} is the application with the stage patterns. */
    public static TicketStores of(KafkaStreams watch) {
        return new TicketStores(name -> watch.store(
                StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, Object>keyValueStore())));
    }

    @Override
    public List<TicketCase> cases(Predicate<TicketCase> wanted) {
        return read(Stores.TICKET_CASES, TicketCase.class, wanted);
    }

    @Override
    public List<TicketKpi> kpis(Predicate<TicketKpi> wanted) {
        return read(Stores.TICKET_KPIS, TicketKpi.class, wanted);
    }

    private <V> List<V> read(String name, Class<V> type, Predicate<V> wanted) {
        return Reading.of(name, () -> {
            List<V> found = new ArrayList<>();
            try (KeyValueIterator<String, ?> all = stores.apply(name).all()) {
                while (all.hasNext()) {
                    V value = type.cast(all.next().value);
                    if (wanted.test(value)) {
                        found.add(value);
                    }
                }
            }
            return found;
        });
    }
}
