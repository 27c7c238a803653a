package dev.hypercare.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.cli.Instance;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.Signal;
import dev.hypercare.schemas.registry.RegistryClient;
import dev.hypercare.schemas.registry.RegistryConfig;
import dev.hypercare.schemas.serde.AvroDeserializer;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.TopicTail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up --connect} with the packaged plugin folder: the example of the receiver's page, and the connector for a cluster. */
class UpConnectTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = RunningUp.ROOT.resolve("docs/reference/receiver.md");
    private static final String TOKEN = "a token of a test";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @BeforeEach
    void thePluginFolderIsThere() {
        assumeTrue(
                Files.isDirectory(RunningUp.PLUGINS.resolve("hypercare-connectors")),
                "There is no plugin folder: it is made by package, so run ./mvnw verify");
    }

    @Test
    void whatIsPostedArrivesAndNothingIsLeftRunning() throws Exception {
        int port = freePort();
        int guardedPort = freePort();
        Path data = directory.resolve("data");
        List<String> options = List.of(
                "--config",
                Files.writeString(directory.resolve("formats.yaml"), example("yaml"))
                        .toString(),
                "--connector",
                connector("http-receiver-local.json", "listener.port", "" + port)
                        .toString(),
                "--connector",
                guarded(guardedPort).toString());
        List<ProcessHandle> workers;
        try (RunningUp up = RunningUp.start(data, options)) {
            Instance instance = up.ready();
            assertThat(up.output()).contains("connector     http-receiver runs", "connector     guarded runs");
            assertThat(plugins(up.connect()))
                    .contains(
                            "source dev.hypercare.receiver.HttpReceiverConnector",
                            "sink dev.hypercare.deliver.AlertmanagerSinkConnector",
                            "sink dev.hypercare.deliver.WebhookSinkConnector",
                            "converter dev.hypercare.convert.RecordConverter");
            theExampleOfThePageIsTaken(port);
            aTokenIsAskedFor(guardedPort);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(records(instance, "calls", Call.class))
                        .anySatisfy(call -> assertThat(call.getStatus()).isEqualTo(502));
                assertThat(records(instance, "signals", Signal.class))
                        .anySatisfy(signal -> assertThat(signal.toString()).contains("orders does not answer"))
                        .anySatisfy(signal -> assertThat(signal.toString()).contains("guarded is down"));
            });
            workers = up.children();
            assertThat(workers).hasSize(1);
            up.kill();
        }
        theyAreGone(workers);

        try (RunningUp again = RunningUp.start(data, options)) {
            again.ready();
            theExampleOfThePageIsTaken(port);
            workers = again.children();
            assertThat(workers).hasSize(1);
            assertThat(again.terminate()).as(again.output()).isZero();
        }
        theyAreGone(workers);
        assertThat(data.resolve("logs/connect.log")).isNotEmptyFile();
    }

    @Test
    void aConfigurationThatItsConnectorRefusesIsToldKeyByKey() throws Exception {
        Path bad = connector("http-receiver-local.json", "listener.port", "eight", "paths.kong.topic", "?");
        try (RunningUp up = RunningUp.start(directory.resolve("data"), List.of("--connector", bad.toString()))) {
            assertThat(up.exitCode()).isEqualTo(2);
            assertThat(up.output())
                    .contains("error: " + bad + " cannot be used as a HttpReceiverConnector")
                    .contains("listener.port: ", "eight", "paths.kong.topic: ");
            theyAreGone(up.children());
        }
    }

    private static void theyAreGone(List<ProcessHandle> workers) {
        await("the end of the worker")
                .atMost(Duration.ofSeconds(90))
                .until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** As a person would, but for the port. */
    private static void theExampleOfThePageIsTaken(int port) throws Exception {
        Process ran = new ProcessBuilder("sh", "-ec", example("sh").replace(":8088/", ":" + port + "/"))
                .redirectErrorStream(true)
                .start();
        String said = new String(ran.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(ran.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(ran.exitValue()).as(said).isZero();
        assertThat(said).isEqualTo("{\"records\":1,\"duplicate\":false}\n".repeat(2));
    }

    private void aTokenIsAskedFor(int port) throws Exception {
        String alert = "{\"version\":\"4\",\"groupKey\":\"h\",\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\","
                + "\"fingerprint\":\"f2\",\"startsAt\":\"" + java.time.Instant.now()
                + "\",\"labels\":{\"alertname\":\"Down\",\"api\":\"guarded\"},"
                + "\"annotations\":{\"summary\":\"guarded is down\"}}]}";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/in/alertmanager"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(alert));
        assertThat(http.send(request.build(), BodyHandlers.discarding()).statusCode())
                .isEqualTo(401);
        HttpResponse<String> taken =
                http.send(request.header("Authorization", "Bearer " + TOKEN).build(), BodyHandlers.ofString());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    }

    private List<String> plugins(String connect) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(connect + "/connector-plugins?connectorsOnly=false"))
                .build();
        List<String> found = new ArrayList<>();
        for (JsonNode plugin :
                JSON.readTree(http.send(request, BodyHandlers.ofString()).body())) {
            found.add(plugin.path("type").asText() + " " + plugin.path("class").asText());
        }
        return found;
    }

    private static <T extends SpecificRecord> List<T> records(Instance instance, String topic, Class<T> type) {
        List<T> found = new ArrayList<>();
        try (TopicTail<T> tail = new TopicTail<>(
                        ClusterConfig.DEFAULT.at(instance.bootstrap()).client(),
                        "hypercare." + topic + ".v1",
                        new AvroDeserializer<>(new RegistryClient(RegistryConfig.of(instance.registry())), type))
                .fromBeginning()) {
            do {
                tail.poll(Duration.ofMillis(300)).forEach(message -> {
                    if (message.value() != null) {
                        found.add(message.value());
                    }
                });
            } while (!tail.atEnd());
        }
        return found;
    }

    /** The last block of a language in the first section of the page. */
    private static String example(String language) throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("## On one machine"), page.indexOf("## In a cluster"));
        Matcher blocks =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(section);
        String last = "";
        while (blocks.find()) {
            last = blocks.group(1);
        }
        assertThat(last).isNotEmpty();
        return last;
    }

    /** The connector for a cluster, with its secrets in a file and under another name. */
    private Path guarded(int port) throws Exception {
        Path secrets = directory.resolve("receiver.properties");
        String hash = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(TOKEN.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        StringBuilder lines = new StringBuilder();
        for (String path : List.of("nginx", "kong", "apisix", "alertmanager", "change", "feedback")) {
            lines.append(path).append(".token.sha256=").append(hash).append('\n');
        }
        Files.writeString(secrets, lines + "github.secret=s1\njira.secret=s2\n");
        Path file = connector("http-receiver.json", "listener.port", "" + port);
        String text = Files.readString(file)
                .replace("/etc/hypercare/receiver.properties", secrets.toString())
                .replace("\"http-receiver\"", "\"guarded\"");
        return Files.writeString(directory.resolve("guarded.json"), text);
    }

    private Path connector(String shipped, String... changes) throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(
                RunningUp.ROOT.resolve("deploy/connectors").resolve(shipped).toFile());
        for (int i = 0; i < changes.length; i += 2) {
            ((ObjectNode) root.get("config")).put(changes[i], changes[i + 1]);
        }
        return Files.writeString(directory.resolve(shipped), root.toString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
