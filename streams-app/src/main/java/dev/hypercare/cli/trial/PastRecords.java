package dev.hypercare.cli.trial;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicStretch;
import dev.hypercare.streams.TopicStretch.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** What output topics still hold of what did happen. */
final class PastRecords {
    /** What was read of the time before, so that what began earlier and went on is known, milliseconds. */
    static final long BEFORE = 86_400_000L;

    private PastRecords() {}

    /**
     * The values of a topic that were written from an instant on, milliseconds since the epoch. A topic that is not there holds nothing, which
     * is noted.
     */
    static <V extends SpecificRecord> List<V> read(
            ClusterAccess cluster, Topic<V> topic, long from, Predicate<V> wanted, List<String> notes) {
        List<V> values = new ArrayList<>();
        try (TopicStretch<V, V> stretch = cluster.stretch(topic, from, raw -> {
            V value = raw.value();
            return value == null || !wanted.test(value) ? null : new Placed<>(raw.partition(), raw.timestamp(), value);
        })) {
            for (Placed<V> next = stretch.next(); next != null; next = stretch.next()) {
                values.add(next.value());
            }
        } catch (InvalidInput e) {
            notes.add("what did happen is not known: " + e.getMessage());
        }
        return values;
    }
}
