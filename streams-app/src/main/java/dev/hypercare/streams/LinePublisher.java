package dev.hypercare.streams;

import dev.hypercare.contract.config.InvalidInput;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes lines to a raw topic and counts what the broker acknowledged. Not thread-safe. */
public final class LinePublisher implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<@Nullable Exception> firstFailure = new AtomicReference<>();

    /** @param client properties of the cluster */
    public LinePublisher(Map<String, Object> client, String topic) {
        this.topic = topic;
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends a line; waits where the broker cannot keep up. Error: {@link InvalidInput} where it does not answer for long. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    public void send(byte[] line) {
        try {
            producer.send(new ProducerRecord<>(topic, line), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.incrementAndGet();
                } else {
                    failed.incrementAndGet();
                    firstFailure.compareAndSet(null, failure);
                }
            });
        } catch (TimeoutException e) {
            throw new InvalidInput(
                    "the Kafka broker stopped answering after " + acknowledged.get() + " lines",
                    "Check that the cluster is well, then load the rest.");
        } catch (KafkaException e) {
            failed.incrementAndGet();
            firstFailure.compareAndSet(null, e);
        }
    }

    /** Waits until every line is acknowledged or given up. */
    public void flush() {
        producer.flush();
    }

    /** Lines that the broker has. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Lines given up. */
    public long failed() {
        return failed.get();
    }

    /** Why the first line that failed did; null where none did. */
    public @Nullable String failure() {
        Exception failure = firstFailure.get();
        return failure == null ? null : failure.getMessage();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
