package dev.hypercare.query.store;

import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.cluster.PartitionPlace;
import dev.hypercare.query.cluster.Peer;
import dev.hypercare.query.cluster.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;

/** Where partitions are, as the last rebalance of an application told all its members. */
final class StreamsPlacement implements Placement {
    private final KafkaStreams app;

    StreamsPlacement(KafkaStreams app) {
        this.app = app;
    }

    @Override
    public List<PartitionPlace> places(String store) {
        return Reading.of(store, () -> {
            List<PartitionPlace> places = new ArrayList<>();
            AtomicInteger partitions = new AtomicInteger(1);
            for (int partition = 0; partition < partitions.get(); partition++) {
                places.add(place(store, partition, partitions));
            }
            return places;
        });
    }

    /** @param partitions is set to how many there are */
    private PartitionPlace place(String store, int partition, AtomicInteger partitions) {
        StreamPartitioner<String, Object> chosen = (topic, key, value, number) -> {
            partitions.set(number);
            return Optional.of(Set.of(partition));
        };
        KeyQueryMetadata metadata = app.queryMetadataForKey(store, "", chosen);
        if (metadata == null) {
            throw new NotReadyException("the applications of this process do not keep the store " + store);
        }
        if (metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new NotReadyException("the store " + store
                    + " cannot be read now: its application is starting, or its partitions are being shared out");
        }
        HostInfo active = metadata.activeHost();
        return new PartitionPlace(
                partition,
                active.equals(HostInfo.unavailable()) ? null : peer(active),
                metadata.standbyHosts().stream().map(StreamsPlacement::peer).toList());
    }

    private static Peer peer(HostInfo host) {
        return new Peer(host.host(), host.port());
    }
}
