package dev.hypercare.streams;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/** How a topic is read for people: every partition, without a consumer group, only what is committed. */
final class CommittedTopic {
    private CommittedTopic() {}

    /**
     * What a consumer for it is made with.
     *
     * @param client properties of the cluster, {@code bootstrap.servers} at least
     * @param more for this reader
     */
    static Map<String, Object> properties(Map<String, Object> client, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.putAll(more);
        return properties;
    }

    /** Gives a consumer all partitions of a topic, which are returned in their order. */
    static List<TopicPartition> assign(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        consumer.assign(partitions);
        return partitions;
    }

    /**
     * Goes to the first record ingested at or after an instant, milliseconds since the epoch, in every partition that has one. The others stay
     * where they are.
     */
    static void seek(Consumer<?, ?> consumer, long timestamp) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        consumer.assignment().forEach(partition -> wanted.put(partition, Math.max(0, timestamp)));
        consumer.offsetsForTimes(wanted).forEach((partition, first) -> {
            if (first != null) {
                consumer.seek(partition, first.offset());
            }
        });
    }
}
