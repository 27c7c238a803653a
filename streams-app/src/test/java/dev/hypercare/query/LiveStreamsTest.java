package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.query.access.TokenFile;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are told again whenever they change. */
class LiveStreamsTest {
    private static final String CLOSED = "closed";
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private FakeServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theWholeAnswerIsToldAtFirstAndWheneverItChanges() throws Exception {
        serve(QueryLimits.defaults());
        alerts.add(alert("f1"));
        try (Events events = open("/api/v1/alerts", null)) {
            assertThat(events.type).startsWith("text/event-stream");
            assertThat(events.next("answer")).contains("\"f1\"").doesNotContain("f2");
            alerts.add(alert("f2"));
            assertThat(events.next("answer")).contains("\"f1\"", "\"f2\"").containsPattern("id: [0-9a-f]{32}\n");
            alerts.clear();
            assertThat(events.next("answer")).contains("{\"alerts\":[]}");
        }
    }

    @Test
    void whoComesBackIsToldNothingThatTheyKnow() throws Exception {
        serve(QueryLimits.defaults());
        alerts.add(alert("f1"));
        String id;
        try (Events events = open("/api/v1/alerts", null)) {
            id = events.next("answer").replaceAll("(?s).*id: ([0-9a-f]+).*", "$1");
        }
        try (Events events = open("/api/v1/alerts", null, "Last-Event-ID", id)) {
            assertThat(events.take()).isEqualTo(": listening");
            assertThat(events.take()).isEqualTo(": still here");
            alerts.add(alert("f2"));
            assertThat(events.next("answer")).contains("\"f2\"");
        }
        try (Events events = open("/api/v1/alerts", null, "Last-Event-ID", id)) {
            assertThat(events.next("answer")).contains("\"f2\"");
        }
    }

    @Test
    void kpisGoOnWithTimeAndAProblemIsToldWithoutAnEnd() throws Exception {
        FakeApi api = new FakeApi();
        FakeKpis kpis = new FakeKpis();
        kpis.closedUpTo = START + 60_000;
        kpis.call("api=a", START, 200, 1L);
        api.kpis = kpis;
        api.now = START + 60_000;
        server = api.start();
        try (Events events = open("/api/v1/kpis?api=a&from=-5m", null)) {
            assertThat(events.next("answer")).contains("\"asOf\":\"2026-11-20T10:01:00Z\"");
            kpis.closedUpTo = START + 70_000;
            api.now = START + 70_000;
            events.until("\"asOf\":\"2026-11-20T10:01:10Z\"");
            kpis.notReady = "it moves";
            assertThat(events.until("it moves")).contains("event: problem\n", "\"status\":503");
            kpis.notReady = null;
            assertThat(events.next("answer")).contains("\"asOf\"");
        }
    }

    @Test
    void aWrongQuestionIsRefusedAsAlways() throws Exception {
        serve(QueryLimits.defaults());
        HttpResponse<String> wrong = server.get("/api/v1/alerts?stat=x", "Accept", "text/event-stream");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void thereAreNoMoreThanTheLimitAndTheyTakeNoPlaceOfQuestions(@TempDir Path folder) throws Exception {
        TwoTenants tenants = new TwoTenants(folder.resolve("tokens"));
        server = tenants.api.start(new QueryLimits(1, 1000, Duration.ofSeconds(30), 1000, 2));
        Events one = open("/api/v1/alerts", tenants.viewer);
        try (one;
                Events other = open("/api/v1/alerts", tenants.editor)) {
            one.next("answer");
            other.next("answer");
            assertThat(listen(tenants.shopViewer)).isEqualTo(503);
            assertThat(server.as(tenants.viewer, "GET", "/api/v1/alerts", null).statusCode())
                    .isEqualTo(200);
        }
        server.close();
        server = tenants.api.start(new QueryLimits(1, 1000, Duration.ofSeconds(30), 1000, 4));
        try (Events first = open("/api/v1/alerts", tenants.viewer);
                Events second = open("/api/v1/alerts", tenants.viewer)) {
            first.next("answer");
            second.next("answer");
            assertThat(listen(tenants.viewer)).isEqualTo(429);
            TokenFile.remove(folder.resolve("tokens"), "viewer");
            assertThat(first.next("end")).contains("\"status\":401");
            assertThat(first.take()).isEqualTo(CLOSED);
            assertThat(second.next("end")).contains("the token is not known");
        }
    }

    @Test
    void everybodyIsToldOfTheirOwnTenantsOnly(@TempDir Path folder) throws Exception {
        TwoTenants tenants = new TwoTenants(folder.resolve("tokens"));
        server = tenants.api.start();
        try (Events all = open("/api/v1/alerts", tenants.viewer);
                Events shop = open("/api/v1/alerts", tenants.shopViewer);
                Events bank = open("/api/v1/alerts", tenants.bankViewer)) {
            assertThat(all.next("answer")).contains("f-pay", "f-orders");
            assertThat(shop.next("answer")).contains("f-pay").doesNotContain("vault");
            assertThat(bank.next("answer")).contains("f-orders").doesNotContain("f-pay");
        }
        assertThat(listen(null)).isEqualTo(401);
    }

    @Test
    void theyEndWithTheServer() throws Exception {
        serve(QueryLimits.defaults());
        try (Events events = open("/api/v1/alerts", null)) {
            events.next("answer");
            server.close();
            assertThat(events.next("end")).contains("this instance stops");
            assertThat(events.take()).isEqualTo(CLOSED);
        }
    }

    private void serve(QueryLimits limits) {
        FakeApi api = new FakeApi();
        api.alerts = () -> alerts;
        server = api.start(limits);
    }

    private static Alert alert(String fingerprint) {
        return QueryServerTest.alert(fingerprint, "P1", AlertState.FIRING, "a");
    }

    /** The status of one that does not become a stream. */
    private int listen(String token) throws Exception {
        return (token == null
                        ? server.get("/api/v1/alerts", "Accept", "text/event-stream")
                        : server.get(
                                "/api/v1/alerts", "Accept", "text/event-stream", "Authorization", "Bearer " + token))
                .statusCode();
    }

    private Events open(String path, String token, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).header("Accept", "text/event-stream");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return new Events((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** A client of a stream: its blocks as they come. */
    private static final class Events implements AutoCloseable {
        final String type;
        private final BlockingQueue<String> blocks = new LinkedBlockingQueue<>();
        private final InputStream body;
        private final BufferedReader in;

        Events(HttpRequest request) throws Exception {
            HttpResponse<InputStream> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            type = response.headers().firstValue("Content-Type").orElse("");
            body = response.body();
            in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            Thread reading = new Thread(this::read, "events");
            reading.setDaemon(true);
            reading.start();
        }

        private void read() {
            StringBuilder block = new StringBuilder();
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.isEmpty()) {
                        blocks.add(block.toString());
                        block.setLength(0);
                    } else {
                        block.append(block.isEmpty() ? "" : "\n").append(line);
                    }
                }
            } catch (IOException e) {
                // Cut off; told below as the end.
            }
            blocks.add(CLOSED);
        }

        String take() throws InterruptedException {
            String block = blocks.poll(60, TimeUnit.SECONDS);
            assertThat(block).as("nothing was told in a minute").isNotNull();
            return block;
        }

        /** The next event of a kind; what is not an event is passed over. */
        String next(String kind) throws InterruptedException {
            String block = take();
            while (block.startsWith(":")) {
                block = take();
            }
            assertThat(block).contains("event: " + kind + "\n");
            return block;
        }

        /** The next that has this. */
        String until(String text) throws InterruptedException {
            String block = take();
            while (!block.contains(text)) {
                assertThat(block).isNotEqualTo(CLOSED);
                block = take();
            }
            return block;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
