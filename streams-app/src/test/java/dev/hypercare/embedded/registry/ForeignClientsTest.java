package dev.hypercare.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.registry.PortableSchema;
import dev.hypercare.schemas.registry.RegistryClient;
import dev.hypercare.schemas.registry.RegistryConfig;
import dev.hypercare.schemas.serde.AvroDeserializer;
import dev.hypercare.schemas.serde.AvroSerializer;
import dev.hypercare.schemas.serde.GenericAvroDeserializer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.pulsar.kafka.shade.avro.Schema;
import org.apache.pulsar.kafka.shade.avro.generic.GenericRecord;
import org.apache.pulsar.kafka.shade.avro.generic.GenericRecordBuilder;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroDeserializer;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The genuine Confluent serializer, deserializer and client, on our registry and on records in a real broker. */
class ForeignClientsTest {
    private static final String CALL = PortableSchema.of(Call.getClassSchema()).toString();

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory, "127.0.0.1", 0);
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), "127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void weReadACallThatConfluentsSerializerWrote() throws Exception {
        GenericRecord theirs = new GenericRecordBuilder(new Schema.Parser().parse(CALL))
                .set("completedAt", 1_700_000_000_123L)
                .set("gateway", "edge-1")
                .set("api", "payments")
                .set("route", "/v1/pay/{id}")
                .set("method", "POST")
                .set("status", 503)
                .set("consumer", "Zürich 😀")
                .set("durationMicros", 1_234_567L)
                .set("startedAt", 1_700_000_000_000L)
                .build();

        ConsumerRecord<String, Call> record = throughTheBroker(
                "calls-theirs", confluentSerializer(), theirs, new AvroDeserializer<Call>(ourClient(), Call.class));

        assertThat(record.value())
                .isEqualTo(Call.newBuilder()
                        .setCompletedAt(Instant.ofEpochMilli(1_700_000_000_123L))
                        .setGateway("edge-1")
                        .setApi("payments")
                        .setRoute("/v1/pay/{id}")
                        .setMethod("POST")
                        .setStatus(503)
                        .setConsumer("Zürich 😀")
                        .setDurationMicros(1_234_567L)
                        .setStartedAt(Instant.ofEpochMilli(1_700_000_000_000L))
                        .build());
        assertThat(new GenericAvroDeserializer(ourClient())
                        .deserialize("calls-theirs", bytes("calls-theirs"))
                        .get("api"))
                .hasToString("payments");
    }

    @Test
    void confluentsDeserializerReadsACallThatWeWrote() throws Exception {
        Call ours = Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(42))
                .setGateway("edge-1")
                .setApi("payments")
                .setRoute("/")
                .setMethod("GET")
                .setStatus(0)
                .setTokensIn(0L)
                .setErrorMessage("")
                .build();

        ConsumerRecord<String, Object> record = throughTheBroker(
                "calls-ours", new AvroSerializer<Call>(ourClient(), true), ours, confluentDeserializer());

        GenericRecord read = (GenericRecord) record.value();
        assertThat(read.getSchema().getFullName())
                .isEqualTo(Call.getClassSchema().getFullName());
        // Field for field, in their words and in ours.
        org.apache.avro.generic.GenericRecord expected =
                new GenericAvroDeserializer(ourClient()).deserialize("calls-ours", bytes("calls-ours"));
        assertThat(read).hasToString(expected.toString());
        assertThat(read.get("completedAt")).isEqualTo(42L);
        assertThat(read.get("tokensIn")).isEqualTo(0L);
        assertThat(read.get("tokensOut")).isNull();
        assertThat(read.get("errorMessage")).hasToString("");
    }

    @Test
    void bothGiveTheSameSchemaTheSameId() throws Exception {
        RegistryClient ours = ourClient();
        int id = ours.register("same-value", Kpi.getClassSchema());

        try (CachedSchemaRegistryClient theirs = theirClient()) {
            AvroSchema schema =
                    new AvroSchema(PortableSchema.of(Kpi.getClassSchema()).toString());
            assertThat(theirs.getId("same-value", schema)).isEqualTo(id);
            assertThat(theirs.register("same-value", schema)).isEqualTo(id);
            assertThat(theirs.getVersion("same-value", schema)).isEqualTo(1);
            assertThat(theirs.getSchemaById(id).canonicalString())
                    .isEqualTo(ours.byId(id).toString());
        }
        assertThat(ours.versions("same-value")).containsExactly(1);
    }

    @Test
    void confluentsClientAdministersOurRegistry() throws Exception {
        AvroSchema first = new AvroSchema(record("{\"name\":\"n\",\"type\":\"int\"}"));
        AvroSchema compatible = new AvroSchema(
                record("{\"name\":\"n\",\"type\":\"int\"},{\"name\":\"o\",\"type\":\"int\",\"default\":0}"));
        AvroSchema breaking = new AvroSchema(record("{\"name\":\"n\",\"type\":\"string\"}"));
        try (CachedSchemaRegistryClient client = theirClient()) {
            int id = client.register("admin-value", first);

            assertThat(client.getAllSubjects()).contains("admin-value");
            assertThat(client.getAllSubjectsByPrefix("adm")).containsExactly("admin-value");
            assertThat(client.testCompatibility("admin-value", compatible)).isTrue();
            assertThat(client.testCompatibility("admin-value", breaking)).isFalse();
            assertThat(client.testCompatibilityVerbose("admin-value", breaking))
                    .anySatisfy(reason -> assertThat(reason).contains("TYPE_MISMATCH"));
            assertThatThrownBy(() -> client.register("admin-value", breaking))
                    .isInstanceOfSatisfying(RestClientException.class, e -> {
                        assertThat(e.getStatus()).isEqualTo(409);
                        assertThat(e.getErrorCode()).isEqualTo(409);
                    });

            assertThat(client.updateCompatibility("admin-value", "NONE")).isEqualTo("NONE");
            assertThat(client.getCompatibility("admin-value")).isEqualTo("NONE");
            int second = client.register("admin-value", breaking);
            assertThat(second).isNotEqualTo(id);
            SchemaMetadata latest = client.getLatestSchemaMetadata("admin-value");
            assertThat(latest.getId()).isEqualTo(second);
            assertThat(latest.getVersion()).isEqualTo(2);
            assertThat(latest.getSchema()).isEqualTo(breaking.canonicalString());
            assertThat(client.getSchemaMetadata("admin-value", 1).getId()).isEqualTo(id);
            assertThat(client.getAllVersions("admin-value")).containsExactly(1, 2);
            assertThat(client.getAllVersionsById(id)).hasSize(1);
            assertThat(client.getAllSubjectsById(id)).containsExactly("admin-value");
            assertThat(client.getSchemas("admin", false, true)).hasSize(1);
            client.deleteConfig("admin-value");
        }
    }

    @Test
    void confluentsClientSeesModesDeletionsAndErrors() throws Exception {
        AvroSchema schema = new AvroSchema(record("{\"name\":\"gone\",\"type\":\"int\"}"));
        try (CachedSchemaRegistryClient client = theirClient()) {
            client.register("gone-value", schema);
            assertThat(client.setMode("READONLY", "gone-value")).isEqualTo("READONLY");
            assertThat(client.getMode("gone-value")).isEqualTo("READONLY");
            client.deleteMode("gone-value");
            assertThat(client.getMode()).isEqualTo("READWRITE");

            assertThat(client.deleteSchemaVersion("gone-value", "1")).isEqualTo(1);
            assertThat(client.getAllSubjects()).doesNotContain("gone-value");
            assertThat(client.getAllSubjects(true)).contains("gone-value");
            assertThat(client.deleteSubject("gone-value", true)).containsExactly(1);

            assertThatThrownBy(() -> client.getLatestSchemaMetadata("gone-value"))
                    .isInstanceOfSatisfying(
                            RestClientException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(40401));
            assertThatThrownBy(() -> client.getSchemaById(4711))
                    .isInstanceOfSatisfying(
                            RestClientException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(40403));
        }
    }

    private static <I, O> ConsumerRecord<String, O> throughTheBroker(
            String topic, Serializer<I> serializer, I value, Deserializer<O> deserializer) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<String, I> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), serializer)) {
            producer.send(new ProducerRecord<>(topic, "key", value)).get();
        }
        return first(topic, deserializer);
    }

    private static byte[] bytes(String topic) {
        return first(topic, new org.apache.kafka.common.serialization.ByteArrayDeserializer())
                .value();
    }

    private static <O> ConsumerRecord<String, O> first(String topic, Deserializer<O> deserializer) {
        try (KafkaConsumer<String, O> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                deserializer)) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            for (int i = 0; i < 30; i++) {
                for (ConsumerRecord<String, O> record : consumer.poll(Duration.ofSeconds(1))) {
                    return record;
                }
            }
        }
        throw new AssertionError("nothing came from " + topic);
    }

    private static RegistryClient ourClient() {
        return new RegistryClient(RegistryConfig.of(registry.url()));
    }

    private static CachedSchemaRegistryClient theirClient() {
        return new CachedSchemaRegistryClient(registry.url(), 100);
    }

    private static Serializer<Object> confluentSerializer() {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(Map.of("schema.registry.url", registry.url()), false);
        return serializer;
    }

    private static Deserializer<Object> confluentDeserializer() {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(Map.of("schema.registry.url", registry.url()), false);
        return deserializer;
    }

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
    }
}
