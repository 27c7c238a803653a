package dev.hypercare.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.receiver.config.GivenProperties;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver in a worker of Kafka Connect, against a broker; senders repeat what is not answered 2xx, as they do. */
class ReceiverInConnectTest {
    private static final int SENDERS = 6;
    private static final int REQUESTS = 300;
    private static final TopicPartition RAW = new TopicPartition("raw", 0);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void whatIsAnsweredIsInTheTopicOnceWhateverIsRestarted() throws Exception {
        int brokerPort = freePort();
        int port = freePort();
        Map<String, String> connector = GivenProperties.with(
                "listener.port", String.valueOf(port),
                "listener.deadline.ms", "2000",
                "paths.in.id.header", "X-Delivery",
                "paths.in.key.pointer", "/key",
                "paths.in.batch", "json-array");
        EmbeddedBroker broker = EmbeddedBroker.start(directory, "127.0.0.1", brokerPort);
        ConnectWorker worker = new ConnectWorker(broker.bootstrapServers());
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        AtomicInteger done = new AtomicInteger();
        try {
            createTopic(broker);
            assertThat(worker.validate(GivenProperties.with("paths.in.topic", "?", "listener.port", "x"))
                            .body())
                    .contains("paths.in.topic is", "\"error_count\":2");
            worker.run(connector);

            List<CompletableFuture<Void>> senders = IntStream.range(0, SENDERS)
                    .mapToObj(sender -> CompletableFuture.runAsync(() -> sendAll(sender, port, done), threads))
                    .toList();
            awaitDone(done, REQUESTS / 5);
            worker.restartTask();
            awaitDone(done, 2 * REQUESTS / 5);
            worker.close();
            worker = new ConnectWorker(broker.bootstrapServers());
            awaitDone(done, 3 * REQUESTS / 5);
            broker.close();
            broker = EmbeddedBroker.start(directory, "127.0.0.1", brokerPort);
            senders.forEach(CompletableFuture::join);

            List<String> values = values(broker);
            assertThat(values)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, REQUESTS)
                            .boxed()
                            .flatMap(n -> List.of(value(n, "a"), value(n, "a"), value(n, "b")).stream())
                            .toList());
        } finally {
            threads.shutdownNow();
            worker.close();
            broker.close();
        }
    }

    /** Three records a request, two of them equal. */
    private static String value(int n, String key) {
        return "{\"n\":" + n + ",\"key\":\"" + key + "\",\"password\":\"***\"}";
    }

    private void sendAll(int sender, int port, AtomicInteger done) {
        for (int n = sender; n < REQUESTS; n += SENDERS) {
            String body =
                    ("[" + value(n, "a") + "," + value(n, "a") + "," + value(n, "b") + "]").replace("***", "s3cr3t");
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/in"))
                    .header("X-Delivery", "delivery " + n)
                    .timeout(Duration.ofSeconds(5))
                    .POST(BodyPublishers.ofString(body))
                    .build();
            while (!isAccepted(request)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("nobody waits any more");
                }
                LockSupport.parkNanos(50_000_000);
            }
            done.incrementAndGet();
        }
    }

    private boolean isAccepted(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void awaitDone(AtomicInteger done, int count) {
        await().atMost(Duration.ofSeconds(90)).until(() -> done.get() >= count);
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(RAW.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static List<String> values(EmbeddedBroker broker) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(RAW));
            consumer.seekToBeginning(List.of(RAW));
            long end = consumer.endOffsets(List.of(RAW)).get(RAW);
            while (consumer.position(RAW) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    assertThat(record.key()).isIn("a", "b");
                    assertThat(new String(
                                    record.headers().lastHeader("receiver.path").value(), StandardCharsets.UTF_8))
                            .isEqualTo("in");
                    values.add(record.value());
                }
            }
        }
        return values;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
