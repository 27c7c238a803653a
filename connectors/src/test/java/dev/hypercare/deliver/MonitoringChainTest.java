package dev.hypercare.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.receiver.ConnectWorker;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Signal;
import dev.hypercare.shippers.RealProgram;
import dev.hypercare.testdata.Replayer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prometheus, Alertmanager by {@code deploy/alertmanager}, our receiver and sink in a worker, and all applications: what Prometheus raises
 * becomes signals, and what we raise of failing calls is told to a webhook, each beginning and each end once.
 */
class MonitoringChainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String TOKEN = "a-token-of-alertmanager";
    private static final int QUEUES = 5;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final AtomicBoolean queuesAreLong = new AtomicBoolean();
    private final AtomicBoolean callsFail = new AtomicBoolean();

    @Test
    void whatPrometheusRaisesComesInAndWhatWeRaiseGoesOutEachOnce() throws Exception {
        String prometheus = RealProgram.path("prometheus", "prometheus");
        String alertmanager = RealProgram.path("prometheus-alertmanager", "prometheus-alertmanager", "alertmanager");
        int receiverPort = RealProgram.freePort();
        int alertmanagerPort = RealProgram.freePort();
        Path config =
                Files.writeString(directory.resolve("hypercare.yaml"), "normalise: {formats: [nginx, alertmanager]}\n");
        ScheduledExecutorService gateway = Executors.newSingleThreadScheduledExecutor();
        HttpServer exporter = exporter();
        try (RecordingServer onCall = new RecordingServer();
                RunningFlow flow = new RunningFlow(directory, PipelineConfig.load(config));
                ConnectWorker worker = new ConnectWorker(flow.bootstrap(), Map.of());
                Producer<byte[], byte[]> raw = Replayer.producer(flow.bootstrap(), Map.of());
                RealProgram told = alertmanager(alertmanager, alertmanagerPort, receiverPort, onCall);
                RealProgram watching = prometheus(
                        prometheus, alertmanagerPort, exporter.getAddress().getPort())) {
            worker.run("receiver", receiver(receiverPort));
            worker.run("alertmanager", sink(alertmanagerPort, flow));
            var unused = gateway.scheduleAtFixedRate(() -> call(raw), 0, 100, TimeUnit.MILLISECONDS);

            callsFail.set(true);
            queuesAreLong.set(true);
            awaitSignals(flow, "FIRING", told, watching);
            await().atMost(PATIENCE).until(() -> ours(onCall, "firing").contains("api-failure-burst P1"));
            worker.restartTask("receiver");
            worker.restartTask("alertmanager");
            queuesAreLong.set(false);
            callsFail.set(false);
            awaitSignals(flow, "RESOLVED", told, watching);
            await().atMost(PATIENCE)
                    .until(() -> !ours(onCall, "firing").isEmpty()
                            && Set.copyOf(ours(onCall, "resolved")).containsAll(ours(onCall, "firing")));

            List<Signal> signals = flow.read(Topics.SIGNALS);
            assertThat(signals.stream().map(signal -> signal.getId() + " " + signal.getStatus()))
                    .doesNotHaveDuplicates()
                    .hasSize(2 * QUEUES);
            assertThat(signals).allSatisfy(MonitoringChainTest::check);
            assertThat(flow.read(Topics.DEAD_LETTERS)).isEmpty();
            assertThat(ours(onCall, "firing"))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(raised(flow));
            assertThat(ours(onCall, "resolved"))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(ours(onCall, "firing"));
            assertThat(theirs(onCall, "firing")).doesNotHaveDuplicates().hasSize(QUEUES);
            assertThat(theirs(onCall, "resolved")).doesNotHaveDuplicates().hasSize(QUEUES);
        } finally {
            gateway.shutdownNow();
            exporter.stop(0);
        }
    }

    private static void check(Signal signal) {
        assertThat(signal.getSource()).isEqualTo("alertmanager");
        assertThat(signal.getRule()).isEqualTo("QueueLong");
        assertThat(signal.getApi()).isEqualTo("orders");
        assertThat(signal.getSeverity()).isEqualTo("P1");
        assertThat(signal.getSourceSeverity()).isEqualTo("critical");
        assertThat(signal.getTitle()).matches("queue q[0-9] holds 500");
        assertThat(signal.getLabels()).containsEntry("alertname", "QueueLong").doesNotContainKey("source");
        if (signal.getEndedAt() != null) {
            assertThat(signal.getEndedAt()).isAfter(signal.getStartedAt());
        }
    }

    private static void awaitSignals(RunningFlow flow, String status, RealProgram... programs) throws IOException {
        String said = programs[0].output() + programs[1].output();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(flow.read(Topics.SIGNALS).stream()
                                .filter(signal -> signal.getStatus().name().equals(status))
                                .map(Signal::getId)
                                .distinct())
                        .as(said)
                        .hasSize(QUEUES));
    }

    /** Rule, severity and series of the alerts of which somebody is to be told. */
    private static Set<String> raised(RunningFlow flow) {
        return flow.read(Topics.ALERTS).stream()
                .filter(alert -> alert.getState() == AlertState.FIRING)
                .filter(alert -> !alert.getHistoric() && alert.getSuppression() == null)
                .filter(alert -> !alert.getRule().equals(WatchdogAlert.RULE))
                .map((Alert alert) -> alert.getRule() + " " + alert.getSeverity())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Rule and severity of our alerts that were told, in order. */
    private static List<String> ours(RecordingServer onCall, String status) {
        return alerts(onCall, status).stream()
                .filter(alert -> alert.path("labels").path("source").asText().equals("hypercare"))
                .map(alert -> alert.path("labels"))
                .map(labels -> labels.path("alertname").asText() + " "
                        + labels.path("severity").asText())
                .filter(told -> !told.startsWith(WatchdogAlert.RULE))
                .toList();
    }

    private static List<String> theirs(RecordingServer onCall, String status) {
        return alerts(onCall, status).stream()
                .filter(alert -> alert.path("labels").path("alertname").asText().equals("QueueLong"))
                .map(alert -> alert.path("labels").path("queue").asText())
                .toList();
    }

    private static List<JsonNode> alerts(RecordingServer onCall, String status) {
        return onCall.posted().stream()
                .flatMap(posted ->
                        StreamSupport.stream(posted.body().path("alerts").spliterator(), false))
                .filter(alert -> alert.path("status").asText().equals(status))
                .toList();
    }

    /** A call of an API whose calls all fail, or none, as NGINX logs it. */
    private void call(Producer<byte[], byte[]> raw) {
        String line =
                "{\"msec\":\"%.3f\",\"status\":\"%d\",\"request_time\":\"0.020\",\"request_method\":\"POST\",\"request_uri\":\"/v1/payments\"}"
                        .formatted(System.currentTimeMillis() / 1000.0, callsFail.get() ? 500 : 200);
        var unused = raw.send(new ProducerRecord<>("hypercare.raw-nginx.v1", line.getBytes(StandardCharsets.UTF_8)));
    }

    /** What Prometheus scrapes: queues that are long, or not. */
    private HttpServer exporter() throws IOException {
        HttpServer exporter = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        exporter.createContext("/metrics", exchange -> {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < QUEUES; i++) {
                text.append("queue_length{queue=\"q" + i + "\"} " + (queuesAreLong.get() ? 500 : 3) + "\n");
            }
            byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        exporter.start();
        return exporter;
    }

    private RealProgram prometheus(String program, int alertmanager, int exporter) throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.yml"), """
                groups:
                  - name: queues
                    rules:
                      - alert: QueueLong
                        expr: queue_length > 100
                        labels: {severity: critical, api: orders}
                        annotations: {summary: 'queue {{ $labels.queue }} holds {{ $value }}'}
                """);
        Path config =
                Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                alerting:
                  alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]
                scrape_configs:
                  - job_name: queues
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(rules, alertmanager, exporter));
        return RealProgram.start(
                directory.resolve("prometheus.log"),
                program,
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + RealProgram.freePort());
    }

    /** The shipped file with addresses of the test, and no grouping for the webhook, so that it can count. */
    private RealProgram alertmanager(String program, int port, int receiver, RecordingServer onCall)
            throws IOException {
        Path token = Files.writeString(directory.resolve("alertmanager.token"), TOKEN);
        Path config = RealProgram.configured(
                directory,
                "alertmanager/alertmanager.yml",
                Map.of(
                        "http://127.0.0.1:8088",
                        "http://127.0.0.1:" + receiver,
                        "http://127.0.0.1:9095",
                        onCall.url(),
                        "/etc/hypercare/alertmanager.token",
                        token.toString(),
                        "group_by: [alertname, api]",
                        "group_by: ['...']",
                        "group_wait: 10s",
                        "group_wait: 0s",
                        "group_interval: 1m",
                        "group_interval: 1s"));
        return RealProgram.start(
                directory.resolve("alertmanager.log"),
                program,
                "--config.file=" + config,
                "--storage.path=" + directory.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=");
    }

    private static Map<String, String> receiver(int port) throws Exception {
        Map<String, String> properties = new TreeMap<>(ShippedConnector.read("http-receiver.json"));
        properties.keySet().removeIf(key -> key.startsWith("paths.") && !key.startsWith("paths.alertmanager."));
        properties.put("paths", "alertmanager");
        properties.put("listener.port", String.valueOf(port));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8));
        properties.put("paths.alertmanager.token.sha256s", HexFormat.of().formatHex(hash));
        return properties;
    }

    private static Map<String, String> sink(int port, RunningFlow flow) throws IOException {
        Map<String, String> properties = new TreeMap<>(ShippedConnector.read("alertmanager.json"));
        properties.put("alertmanager.urls", "http://127.0.0.1:" + port);
        properties.put("value.converter.schema.registry.url", flow.registryUrl());
        return properties;
    }
}
