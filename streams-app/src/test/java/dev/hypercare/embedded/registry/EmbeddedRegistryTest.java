package dev.hypercare.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.registry.PortableSchema;
import dev.hypercare.schemas.registry.RegistryClient;
import dev.hypercare.schemas.registry.RegistryConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {
    private static final String N =
            "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":[{\\\"name\\\":\\\"n\\\",\\\"type\\\":\\\"int\\\"}]}";

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private final HttpClient http = HttpClient.newHttpClient();
    private String topic;
    private EmbeddedRegistry registry;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(directory, "127.0.0.1", 0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start(TestInfo test) {
        topic = "_schemas-" + Integer.toHexString(test.getDisplayName().hashCode());
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), topic, "127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void ourClientRegistersFindsAndReads() {
        RegistryClient client = client();

        int id = client.register("calls-value", Call.getClassSchema());

        assertThat(client().idOf("calls-value", Call.getClassSchema())).isEqualTo(id);
        assertThat(client().byId(id)).isEqualTo(PortableSchema.of(Call.getClassSchema()));
        assertThat(client.subjects()).containsExactly("calls-value");
        assertThat(client.versions("calls-value")).containsExactly(1);
        assertThat(client.latest("calls-value").schema()).isEqualTo(PortableSchema.of(Call.getClassSchema()));
        assertThat(client.compatibility("calls-value", Verdict.getClassSchema()).reasons())
                .anySatisfy(reason -> assertThat(reason).contains("NAME_MISMATCH"));
        assertThat(client.compatibilityLevel("calls-value")).isEqualTo("BACKWARD");
        client.setCompatibility("calls-value", "FULL_TRANSITIVE");
        assertThat(client.compatibilityLevel("calls-value")).isEqualTo("FULL_TRANSITIVE");
    }

    @Test
    void everySchemaOfTheContractHasItsIdAgainAfterARestart() {
        List<Integer> ids = new ArrayList<>();
        Topics.ALL.stream()
                .filter(one -> one.value() != null)
                .forEach(one -> ids.add(client().register(one.name() + "-value", schema(one.valueType()))));
        client().setCompatibility("calls-value", "FULL");
        registry.close();

        registry = EmbeddedRegistry.start(broker.bootstrapServers(), topic, "127.0.0.1", 0);

        List<Integer> again = new ArrayList<>();
        Topics.ALL.stream()
                .filter(one -> one.value() != null)
                .forEach(one -> again.add(client().idOf(one.name() + "-value", schema(one.valueType()))));
        assertThat(again).isEqualTo(ids).hasSizeGreaterThanOrEqualTo(11);
        assertThat(client().compatibilityLevel("calls-value")).isEqualTo("FULL");
    }

    @Test
    void anIdThatWasDeletedForGoodIsNotGivenAgainAfterARestart() throws Exception {
        assertThat(send("POST", "/subjects/s/versions", schemaBody(N)).body()).isEqualTo("{\"id\":1}");
        assertThat(send("DELETE", "/subjects/s", "").body()).isEqualTo("[1]");
        assertThat(send("DELETE", "/subjects/s?permanent=true", "").body()).isEqualTo("[1]");
        registry.close();

        registry = EmbeddedRegistry.start(broker.bootstrapServers(), topic, "127.0.0.1", 0);

        assertThat(send("GET", "/schemas/ids/1", "").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/subjects/s/versions", schemaBody(N)).body()).isEqualTo("{\"id\":2}");
    }

    @Test
    void theSameSchemaFromManyAtOnceBecomesOneVersion() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> ids = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String subject = "s" + i % 4;
                ids.add(threads.submit(() -> client().register(subject, Call.getClassSchema())));
            }
            for (Future<Integer> id : ids) {
                assertThat(id.get()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(client().subjects())
                .hasSize(4)
                .allSatisfy(subject -> assertThat(client().versions(subject)).containsExactly(1));
    }

    @Test
    void recordsInItsTopicThatAreNotItsOwnDoNoHarm() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String key :
                    new String[] {"garbage", "{}", "{\"keytype\":\"NOOP\",\"magic\":0}", "{\"keytype\":\"SCHEMA\"}"}) {
                producer.send(new ProducerRecord<>(
                                topic, key.getBytes(StandardCharsets.UTF_8), "]".getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }

        assertThat(client().register("s", Call.getClassSchema())).isEqualTo(1);
        registry.close();
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), topic, "127.0.0.1", 0);
        assertThat(client().subjects()).containsExactly("s");
    }

    @Test
    void followsWhatIsWrittenToItsTopic() {
        try (EmbeddedRegistry reader = EmbeddedRegistry.start(broker.bootstrapServers(), topic, "127.0.0.1", 0)) {
            client().register("s", Call.getClassSchema());

            RegistryClient other = new RegistryClient(RegistryConfig.of(reader.url()));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(other.subjects()).containsExactly("s"));
        }
    }

    @Test
    void aPortInUseIsNamedWithWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() ->
                            EmbeddedRegistry.start(broker.bootstrapServers(), topic, "127.0.0.1", taken.getLocalPort()))
                    .isInstanceOfSatisfying(
                            InvalidInput.class, e -> assertThat(e.advice()).contains("--registry-port"))
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aHostOfSomebodyElseIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> EmbeddedRegistry.start(broker.bootstrapServers(), topic, "no-such-host.invalid", 0))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void aBrokerThatIsNotThereIsNamedWithWhatToDo() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = silent.getLocalPort();
            silent.close();
            assertThatThrownBy(() -> EmbeddedRegistry.start("127.0.0.1:" + port, topic, "127.0.0.1", 0))
                    .isInstanceOfSatisfying(
                            InvalidInput.class, e -> assertThat(e.advice()).contains("Kafka is running"))
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    @Test
    void aTopicThatWouldLoseSchemasIsRefused() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("unfit", Optional.of(2), Optional.empty())))
                    .all()
                    .get();
        }

        assertThatThrownBy(() -> EmbeddedRegistry.start(broker.bootstrapServers(), "unfit", "127.0.0.1", 0))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("topic unfit has 2 partitions and cleanup.policy=delete")
                .hasMessageContaining("expected: 1 partition, cleanup.policy=compact");
    }

    private static org.apache.avro.Schema schema(Class<?> type) {
        return org.apache.avro.specific.SpecificData.get().getSchema(type);
    }

    private static String schemaBody(String escapedSchema) {
        return "{\"schema\":\"" + escapedSchema + "\"}";
    }

    private RegistryClient client() {
        return new RegistryClient(RegistryConfig.of(registry.url()));
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(registry.url() + path))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
