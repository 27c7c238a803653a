package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code up} under a steady load, ended at random moments by {@code kill -9} or a signal and started again on the same directory:
 * at the end every acknowledged call counts once. {@code -Dhypercare.kills=20} ends it more often than the default.
 */
class UpSurvivesKillsTest {
    private static final int KILLS = Integer.getInteger("hypercare.kills", 3);
    private static final long PANE_MILLIS = 10_000;
    private static final Duration TO_CLOSE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void countsEveryAcknowledgedCallOnceAndStillKnowsWhatWasBefore() throws Exception {
        long seed = Long.getLong("hypercare.seed", System.nanoTime());
        Random random = new Random(seed);
        Path data = directory.resolve("data");
        int port = freePort();
        String[] options = {"--broker-port", Integer.toString(port), "--registry-port", "0", "--query-port", "0"};
        long begin = paneOf(System.currentTimeMillis());
        ChildInstance up = ChildInstance.start(data, options);
        try {
            Instance instance = up.ready();
            try (SteadyLoad load = SteadyLoad.start(instance.bootstrap(), "hypercare.raw-nginx.v1")) {
                await().atMost(TO_CLOSE).until(() -> calls(data, begin, System.currentTimeMillis()) > 0);
                long split = paneOf(closedUpTo(data));
                long before = calls(data, begin, split);

                for (int kill = 0; kill < KILLS; kill++) {
                    await().pollDelay(Duration.ofMillis(500 + random.nextInt(6000)))
                            .until(() -> true);
                    if (random.nextInt(3) == 0) {
                        assertThat(up.terminate()).as(up.output()).isZero();
                    } else {
                        up.kill();
                    }
                    up = ChildInstance.start(data, options);
                    up.ready();
                }

                long acknowledged = load.finish();
                long end = paneOf(System.currentTimeMillis()) + PANE_MILLIS;
                await().atMost(TO_CLOSE).until(() -> closedUpTo(data) >= end);
                await().atMost(TO_CLOSE)
                        .untilAsserted(() -> assertThat(calls(data, begin, end))
                                .as("seed %d, %d kills", seed, KILLS)
                                .isEqualTo(acknowledged));
                assertThat(before).isPositive();
                assertThat(calls(data, begin, split))
                        .as("KPIs of before the kills")
                        .isEqualTo(before);
                System.out.println(acknowledged + " calls acknowledged and counted over " + KILLS + " kills");
            }
        } finally {
            up.close();
        }
    }

    /** Calls of the API in a range of closed panes; 0 while the instance cannot answer. */
    private long calls(Path data, long from, long to) throws Exception {
        JsonNode answer = kpis(data, from, to);
        return answer.path("series").path(0).path("total").path("calls").asLong();
    }

    private long closedUpTo(Path data) throws Exception {
        long now = System.currentTimeMillis();
        String asOf = kpis(data, now - PANE_MILLIS, now).path("asOf").asText();
        return asOf.isEmpty() ? 0 : java.time.Instant.parse(asOf).toEpochMilli();
    }

    private JsonNode kpis(Path data, long from, long to) throws Exception {
        String url = Instance.find(data).orElseThrow().query() + "/api/v1/kpis?api=" + SteadyLoad.API + "&from=" + from
                + "&to=" + to;
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
    }

    private static long paneOf(long millis) {
        return millis - millis % PANE_MILLIS;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
