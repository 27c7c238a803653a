package dev.hypercare.cli.trial;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicStretch;
import dev.hypercare.streams.TopicStretch.Placed;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Says what a topic holds, where it holds nothing of the time that was asked for. */
final class Retained {
    private Retained() {}

    /** The problem that there is nothing between two instants, milliseconds since the epoch. */
    static <V extends SpecificRecord> InvalidInput nothing(
            ClusterAccess cluster, Topic<V> topic, long from, long to, Covered covered) {
        String oldest = oldest(cluster, topic);
        String there = oldest == null
                ? "it is empty"
                : covered.isEmpty()
                        ? "its oldest record came at " + oldest
                        : "what there is ends at " + Instant.ofEpochMilli(covered.to());
        return new InvalidInput(
                cluster.wiring().name(topic) + " holds nothing that these rules look at from "
                        + Instant.ofEpochMilli(from) + " to " + Instant.ofEpochMilli(to) + "; " + there,
                "Choose a time of which there is something, or check --prefix and --config.");
    }

    private static <V extends SpecificRecord> @Nullable String oldest(ClusterAccess cluster, Topic<V> topic) {
        try (TopicStretch<V, Long> all =
                cluster.stretch(topic, 0, raw -> new Placed<>(raw.partition(), raw.timestamp(), raw.timestamp()))) {
            Placed<Long> first = all.next();
            return first == null ? null : Instant.ofEpochMilli(first.value()).toString();
        }
    }
}
