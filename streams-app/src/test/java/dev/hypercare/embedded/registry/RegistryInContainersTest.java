package dev.hypercare.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.registry.PortableSchema;
import dev.hypercare.schemas.registry.RegistryClient;
import dev.hypercare.schemas.registry.RegistryConfig;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.schemas.serde.AvroDeserializer;
import dev.hypercare.schemas.serde.AvroSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** Our client and serdes against the official Kafka image and Confluent's own registry. Skipped where no Docker engine is. */
@Testcontainers(disabledWithoutDocker = true)
class RegistryInContainersTest {
    private static final Network NETWORK = Network.SHARED;

    @Container
    private static final KafkaContainer KAFKA =
            new KafkaContainer("apache/kafka:4.3.1").withNetwork(NETWORK).withListener("kafka:19092");

    @Container
    private static final GenericContainer<?> REGISTRY = new GenericContainer<>("confluentinc/cp-schema-registry:8.1.0")
            .withNetwork(NETWORK)
            .dependsOn(KAFKA)
            .withExposedPorts(8081)
            .withEnv("SCHEMA_REGISTRY_HOST_NAME", "registry")
            .withEnv("SCHEMA_REGISTRY_LISTENERS", "http://0.0.0.0:8081")
            .withEnv("SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", "PLAINTEXT://kafka:19092")
            .waitingFor(Wait.forHttp("/subjects").forStatusCode(200));

    @Test
    void aCallPassesThroughABrokerAndARegistryOfOthers() throws Exception {
        Call call = Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(42))
                .setGateway("edge-1")
                .setApi("payments")
                .setRoute("/")
                .setMethod("GET")
                .setStatus(200)
                .build();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.getBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("calls", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<String, Call> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.getBootstrapServers()),
                new StringSerializer(),
                new AvroSerializer<Call>(client(), true))) {
            producer.send(new ProducerRecord<>("calls", "payments", call)).get();
        }

        assertThat(first("calls").value()).isEqualTo(call);
    }

    @Test
    void ourClientAdministersConfluentsRegistry() {
        RegistryClient client = client();
        int id = client.register("admin-value", Call.getClassSchema());

        assertThat(client().idOf("admin-value", Call.getClassSchema())).isEqualTo(id);
        assertThat(client().byId(id)).isEqualTo(PortableSchema.of(Call.getClassSchema()));
        assertThat(client.compatibilityLevel("admin-value")).isEqualTo("BACKWARD");
        client.setCompatibility("admin-value", "FULL_TRANSITIVE");
        assertThat(client.compatibilityLevel("admin-value")).isEqualTo("FULL_TRANSITIVE");
        assertThat(client.compatibility("admin-value", Verdict.getClassSchema()).compatible())
                .isFalse();
        assertThatThrownBy(() -> client.register("admin-value", Verdict.getClassSchema()))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.status()).isEqualTo(409));
        assertThatThrownBy(() -> client.idOf("missing-value", Verdict.getClassSchema()))
                .hasMessageContaining("is not registered under subject missing-value");
    }

    private static ConsumerRecord<String, Call> first(String topic) {
        try (KafkaConsumer<String, Call> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", KAFKA.getBootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new AvroDeserializer<Call>(client(), Call.class))) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            for (int i = 0; i < 30; i++) {
                for (ConsumerRecord<String, Call> record : consumer.poll(Duration.ofSeconds(1))) {
                    return record;
                }
            }
        }
        throw new AssertionError("nothing came from " + topic);
    }

    private static RegistryClient client() {
        return new RegistryClient(
                RegistryConfig.of("http://" + REGISTRY.getHost() + ":" + REGISTRY.getMappedPort(8081)));
    }
}
