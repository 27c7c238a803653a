package dev.hypercare.shippers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Topics;
import dev.hypercare.deliver.RunningFlow;
import dev.hypercare.schemas.events.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A real HAProxy, whose log a real rsyslog writes to a raw topic by {@code deploy/shippers}, becomes calls. */
class HaproxyOverRsyslogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int ORDINARY = 100;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final int port = freePort();

    @Test
    void everyRequestIsOneCallAlsoThoseThatFailAndThoseWhileTheBrokerWasAway() throws Exception {
        String haproxy = RealProgram.path("haproxy", "haproxy");
        String rsyslogd = RealProgram.path("rsyslog rsyslog-kafka", "rsyslogd");
        RealProgram.assumeRsyslogModule("omkafka", "rsyslog-kafka");
        Path config = Files.writeString(
                directory.resolve("hypercare.yaml"), "apps: [ingest]\nnormalise: {formats: [haproxy]}\n");
        HttpServer backend = backend();
        try (RunningFlow flow = new RunningFlow(directory, PipelineConfig.load(config));
                RealProgram rsyslog = rsyslog(rsyslogd, flow.bootstrap());
                RealProgram gateway = haproxy(haproxy, backend.getAddress().getPort())) {
            ordinary(0, ORDINARY);
            assertThat(send("/v1/gone/1")).as(gateway.output()).isEqualTo(503);
            assertThat(send("/v1/hangs")).isEqualTo(504);
            assertThat(sendRaw("GET /v1/\"quoted\\\u00e9\u00ff HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .isEqualTo(400);
            assertThat(sendRaw("rubbish\r\n\r\n")).isEqualTo(400);
            assertThat(sendRaw("GET /v1/orders/%22%5c%ff HTTP/1.1\r\nHost: \"\\\u00e9\r\nConnection: close\r\n\r\n"))
                    .isEqualTo(200);
            assertThat(send("/v1/orders/1?q=" + "x".repeat(6_000))).isEqualTo(200);
            awaitCalls(flow, ORDINARY + 6);

            flow.stopBroker();
            ordinary(ORDINARY, 2 * ORDINARY);
            flow.startBroker();
            awaitCalls(flow, 2 * ORDINARY + 6);

            // Only while nothing is under way: HAProxy does not wait for who reads its socket.
            rsyslog.stop();
            Files.deleteIfExists(socket());
            rsyslog.start();
            awaitSocket();
            ordinary(2 * ORDINARY, 3 * ORDINARY);
            awaitCalls(flow, 3 * ORDINARY + 6);

            // A line in which rsyslog noticed that Kafka was away can come twice; it has the same id then.
            List<Call> all = flow.read(Topics.CALLS);
            List<Call> calls = distinct(all);
            assertThat(flow.read(Topics.DEAD_LETTERS)).isEmpty();
            assertThat(calls).hasSize(3 * ORDINARY + 6);
            assertThat(all).hasSizeLessThanOrEqualTo(calls.size() + 5);
            assertThat(calls)
                    .filteredOn(call -> call.getRoute().equals("/v1/orders/{id}"))
                    .hasSize(3 * ORDINARY + 2)
                    .allSatisfy(HaproxyOverRsyslogTest::checkOrdinary);
            check(one(calls, "SC"), 503, "gone", "/v1/gone/{id}");
            check(one(calls, "sH"), 504, "orders", "/v1/hangs");
            assertThat(one(calls, "sH").getDurationMicros()).isGreaterThanOrEqualTo(2_900_000);
            assertThat(calls)
                    .filteredOn(call -> "PR".equals(call.getErrorCode()))
                    .hasSize(2)
                    .allSatisfy(call -> check(call, 400, "unknown", "/{unknown}"));
        }
        backend.stop(0);
    }

    /** Each once, by the id that HAProxy gave; a request that it could not read has none. */
    private static List<Call> distinct(List<Call> calls) {
        Map<String, Call> byId = new LinkedHashMap<>();
        calls.forEach(
                call -> byId.put(call.getRequestId() == null ? "none " + byId.size() : call.getRequestId(), call));
        return List.copyOf(byId.values());
    }

    private static void checkOrdinary(Call call) {
        assertThat(call.getStatus()).isEqualTo(200);
        assertThat(call.getApi()).isEqualTo("orders");
        assertThat(call.getMethod()).isEqualTo("GET");
        assertThat(call.getErrorCode()).isNull();
        assertThat(call.getRequestId()).hasSize(36);
        assertThat(call.getClient()).isEqualTo("127.0.0.0/24");
        assertThat(call.getUpstreamDurationMicros()).isBetween(0L, call.getDurationMicros());
        assertThat(call.getRequestBytes()).isPositive();
        assertThat(call.getResponseBytes()).isPositive();
    }

    private static void check(Call call, int status, String api, String route) {
        assertThat(call.getStatus()).isEqualTo(status);
        assertThat(call.getApi()).isEqualTo(api);
        assertThat(call.getRoute()).isEqualTo(route);
        assertThat(call.getUpstreamDurationMicros()).as("a timer of -1").isNull();
    }

    private static Call one(List<Call> calls, String termination) {
        List<Call> those = calls.stream()
                .filter(call -> termination.equals(call.getErrorCode()))
                .toList();
        assertThat(those).as(termination).hasSize(1);
        return those.get(0);
    }

    private static void awaitCalls(RunningFlow flow, int calls) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(distinct(flow.read(Topics.CALLS)).size()).isGreaterThanOrEqualTo(calls));
    }

    private void ordinary(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            assertThat(send("/v1/orders/" + (8000 + i))).isEqualTo(200);
        }
    }

    private int send(String path) throws IOException {
        return sendRaw("GET " + path + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n");
    }

    /** Sends these characters as bytes; the answer is the status. */
    private int sendRaw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private static HttpServer backend() throws IOException {
        HttpServer backend = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        backend.setExecutor(Executors.newFixedThreadPool(4));
        backend.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/v1/hangs")) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(20));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        backend.start();
        return backend;
    }

    /** The shipped file with what a user has in these sections beside it. */
    private RealProgram haproxy(String program, int backend) throws IOException {
        Path config = RealProgram.configured(
                directory,
                "shippers/haproxy-calls.cfg",
                Map.of(
                        "/var/lib/haproxy/dev/log",
                        socket().toString(),
                        "  mode http\n",
                        "  mode http\n  timeout client 10s\n  timeout connect 10s\n  timeout server 3s\n  retries 0\n",
                        "frontend calls\n",
                        "frontend calls\n  bind 127.0.0.1:" + port + "\n"));
        Files.writeString(config, Files.readString(config) + """
                  use_backend gone if { path_beg /v1/gone }
                  default_backend orders
                backend orders
                  server srv1 127.0.0.1:%d
                backend gone
                  server srv1 127.0.0.1:%d
                """.formatted(backend, RealProgram.freePort()));
        awaitSocket();
        RealProgram started =
                RealProgram.start(directory.resolve("haproxy.log"), program, "-db", "-f", config.toString());
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            // What connects and asks nothing, as load balancers do, is no call.
            new Socket("127.0.0.1", port).close();
            return true;
        });
        return started;
    }

    private RealProgram rsyslog(String program, String bootstrap) throws IOException {
        Path spool = Files.createDirectories(directory.resolve("spool"));
        Path config = RealProgram.configured(
                directory,
                "shippers/rsyslog-haproxy-kafka.conf",
                Map.of(
                        "/var/lib/haproxy/dev/log", socket().toString(),
                        "/var/spool/rsyslog", spool.toString(),
                        "127.0.0.1:9092", bootstrap));
        return RealProgram.start(
                directory.resolve("rsyslog.log"),
                program,
                "-n",
                "-f",
                config.toString(),
                "-i",
                directory.resolve("rsyslog.pid").toString());
    }

    /** Where HAProxy logs to: what it sends while nobody listens is lost. */
    private Path socket() {
        return directory.resolve("log");
    }

    private void awaitSocket() {
        await().atMost(PATIENCE).until(() -> Files.exists(socket()));
    }

    private static int freePort() {
        try {
            return RealProgram.freePort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
