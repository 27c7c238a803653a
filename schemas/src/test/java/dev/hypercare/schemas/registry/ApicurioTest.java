package dev.hypercare.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.schemas.Contract;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.serde.AvroSerde;
import dev.hypercare.schemas.serde.AvroSerializer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Our client and serdes against the Confluent API of Apicurio, which lives under a path. */
@EnabledIfSystemProperty(
        named = "hypercare.apicurio",
        matches = ".+",
        disabledReason = "opt-in: ./mvnw -Papicurio -pl schemas test -Dtest=ApicurioTest (downloads 142 MB)")
class ApicurioTest {
    private static Process process;
    private static RegistryConfig config;

    @BeforeAll
    static void start() throws IOException {
        Path folder = Path.of(System.getProperty("hypercare.apicurio"));
        int port = freePort();
        process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx512m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + freePort(),
                        "-jar",
                        jar(folder).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("apicurio.log").toFile())
                .start();
        config = RegistryConfig.fromProperties(Map.of(
                "schema.registry.url", "http://127.0.0.1:" + port + "/apis/ccompat/v7",
                "max.retries", "100",
                "retries.wait.ms", "500"));
        // The client's own patience waits for the start.
        assertThat(client().subjects()).isEmpty();
    }

    @AfterAll
    static void stop() {
        process.destroyForcibly();
    }

    @Test
    void everySchemaOfTheContractIsRegisteredFoundAndReadBack() {
        for (Class<SpecificRecord> type : Contract.types()) {
            Schema schema = SpecificData.get().getSchema(type);
            String subject = type.getSimpleName() + "-value";

            int id = client().register(subject, schema);

            assertThat(client().register(subject, schema)).isEqualTo(id);
            assertThat(client().idOf(subject, schema)).isEqualTo(id);
            assertThat(client().byId(id)).isEqualTo(PortableSchema.of(schema));
            assertThat(client().latest(subject).version()).isEqualTo(1);
        }
        assertThat(client().subjects()).contains("Call-value", "Kpi-value");
    }

    @Test
    void recordsOfEverySchemaPassThroughTheSerdes() {
        for (Class<SpecificRecord> type : Contract.types()) {
            AvroSerde<SpecificRecord> writer = new AvroSerde<>(client(), type, true);
            AvroSerde<SpecificRecord> reader = new AvroSerde<>(client(), type, false);
            for (long seed = 0; seed < 20; seed++) {
                SpecificRecord record = Contract.random(type, seed);
                byte[] bytes = writer.serializer().serialize("trip-" + type.getSimpleName(), record);

                assertThat(reader.deserializer().deserialize("any", bytes)).isEqualTo(record);
            }
        }
    }

    @Test
    void aBreakingSchemaIsRefused() {
        RegistryClient client = client();
        client.register("strict-value", Call.getClassSchema());
        client.setCompatibility("strict-value", "FULL_TRANSITIVE");

        assertThat(client.compatibilityLevel("strict-value")).isEqualTo("FULL_TRANSITIVE");
        assertThat(client.compatibility("strict-value", Call.getClassSchema()).compatible())
                .isTrue();
        assertThat(client.compatibility("strict-value", Verdict.getClassSchema())
                        .compatible())
                .isFalse();
        assertThatThrownBy(() -> client.register("strict-value", Verdict.getClassSchema()))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.status()).isEqualTo(409));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() ->
                        new AvroSerializer<Call>(client(), false).serialize("missing", Contract.random(Call.class, 1)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("is not registered under subject missing-value")
                .hasMessageContaining("registry.auto-register: true");
        assertThatThrownBy(() -> client().byId(4711))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(List.of(e.status(), e.code())).isEqualTo(List.of(404, 40403)));
    }

    private static RegistryClient client() {
        return new RegistryClient(config);
    }

    private static Path jar(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
