package dev.hypercare.streams;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.schemas.registry.RegistryException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The cluster as commands use it: one topic at a time, checked before, so that a person hears at once what is missing.
 *
 * @param kafka the cluster
 * @param wiring how topics are named, read and written
 * @param registryUrl where schemas are, for messages
 */
public record ClusterAccess(ClusterConfig kafka, Wiring wiring, String registryUrl) {
    private static final int PATIENCE_MILLIS = 5000;

    /** Reads a topic of the contract from its end on. Error: {@link InvalidInput} as {@link #require}. */
    public <V extends SpecificRecord> TopicTail<V> tail(Topic<V> topic) {
        require(wiring.name(topic));
        return new TopicTail<>(
                kafka.client(), wiring.name(topic), wiring.serde(topic).deserializer());
    }

    /** Reads what a topic of the contract holds now, from a time of ingest on. Error: {@link InvalidInput} as {@link #require}. */
    public <V extends SpecificRecord, T> TopicStretch<V, T> stretch(
            Topic<V> topic, long from, TopicStretch.Reader<V, T> reader) {
        require(wiring.name(topic));
        return new TopicStretch<>(
                kafka.client(), wiring.name(topic), wiring.serde(topic).deserializer(), from, reader);
    }

    /** Writes a topic of the contract. Error: {@link InvalidInput} as {@link #require}. */
    public <V extends SpecificRecord> TopicWriter<V> writer(Topic<V> topic) {
        require(wiring.name(topic));
        return new TopicWriter<>(
                kafka.client(), wiring.name(topic), wiring.serde(topic).serializer());
    }

    /** Publishes lines to a topic. Error: {@link InvalidInput} as {@link #require}. */
    public LinePublisher lines(String topic) {
        require(topic);
        return new LinePublisher(kafka.client(), topic);
    }

    /** Checks that a topic is there. Error: {@link InvalidInput} that says whether the broker or the topic is missing. */
    public void require(String topic) {
        Map<String, Object> properties = kafka.client();
        properties.put("default.api.timeout.ms", PATIENCE_MILLIS);
        properties.put("request.timeout.ms", PATIENCE_MILLIS - 1000);
        try (Admin admin = Admin.create(properties)) {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
        } catch (ExecutionException | KafkaException e) {
            throw problem(topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem(topic, e);
        }
    }

    /** What a failure of the registry means to a person. */
    public InvalidInput registryProblem(RegistryException e) {
        return new InvalidInput(
                "the schema registry at " + registryUrl + " cannot be used: " + e.getMessage(),
                "Start Hypercare with `hypercare up`, or name a registry with --registry.");
    }

    private RuntimeException problem(String topic, Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof UnknownTopicOrPartitionException) {
            return new InvalidInput(
                    "there is no topic " + topic + " on the Kafka cluster at " + kafka.bootstrap(),
                    "Start Hypercare there first, or check the prefix of the topics in --config or --prefix.");
        }
        if (cause instanceof TimeoutException) {
            return new InvalidInput(
                    "no Kafka broker answers at " + kafka.bootstrap(),
                    "Start Hypercare with `hypercare up`, or name a broker with --bootstrap.");
        }
        return ClusterProblem.of(kafka, e);
    }
}
