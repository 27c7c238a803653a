package dev.hypercare.streams;

import dev.hypercare.contract.config.InvalidInput;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes single records for commands, each acknowledged before the next.
 *
 * @param <V> what the values are
 */
public final class TopicWriter<V> implements AutoCloseable {
    private final Producer<String, V> producer;
    private final String topic;

    /** @param client properties of the cluster, {@code bootstrap.servers} at least */
    TopicWriter(Map<String, Object> client, String topic, Serializer<V> values) {
        this.topic = topic;
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        producer = new KafkaProducer<>(properties, new StringSerializer(), values);
    }

    /**
     * Returns when the record is in the topic. Error: {@link InvalidInput} where it cannot be written,
     * {@link dev.hypercare.schemas.registry.RegistryException} where the registry cannot be used.
     */
    public void write(String key, V value) {
        send(new ProducerRecord<>(topic, key, value));
    }

    /** Takes a value back, in a compacted topic. Returns and fails as {@link #write}. */
    public void remove(String key) {
        send(new ProducerRecord<>(topic, key, null));
    }

    private void send(ProducerRecord<String, V> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new InvalidInput(
                    "nothing can be written to " + topic + ": "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    "Check that the cluster is well and that you may write to the topic.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInput("interrupted while writing to " + topic, "Try again.");
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
