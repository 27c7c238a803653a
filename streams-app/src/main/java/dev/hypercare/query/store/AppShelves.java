package dev.hypercare.query.store;

import dev.hypercare.contract.RecordForm;
import dev.hypercare.query.Freshness;
import dev.hypercare.query.Freshness.Missing;
import dev.hypercare.query.KpiPart;
import dev.hypercare.query.KpiQuestion;
import dev.hypercare.query.KpiSource;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.query.cluster.ClusterDesk;
import dev.hypercare.query.cluster.ClusterKpis;
import dev.hypercare.query.cluster.Gathering;
import dev.hypercare.query.cluster.PartitionPlace;
import dev.hypercare.query.cluster.Peer;
import dev.hypercare.query.cluster.PeerCalls;
import dev.hypercare.query.cluster.RecordsForm;
import dev.hypercare.query.cluster.Shelf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What an application keeps, in all its instances, and what of it other instances may ask of this one. */
final class AppShelves {
    private static final String ELSEWHERE = "not kept by the instance that was asked, and this is not read from others";

    private final KafkaStreams app;
    private final Peer self;
    private final Gathering gathering;
    private final List<Shelf<?, ?>> shared;
    private final Duration limit;

    /** @param shared what other instances may ask for; this adds to it */
    AppShelves(KafkaStreams app, QueryConfig config, PeerCalls calls, List<Shelf<?, ?>> shared) {
        this.app = app;
        this.shared = shared;
        this.limit = config.limits().time();
        this.self = Peer.of(config.server());
        this.gathering = new Gathering(new StreamsPlacement(app), self, calls, config.peers());
    }

    /** No shelves, to be filled. */
    static List<Shelf<?, ?>> none() {
        return new ArrayList<>();
    }

    /** The KPIs of these views. */
    KpiSource kpis(List<List<String>> views) {
        Shelf<KpiQuestion, KpiPart> shelf = KpiShelf.of(app, views, limit);
        shared.add(shelf);
        return new ClusterKpis(views, shelf, gathering, KpiShelf::partition);
    }

    /** What an answer lacks that is read from a store of this instance alone: the partitions that are at work elsewhere. */
    Freshness hereOnly(String store) {
        return elsewhere(store, new StreamsPlacement(app).places(store), self);
    }

    static Freshness elsewhere(String store, List<PartitionPlace> places, Peer self) {
        SortedSet<Integer> partitions = new TreeSet<>();
        places.stream()
                .filter(place -> !self.equals(place.active()))
                .forEach(place -> partitions.add(place.partition()));
        return partitions.isEmpty()
                ? Freshness.FRESH
                : Freshness.without(List.of(new Missing(store, partitions, ELSEWHERE)));
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
                (partition, copy, all) -> Reading.of(
                        store,
                        () -> read.apply(LocalStores.of(
                                app, store, QueryableStoreTypes.<String, V>keyValueStore(), partition, copy))));
        shared.add(shelf);
        return new ClusterDesk<>(shelf, gathering);
    }
}
