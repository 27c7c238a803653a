package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
    private static final String[] FREE_PORTS = {"--broker-port", "0", "--registry-port", "0", "--query-port", "0"};

    @TempDir
    Path directory;

    @Test
    void tellsWhereItIsAndEndsInOrder() throws Exception {
        Path data = directory.resolve("data");
        try (ChildInstance up = ChildInstance.start(data, FREE_PORTS)) {
            Instance instance = up.ready();
            assertThat(up.output())
                    .contains(instance.bootstrap(), instance.registry(), instance.query(), "ingest, kpi, watch");
            assertThat(get(instance.registry() + "/subjects")).contains("hypercare.calls.v1-value");
            assertThat(get(instance.query() + "/api/v1/health")).contains("ingest", "kpi", "watch");
            ticketsFromAFileAreTakenUp(data, instance);
            aDeploymentIsToldOnceAndKnown(instance);

            try (ChildInstance second = ChildInstance.start(data, FREE_PORTS)) {
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.output()).contains("in use by another instance", "--data");
            }
            assertThat(Instance.find(data)).as("the first is still there").contains(instance);

            assertThat(up.terminate()).as(up.output()).isZero();
            assertThat(Instance.find(data)).isEmpty();
            assertThat(data.resolve("instance.json")).doesNotExist();
            assertThat(data.resolve("logs/hypercare.log")).isNotEmptyFile();
            assertThat(up.output()).doesNotContain("WARN", "ERROR", "SLF4J", "log4j");
            assertThat(Files.readString(data.resolve("logs/hypercare.log"))).contains("RUNNING");
        }
    }

    /** Through the real topics and all applications; no call has come yet. */
    private void ticketsFromAFileAreTakenUp(Path data, Instance instance) throws Exception {
        Instant opened = Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
        Path file = Files.writeString(
                directory.resolve("tickets.csv"),
                "id,title,createdAt,api\n"
                        + "t-1,Payments answer status 502," + opened + ",payments\n"
                        + "t-2,Payments answer status 502 again," + opened.plusSeconds(1) + ",payments\n");
        Console console = new Console();
        assertThat(console.run("load", "--tickets", file.toString(), "--data", data.toString()))
                .as(console.err())
                .isZero();
        Awaitility.await("cases of the tickets")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(json(instance.query() + "/api/v1/tickets")).hasSize(2));
        JsonNode known = json(instance.query() + "/api/v1/tickets");
        assertThat(known).allSatisfy(ticket -> {
            assertThat(ticket.path("api").asText()).isEqualTo("payments");
            assertThat(ticket.path("category").asText()).isEqualTo("outage");
            assertThat(ticket.path("subject").asText())
                    .isEqualTo(known.get(0).path("subject").asText())
                    .isNotEmpty();
        });
        assertThat(console.run("query", "tickets", "--url", instance.query())).isZero();
        assertThat(console.out()).contains("t-1", "t-2", "payments");
    }

    /** Through the topic and back; what is explained has to be retained, and no call has come yet. */
    private static void aDeploymentIsToldOnceAndKnown(Instance instance) throws Exception {
        Console console = new Console();
        String[] told = {
            "changes",
            "add",
            "--id",
            "run-1",
            "--api",
            "payments",
            "--version",
            "1.8.2",
            "--start",
            Instant.now().minusSeconds(60).toString(),
            "--url",
            instance.query()
        };
        assertThat(console.run(told)).as(console.err()).isZero();
        assertThat(console.run(told)).as(console.err()).isZero();
        assertThat(new JsonMapper()
                        .readTree(get(instance.query() + "/api/v1/changes?api=payments"))
                        .path("changes")
                        .findValuesAsText("id"))
                .containsExactly("run-1");
        assertThat(get(instance.query() + "/api/v1/explain?api=payments&at=-1m&warmUp=1m"))
                .contains("Nothing to explain", "holds nothing that these rules look at");
    }

    private static JsonNode json(String url) throws Exception {
        JsonNode root = new JsonMapper().readTree(get(url));
        return root.isArray() ? root : root.path("tickets");
    }

    private static String get(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
