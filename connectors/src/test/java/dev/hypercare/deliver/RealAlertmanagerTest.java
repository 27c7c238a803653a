package dev.hypercare.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.deliver.RecordingServer.Posted;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.receiver.ConnectWorker;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.serde.AvroSerializer;
import dev.hypercare.shippers.RealProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our alerts, through a worker of Connect, into a real Alertmanager, which tells a webhook: each once, its end too. */
class RealAlertmanagerTest {
    private static final String TOPIC = "hypercare.alerts.v1";
    private static final int ALERTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    @Test
    void everyAlertIsToldOnceAndSoIsItsEndAlsoWhenTheTaskIsRestarted() throws Exception {
        String program = RealProgram.path("prometheus-alertmanager", "prometheus-alertmanager", "alertmanager");
        int port = RealProgram.freePort();
        try (RecordingServer webhook = new RecordingServer();
                TestRegistry registry = new TestRegistry();
                EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), "127.0.0.1", 0)) {
            try (RealProgram alertmanager = start(program, port, webhook.url());
                    ConnectWorker worker = new ConnectWorker(broker.bootstrapServers(), Map.of());
                    KafkaProducer<String, Alert> producer = producer(broker, registry)) {
                createTopic(broker);
                worker.run("alertmanager", connector(port, registry));
                Instant since = Instant.now().minusSeconds(2);
                // A life that is over, and one that nobody is to be told of.
                sendAt(producer, GivenAlert.firing("old", since.minusSeconds(900)), since.minusSeconds(890));
                sendAt(
                        producer,
                        GivenAlert.resolved("old", since.minusSeconds(900), since.minusSeconds(850)),
                        since.minusSeconds(840));
                send(producer, GivenAlert.firing("historic", since).historic());
                for (int i = 0; i < ALERTS; i++) {
                    send(producer, GivenAlert.firing("api-" + i, since));
                }
                awaitTold(webhook, "firing", ALERTS);

                worker.restartTask("alertmanager");
                for (int i = 0; i < ALERTS / 2; i++) {
                    send(producer, GivenAlert.resolved("api-" + i, since, Instant.now()));
                }
                awaitTold(webhook, "resolved", ALERTS / 2);
                // What still fires is posted again and again meanwhile: nothing else was told.
                await().during(Duration.ofSeconds(5))
                        .atMost(PATIENCE)
                        .until(() -> told(webhook, "firing").size() == ALERTS);

                assertThat(told(webhook, "firing")).doesNotHaveDuplicates().hasSize(ALERTS);
                assertThat(told(webhook, "resolved"))
                        .containsExactlyInAnyOrderElementsOf(Stream.iterate(0, i -> i + 1)
                                .limit(ALERTS / 2)
                                .map(i -> "api-" + i)
                                .toList());
                JsonNode one = webhook.posted().get(0).body().path("alerts").get(0);
                assertThat(one.path("annotations").path("evidence").asText()).isEqualTo("calls=120, error_ratio=0.31");
                assertThat(one.path("generatorURL").asText())
                        .startsWith("http://127.0.0.1:18080/console/?alert=f-api-");
                assertThat(alertmanager.isAlive()).isTrue();
            }
        }
    }

    private static void awaitTold(RecordingServer webhook, String status, int count) {
        await().atMost(PATIENCE).until(() -> told(webhook, status).size() >= count);
    }

    /** The APIs that the webhook was told of, in order. */
    private static List<String> told(RecordingServer webhook, String status) {
        List<String> apis = new ArrayList<>();
        for (Posted posted : webhook.posted()) {
            for (JsonNode alert : posted.body().path("alerts")) {
                if (alert.path("status").asText().equals(status)) {
                    apis.add(alert.path("labels").path("api").asText());
                }
            }
        }
        return apis;
    }

    private static Map<String, String> connector(int port, TestRegistry registry) throws IOException {
        Map<String, String> connector = new HashMap<>(ShippedConnector.read("alertmanager.json"));
        connector.put("alertmanager.urls", "http://127.0.0.1:" + port);
        connector.put("value.converter.schema.registry.url", registry.url());
        connector.put("refresh.ms", "1000");
        connector.put("expire.ms", "60000");
        return connector;
    }

    private static KafkaProducer<String, Alert> producer(EmbeddedBroker broker, TestRegistry registry) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new AvroSerializer<>(registry.schemas(), true));
    }

    private static void send(KafkaProducer<String, Alert> producer, GivenAlert alert) throws Exception {
        sendAt(producer, alert, Instant.now());
    }

    private static void sendAt(KafkaProducer<String, Alert> producer, GivenAlert alert, Instant at) throws Exception {
        Alert record = alert.record();
        producer.send(new ProducerRecord<>(TOPIC, null, at.toEpochMilli(), record.getFingerprint(), record))
                .get();
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
        }
    }

    private RealProgram start(String program, int port, String webhook) throws Exception {
        Path config = directory.resolve("alertmanager.yml");
        Files.writeString(config, """
                route:
                  receiver: test
                  group_by: ['...']
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 4h
                receivers:
                  - name: test
                    webhook_configs:
                      - url: %s/
                        send_resolved: true
                """.formatted(webhook));
        RealProgram started = RealProgram.start(
                directory.resolve("alertmanager.log"),
                program,
                "--config.file=" + config,
                "--storage.path=" + directory.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=");
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready"))
                .build();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> client.send(ready, BodyHandlers.discarding()).statusCode() == 200);
        return started;
    }
}
