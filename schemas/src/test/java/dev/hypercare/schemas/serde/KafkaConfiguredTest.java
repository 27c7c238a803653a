package dev.hypercare.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.hypercare.schemas.Contract;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.registry.PortableSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The serdes as Kafka makes them from properties, against a registry that holds one schema. */
class KafkaConfiguredTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        String schema = PortableSchema.of(Verdict.getClassSchema()).toString();
        String answer = "{\"id\":5,\"schema\":"
                + new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(schema) + "}";
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void writesAndReadsValues() {
        Verdict verdict = Contract.random(Verdict.class, 3);
        try (AvroSerializer<Verdict> serializer = new AvroSerializer<>();
                AvroDeserializer<Verdict> deserializer = new AvroDeserializer<>()) {
            serializer.configure(Map.of("schema.registry.url", url()), false);
            deserializer.configure(
                    Map.of("schema.registry.url", url(), "specific.avro.value.type", Verdict.class.getName()), false);

            byte[] bytes = serializer.serialize("verdicts", verdict);

            assertThat(deserializer.deserialize("verdicts", bytes)).isEqualTo(verdict);
            assertThat(asked).containsExactly("POST /subjects/verdicts-value", "GET /schemas/ids/5");
        }
    }

    @Test
    void registersOnlyWhenToldAndKeysUnderTheirOwnSubject() {
        try (AvroSerializer<Verdict> serializer = new AvroSerializer<>()) {
            serializer.configure(Map.of("schema.registry.url", url(), "auto.register.schemas", "true"), true);

            serializer.serialize("verdicts", Contract.random(Verdict.class, 3));

            assertThat(asked).containsExactly("POST /subjects/verdicts-key/versions");
        }
    }

    @Test
    void readsWithoutGeneratedClasses() {
        try (AvroSerde<Verdict> serde = new AvroSerde<>();
                GenericAvroDeserializer generic = new GenericAvroDeserializer()) {
            Map<String, Object> properties =
                    Map.of("schema.registry.url", url(), "specific.avro.value.type", Verdict.class);
            serde.configure(properties, false);
            generic.configure(properties, false);
            Verdict verdict = Contract.random(Verdict.class, 3);

            byte[] bytes = serde.serializer().serialize("verdicts", verdict);

            assertThat(generic.deserialize("verdicts", bytes).get("rule")).hasToString(verdict.getRule());
            assertThat(serde.deserializer().deserialize("verdicts", bytes)).isEqualTo(verdict);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no.such.Class", "java.lang.String"})
    void aTypeThatIsNoRecordIsRefusedWithTheNameOfTheProperty(String type) {
        try (AvroDeserializer<Verdict> deserializer = new AvroDeserializer<>()) {
            assertThatThrownBy(() -> deserializer.configure(
                            Map.of("schema.registry.url", url(), "specific.avro.value.type", type), false))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("specific.avro.value.type")
                    .hasMessageContaining("generated from an Avro schema");
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
