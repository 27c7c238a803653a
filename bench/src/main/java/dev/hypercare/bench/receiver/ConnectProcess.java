package dev.hypercare.bench.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.bench.child.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A worker of Kafka Connect in a JVM of its own, started, killed and started again. The receiver is on its class path, which is that of this
 * JVM, not in a folder of {@code plugin.path}.
 */
final class ConnectProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path directory;
    private final Path settings;
    private final int restPort;
    private int starts;
    private @Nullable ChildJvm child;

    ConnectProcess(Path directory, String bootstrap, boolean exactlyOnce) {
        this.directory = directory;
        this.settings = directory.resolve("worker.properties");
        this.restPort = freePort();
        Map<String, String> all = settings(bootstrap, exactlyOnce);
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    settings,
                    all.entrySet().stream()
                            .map(one -> one.getKey() + "=" + one.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + settings, e);
        }
    }

    /** A port that is free now on the loopback address. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on 127.0.0.1", e);
        }
    }

    /** Starts the process and returns at once. */
    void start() {
        child = ChildJvm.start(
                "connect worker",
                List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                ChildJvm.ownClassPath(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                List.of(settings.toString()),
                directory.resolve("worker-" + ++starts + ".log"));
    }

    /** {@code kill -9}. */
    void kill() {
        if (child != null) {
            child.kill();
        }
    }

    /** Makes the connector or changes it; waits until the worker has taken it. */
    void put(Map<String, String> connector, Duration patience) {
        String body = JSON.valueToTree(connector).toString();
        long end = System.nanoTime() + patience.toNanos();
        String last = "no answer";
        while (System.nanoTime() < end) {
            try {
                HttpResponse<String> answer = send("PUT", "/connectors/receiver/config", body);
                if (answer.statusCode() / 100 == 2) {
                    return;
                }
                last = answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                last = e.toString();
            }
            pause(200);
        }
        throw new IllegalStateException("the connect worker does not take the connector after " + patience.toSeconds()
                + " s: " + last + "; its logs are in " + directory);
    }

    /** Restarts what failed, as an operator or a script of one does; says whether there was something. */
    boolean restartFailed() {
        try {
            HttpResponse<String> answer = send("GET", "/connectors/receiver/status", null);
            if (answer.statusCode() != 200) {
                return false;
            }
            JsonNode status = JSON.readTree(answer.body());
            if (!status.at("/connector/state").asText().equals("FAILED")
                    && !status.at("/tasks/0/state").asText().equals("FAILED")) {
                return false;
            }
            return send("POST", "/connectors/receiver/restart?includeTasks=true&onlyFailed=true", "")
                            .statusCode()
                    < 300;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Map<String, String> settings(String bootstrap, boolean exactlyOnce) {
        Map<String, String> all = new TreeMap<>();
        all.put("bootstrap.servers", bootstrap);
        all.put("listeners", "http://127.0.0.1:" + restPort);
        all.put("group.id", "connect");
        all.put("exactly.once.source.support", exactlyOnce ? "enabled" : "disabled");
        all.put("plugin.discovery", "service_load");
        all.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        all.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        // A killed worker leaves its group when its session ends.
        all.put("session.timeout.ms", "3000");
        all.put("heartbeat.interval.ms", "1000");
        // What a killed worker had begun keeps committed records from readers, the next worker among them, until it is
        // given up.
        all.put("producer.transaction.timeout.ms", "6000");
        all.put("scheduled.rebalance.max.delay.ms", "0");
        for (String topic : List.of("offset", "config", "status")) {
            all.put(topic + ".storage.topic", "connect-" + topic);
            all.put(topic + ".storage.replication.factor", "1");
        }
        all.put("offset.storage.partitions", "1");
        all.put("status.storage.partitions", "1");
        return all;
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        if (child != null) {
            child.close();
        }
    }
}
