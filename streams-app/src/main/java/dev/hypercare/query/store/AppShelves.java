package dev.hypercare.query.store;

import dev.hypercare.contract.RecordForm;
import dev.hypercare.contract.Stores;
import dev.hypercare.query.KeptKpis;
import dev.hypercare.query.KpiPart;
import dev.hypercare.query.KpiQuestion;
import dev.hypercare.query.KpiSource;
import dev.hypercare.query.PatternPart;
import dev.hypercare.query.PatternQuestion;
import dev.hypercare.query.PatternSource;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.query.cluster.ClusterDesk;
import dev.hypercare.query.cluster.ClusterKpis;
import dev.hypercare.query.cluster.ClusterPatterns;
import dev.hypercare.query.cluster.Gathering;
import dev.hypercare.query.cluster.PatternForm;
import dev.hypercare.query.cluster.Peer;
import dev.hypercare.query.cluster.PeerCalls;
import dev.hypercare.query.cluster.RecordsForm;
import dev.hypercare.query.cluster.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What an application keeps, in all its instances, and what of it other instances may ask of this one. */
final class AppShelves {
    private final KafkaStreams app;
    private final Gathering gathering;
    private final List<Shelf<?, ?>> shared;
    private final Turns turns;

    /** @param shared what other instances may ask for; this adds to it */
    AppShelves(KafkaStreams app, QueryConfig config, PeerCalls calls, List<Shelf<?, ?>> shared) {
        this.app = app;
        this.shared = shared;
        this.turns = Turns.ofThisMachine();
        this.gathering = new Gathering(
                new StreamsPlacement(app),
                Peer.of(config.server()),
                calls,
                config.peers(),
                config.limits().time());
    }

    /** No shelves, to be filled. */
    static List<Shelf<?, ?>> none() {
        return new ArrayList<>();
    }

    /** The KPIs that are kept. @param wall what time it is, milliseconds since the epoch */
    KpiSource kpis(KeptKpis kept, LongSupplier wall) {
        Shelf<KpiQuestion, KpiPart> shelf = KpiShelf.of(app, kept.views(), turns);
        shared.add(shelf);
        return new ClusterKpis(kept, shelf, gathering, KpiShelf::partition, wall);
    }

    /** How many calls patterns had. */
    PatternSource patternCounts() {
        Shelf<PatternQuestion, PatternPart> shelf = new Shelf<>(
                Stores.PATTERN_MEMORY,
                new PatternForm(),
                (partition, copy, question, deadline) -> turns.take(
                        deadline,
                        () -> PatternPart.of(
                                PatternWindows.of(app, partition, copy).until(deadline), question)));
        shared.add(shelf);
        return new ClusterPatterns(shelf, gathering);
    }

    /**
     * All records of a store.
     *
     * @param form how records travel
     * @param read reads all of one partition's store
     */
    <V> ClusterDesk<V> desk(
            String store, RecordForm<V> form, Function<ReadOnlyKeyValueStore<String, V>, List<V>> read) {
        Shelf<RecordsForm.All, List<V>> shelf = new Shelf<>(
                store,
                new RecordsForm<>(form),
                (partition, copy, all, deadline) -> Reading.of(
                        store,
                        () -> read.apply(LocalStores.of(
                                app, store, QueryableStoreTypes.<String, V>keyValueStore(), partition, copy))));
        shared.add(shelf);
        return new ClusterDesk<>(shelf, gathering);
    }
}
