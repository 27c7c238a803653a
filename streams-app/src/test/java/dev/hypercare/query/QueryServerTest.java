package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.AppReader.AppState;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final FakeKpis kpis = new FakeKpis();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<AppState> apps = new ArrayList<>();
    private FakeServer server;

    @BeforeEach
    void start() {
        FakeApi api = new FakeApi();
        api.kpis = kpis;
        api.alerts = () -> alerts;
        api.apps = () -> apps;
        api.now = START + 120_000;
        server = api.start();
        kpis.closedUpTo = START + 110_000;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersTheKpisOfASeriesWithUnitsInTheNames() throws Exception {
        for (int i = 1; i <= 100; i++) {
            kpis.call("api=pay ments", START + i * 100, i <= 2 ? 503 : i <= 5 ? 404 : 200, i * 1000L);
        }
        kpis.call("api=pay ments", START + 11_000, 0, null);
        JsonNode answer = get("/api/v1/kpis?api=pay%20ments&from=-2m&percentiles=50,99,99.9&step=1m", 200);
        assertThat(answer.get("from").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(answer.get("to").asText()).isEqualTo("2026-11-20T10:02:00Z");
        assertThat(answer.get("asOf").asText()).isEqualTo("2026-11-20T10:01:50Z");
        assertThat(answer.get("cut").asBoolean()).isFalse();
        JsonNode series = answer.get("series").get(0);
        assertThat(series.get("labels").get("api").asText()).isEqualTo("pay ments");
        JsonNode total = series.get("total");
        assertThat(total.get("calls").asLong()).isEqualTo(101);
        assertThat(total.get("failed").asLong()).isEqualTo(3);
        assertThat(total.get("noResponse").asLong()).isEqualTo(1);
        assertThat(total.get("clientErrors").asLong()).isEqualTo(3);
        assertThat(total.get("availability").asDouble()).isEqualTo(1 - 3.0 / 101);
        assertThat(total.get("closedSeconds").asDouble()).isEqualTo(110);
        assertThat(total.get("callsPerSecond").asDouble()).isCloseTo(101 / 110.0, within(1e-9));
        assertThat(total.get("statuses").toString()).isEqualTo("{\"0\":1,\"200\":95,\"404\":3,\"503\":2}");
        JsonNode latency = total.get("latencyMs");
        assertThat(latency.get("count").asLong()).isEqualTo(100);
        assertThat(latency.get("p50").asDouble()).isCloseTo(50, within(0.5));
        assertThat(latency.get("p99").asDouble()).isCloseTo(99, within(0.99));
        assertThat(latency.get("p99.9").asDouble()).isEqualTo(100);
        assertThat(latency.get("max").asDouble()).isEqualTo(100);
        assertThat(latency.get("mean").asDouble()).isEqualTo(50.5);
        assertThat(total.get("upstreamLatencyMs").get("p50").isNull()).isTrue();
        assertThat(series.get("rows")).hasSize(2);
        assertThat(series.get("rows").get(1).get("calls").asLong()).isZero();
        assertThat(series.get("rows").get(1).get("availability").isNull()).isTrue();
    }

    @Test
    void writesCsvWhereItIsAskedFor() throws Exception {
        kpis.call("api=a%2Cb,route=/x\"y,method=GET", START + 1000, 200, 5000L);
        String path = "/api/v1/kpis?view=api,route,method&from=-2m&percentiles=99";
        for (String csv : List.of(body(path + "&format=csv", null), body(path, "text/csv"))) {
            String[] lines = csv.split("\r\n");
            assertThat(lines).hasSize(2);
            assertThat(lines[0])
                    .startsWith("api,route,method,from,to,closedSeconds,calls,callsPerSecond,failed,availability,")
                    .contains("latencyMs.count,latencyMs.mean,latencyMs.p99,latencyMs.max,upstreamLatencyMs.count");
            assertThat(lines[1])
                    .startsWith("\"a,b\",\"/x\"\"y\",GET,2026-11-20T10:00:00Z,2026-11-20T10:02:00Z,110.0,1,")
                    .contains(",1,5.0,5.0,5.0,0,,,,0,0,");
            assertThat(lines[0].split(",")).hasSize(lines[1].split(",", -1).length - 1);
        }
        assertThat(body(path + "&step=1m&format=csv", null).split("\r\n")).hasSize(3);
    }

    @Test
    void listsTheSeriesOfOneViewOrOfAll() throws Exception {
        kpis.call("api=a", START, 200, 1L).call("api=b", START, 200, 1L).call("api=a,consumer=-", START, 200, 1L);
        assertThat(get("/api/v1/series?view=api", 200).get("series").findValuesAsText("series"))
                .containsExactly("api=a", "api=b");
        assertThat(get("/api/v1/series", 200).get("series").findValuesAsText("series"))
                .containsExactly("api=a", "api=b", "api=a,consumer=-");
        JsonNode one = get("/api/v1/series?view=api&limit=1", 200);
        assertThat(one.get("series")).hasSize(1);
        assertThat(one.get("cut").asBoolean()).isTrue();
        assertThat(body("/api/v1/series?view=api&format=csv", null))
                .isEqualTo("view,series\r\napi,api=a\r\napi,api=b\r\n");
    }

    @Test
    void listsAlertsTheWorstFirst() throws Exception {
        alerts.add(alert("b", "P3", AlertState.FIRING, "orders"));
        alerts.add(alert("a", "P1", AlertState.PENDING, "payments"));
        JsonNode all = get("/api/v1/alerts", 200).get("alerts");
        assertThat(all.findValuesAsText("severity")).containsExactly("P1", "P3");
        assertThat(all.get(0).get("evidence").get("rate_5xx").asDouble()).isEqualTo(0.25);
        assertThat(all.get(0).get("firedAt").isNull()).isTrue();
        assertThat(get("/api/v1/alerts?state=firing", 200).get("alerts").findValuesAsText("fingerprint"))
                .containsExactly("b");
        assertThat(get("/api/v1/alerts?api=payments&severity=p1", 200).get("alerts"))
                .hasSize(1);
        assertThat(get("/api/v1/alerts?state=over", 400).get("detail").asText())
                .isEqualTo("state: over (expected: pending, firing, flapping or unknown)");
        assertThat(body("/api/v1/alerts?format=csv", null)).contains("P1,PENDING,rate-5xx,api=payments,");
    }

    @Test
    void healthIs503WhileAnApplicationDoesNotWork() throws Exception {
        apps.add(new AppState("ingest", "RUNNING", true, 12L));
        assertThat(get("/api/v1/health", 200).toString())
                .isEqualTo("{\"status\":\"up\",\"apps\":[{\"name\":\"ingest\",\"state\":\"RUNNING\",\"running\":true,"
                        + "\"lagRecords\":12}]}");
        apps.add(new AppState("kpi", "REBALANCING", false, null));
        assertThat(get("/api/v1/health", 503).get("status").asText()).isEqualTo("not-ready");
    }

    @Test
    void storesThatAreNotReadyAre503WithATimeToAskAgain() throws Exception {
        kpis.notReady = "the store kpi-1m cannot be read now: its application is starting";
        HttpResponse<String> response = send("/api/v1/kpis?api=a", null);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("2");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("its application is starting").doesNotContain("\tat ");
    }

    @Test
    void whatCannotBeAnsweredIsAProblemDetail() throws Exception {
        kpis.call("api=a", START, 200, 1L);
        JsonNode problem = get("/api/v1/kpis?api=a&step=3m", 400);
        assertThat(problem.get("title").asText()).isEqualTo("A parameter cannot be used");
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.get("detail").asText()).startsWith("step: 3m (expected: one of 10s");
        assertThat(get("/api/v1/kpis?api=a&api=b", 400).get("detail").asText())
                .isEqualTo("api: given 2 times (expected: once)");
        assertThat(get("/api/v1/kpis?api=a&format=xml", 400).get("detail").asText())
                .isEqualTo("format: xml (expected: json or csv)");
        assertThat(get("/api/v1/kpis?api=zzz", 404).get("advice").asText()).contains("api=a");
        assertThat(get("/nothing/here", 404).get("detail").asText()).isEqualTo("GET /nothing/here");
    }

    @Test
    void aFaultOfOursShowsNoInsides() throws Exception {
        alerts.add(null);
        HttpResponse<String> response = send("/api/v1/alerts?state=firing", null);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("it is in the log").doesNotContain("NullPointer");
    }

    @Test
    void theRootListsTheResources() throws Exception {
        assertThat(get("/", 200).get("resources").has("/api/v1/alerts")).isTrue();
    }

    @Test
    void aNameThatAWebPageMadePointHereIsRefused() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aPortInUseIsNamedWithTheOptionToChange() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            QueryConfig config = new QueryConfig("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> QueryServer.start(config, List.of()))
                    .isInstanceOfSatisfying(InvalidInput.class, e -> {
                        assertThat(e).hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
                        assertThat(e.advice()).contains("query.port");
                    });
        }
    }

    @Test
    void refusesToListenBeyondThisMachine() {
        QueryConfig config = new QueryConfig("0.0.0.0", 0);
        assertThatThrownBy(() -> QueryServer.start(config, List.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("without TLS or without tokens");
    }

    static Alert alert(String fingerprint, String severity, AlertState state, String api) {
        return Alert.newBuilder()
                .setFingerprint(fingerprint)
                .setRule("rate-5xx")
                .setRuleVersion("1")
                .setSeries("api=" + api)
                .setLabels(Map.of("api", api))
                .setState(state)
                .setSeverity(severity)
                .setSummary("5xx of " + api)
                .setReason("it held")
                .setAt(Instant.ofEpochMilli(START))
                .setStartedAt(Instant.ofEpochMilli(START))
                .setEvidence(Map.of("rate_5xx", 0.25))
                .setCondition("rate_5xx > 0.01")
                .setWindowSeconds(300)
                .build();
    }

    private JsonNode get(String path, int status) throws Exception {
        HttpResponse<String> response = send(path, null);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private String body(String path, String accept) throws Exception {
        return send(path, accept).body();
    }

    private HttpResponse<String> send(String path, String accept) throws Exception {
        return accept == null ? server.get(path) : server.get(path, "Accept", accept);
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
