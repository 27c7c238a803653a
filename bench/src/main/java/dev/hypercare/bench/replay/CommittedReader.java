package dev.hypercare.bench.replay;

import dev.hypercare.bench.cluster.BenchCluster;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads parts of topics as readers of committed records see them. Not thread-safe. */
final class CommittedReader implements AutoCloseable {
    private final BenchCluster cluster;
    /** Those that read nothing now: to start one takes longer than to read what there is. */
    private final ArrayDeque<KafkaConsumer<byte[], byte[]>> idle = new ArrayDeque<>();

    CommittedReader(BenchCluster cluster) {
        this.cluster = cluster;
    }

    /** Where each partition of a topic ends now: what comes later has this offset or a higher one. */
    Map<TopicPartition, Long> ends(String topic) {
        return ends(topic, IsolationLevel.READ_UNCOMMITTED);
    }

    /** Whether no transaction is open on a topic. */
    boolean isSettled(String topic) {
        return ends(topic, IsolationLevel.READ_COMMITTED).equals(ends(topic));
    }

    private Map<TopicPartition, Long> ends(String topic, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions(topic).forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        got(
                        "the ends of " + topic,
                        cluster.admin()
                                .listOffsets(wanted, new ListOffsetsOptions(isolation))
                                .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private List<TopicPartition> partitions(String topic) {
        return got(
                        "the partitions of " + topic,
                        cluster.admin().describeTopics(List.of(topic)).allTopicNames())
                .values()
                .stream()
                .flatMap(found -> found.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static <T> T got(String what, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not get " + what + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while getting " + what, e);
        }
    }

    /** The records of a partition from one offset until before another. Take all of them, or close the iterator. */
    Records read(TopicPartition partition, long from, long to) {
        return new Records(idle.isEmpty() ? consumer() : idle.remove(), partition, from, to);
    }

    /** Lets a group that does not work yet begin to read a topic at these offsets; those of other topics are left out. */
    void beginAt(String group, String topic, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> begin = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (partition.topic().equals(topic)) {
                begin.put(partition, new OffsetAndMetadata(offset));
            }
        });
        try {
            cluster.admin().alterConsumerGroupOffsets(group, begin).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not say where " + group + " begins: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while saying where " + group + " begins", e);
        }
    }

    /** Whether a group has committed that it has read every committed record of a topic. */
    boolean isThrough(String group, String topic) {
        Map<TopicPartition, Long> read = new HashMap<>();
        try {
            cluster.admin()
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> read.put(partition, offset(offset)));
        } catch (ExecutionException e) {
            return false; // the coordinator moves
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (!isSettled(topic)) {
            return false;
        }
        for (Map.Entry<TopicPartition, Long> end : ends(topic).entrySet()) {
            try (Records left = read(end.getKey(), read.getOrDefault(end.getKey(), 0L), end.getValue())) {
                if (left.hasNext()) {
                    return false;
                }
            }
        }
        return true;
    }

    @SuppressWarnings("NullAway") // Kafka says null where nothing was committed.
    private static long offset(OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrap(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Some records of a partition, in order. */
    final class Records implements Iterator<ConsumerRecord<byte[], byte[]>>, AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final TopicPartition partition;
        private final long to;
        private final ArrayDeque<ConsumerRecord<byte[], byte[]>> ready = new ArrayDeque<>();

        private Records(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long to) {
            this.consumer = consumer;
            this.partition = partition;
            this.to = to;
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && consumer.position(partition) < to) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.offset() < to) {
                        ready.add(record);
                    }
                });
            }
            return !ready.isEmpty();
        }

        @Override
        public ConsumerRecord<byte[], byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException(partition + " has no more");
            }
            return ready.remove();
        }

        @Override
        public void close() {
            consumer.unsubscribe();
            idle.add(consumer);
        }
    }

    @Override
    public void close() {
        idle.forEach(KafkaConsumer::close);
        idle.clear();
    }
}
