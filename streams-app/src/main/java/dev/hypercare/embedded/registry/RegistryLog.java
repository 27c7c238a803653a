package dev.hypercare.embedded.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's topic: one partition, compacted. What is in it is given to the store at the start; afterwards a thread passes on
 * what comes, also what we write ourselves, so that the store holds exactly what the log holds.
 */
final class RegistryLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryLog.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final TopicPartition partition;
    private final Consumer<LogEntry> store;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread tail;
    private final Object applied = new Object();
    private long position;
    private volatile boolean closing;

    /** Reads the topic to its end before it returns. Error: {@link KafkaException} where it cannot. */
    RegistryLog(String bootstrapServers, String topic, Consumer<LogEntry> store) {
        this.partition = new TopicPartition(topic, 0);
        this.store = store;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "hypercare-registry",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        try {
            replay();
            this.producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrapServers,
                            ProducerConfig.CLIENT_ID_CONFIG,
                            "hypercare-registry",
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                            true,
                            ProducerConfig.LINGER_MS_CONFIG,
                            0,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            TIMEOUT.toMillis(),
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            5_000,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            (int) TIMEOUT.toMillis()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        this.tail = new Thread(this::follow, "registry-log");
        tail.setDaemon(true);
        tail.start();
    }

    /** Writes entries and returns when the store has them. Error: {@link Refusal} 50001 or 50002; they may or may not be written. */
    void append(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        long last = 0;
        try {
            for (LogEntry entry : entries) {
                sent.add(producer.send(
                        new ProducerRecord<>(partition.topic(), 0, LogEntries.key(entry), LogEntries.value(entry))));
            }
            for (Future<RecordMetadata> one : sent) {
                last = one.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).offset();
            }
            awaitApplied(last);
        } catch (ExecutionException | KafkaException e) {
            throw Refusal.storeFailed(String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            throw new Refusal(500, 50002, "Operation timed out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.storeFailed("interrupted");
        }
    }

    private void awaitApplied(long offset) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        synchronized (applied) {
            while (position <= offset) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || !tail.isAlive()) {
                    throw new TimeoutException();
                }
                applied.wait(Math.min(left, 1_000));
            }
        }
    }

    private void replay() {
        List<TopicPartition> all = List.of(partition);
        consumer.assign(all);
        consumer.seekToBeginning(all);
        long end = consumer.endOffsets(all, TIMEOUT).getOrDefault(partition, 0L);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (consumer.position(partition, TIMEOUT) < end) {
            long before = consumer.position(partition, TIMEOUT);
            poll();
            if (consumer.position(partition, TIMEOUT) > before) {
                deadline = System.nanoTime() + TIMEOUT.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new org.apache.kafka.common.errors.TimeoutException(
                        "no record of " + partition.topic() + " came within " + TIMEOUT.toSeconds() + " s");
            }
        }
    }

    private void follow() {
        try {
            while (!closing) {
                poll();
            }
        } catch (WakeupException e) {
            LOG.debug("The registry stops following its topic");
        } catch (RuntimeException e) {
            LOG.error(
                    "The registry lost its topic {}; it serves what it has and accepts no changes",
                    partition.topic(),
                    e);
        } finally {
            consumer.close();
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
            try {
                LogEntries.read(record.key(), record.value()).ifPresent(store);
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "{} offset {} holds something that is no entry of a registry: {}",
                        partition,
                        record.offset(),
                        e.getClass().getSimpleName());
            }
        }
        synchronized (applied) {
            position = consumer.position(partition);
            applied.notifyAll();
        }
    }

    @Override
    public void close() {
        closing = true;
        producer.close(Duration.ofSeconds(5));
        consumer.wakeup();
        try {
            tail.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
