package dev.hypercare.query.store;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.PastReader;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicStretch;
import dev.hypercare.streams.TopicStretch.Placed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;

/** Reads what topics hold, with a consumer of its own for each question; of what is wanted only the newest is kept in the heap. */
final class PastTopics implements PastReader {
    private final ClusterAccess cluster;

    PastTopics(ClusterAccess cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<Decision> decisions(Predicate<Decision> wanted, long from, int most, Runnable meanwhile) {
        return newest(Topics.DECISIONS, wanted, from, most, meanwhile);
    }

    @Override
    public List<DeadLetter> deadLetters(Predicate<DeadLetter> wanted, long from, int most, Runnable meanwhile) {
        return newest(Topics.DEAD_LETTERS, wanted, from, most, meanwhile);
    }

    private <V extends SpecificRecord> List<V> newest(
            Topic<V> topic, Predicate<V> wanted, long from, int most, Runnable meanwhile) {
        Deque<V> newest = new ArrayDeque<>();
        try (TopicStretch<V, V> stretch = cluster.stretch(topic, from, raw -> {
            meanwhile.run();
            V value = raw.value();
            return value == null || !wanted.test(value) ? null : new Placed<>(raw.partition(), raw.timestamp(), value);
        })) {
            for (Placed<V> next = stretch.next(); next != null; next = stretch.next()) {
                if (newest.size() > most) {
                    newest.removeFirst();
                }
                newest.addLast(next.value());
            }
        } catch (InvalidInput | RegistryException | KafkaException e) {
            throw new NotReadyException(
                    "the topic " + cluster.wiring().name(topic) + " cannot be read: " + e.getMessage());
        }
        return List.copyOf(newest);
    }
}
