package dev.hypercare.receiver;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/** A worker of Kafka Connect in this JVM, with exactly-once on, spoken to by its REST API. */
public final class ConnectWorker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Connect<?> connect;

    ConnectWorker(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    /** @param more settings of the worker, such as {@code plugin.path} */
    public ConnectWorker(String bootstrapServers, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("listeners", "http://127.0.0.1:0");
        settings.put("group.id", "connect");
        settings.put("exactly.once.source.support", "enabled");
        settings.put("plugin.discovery", "service_load");
        settings.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        settings.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        for (String topic : new String[] {"offset", "config", "status"}) {
            settings.put(topic + ".storage.topic", "connect-" + topic);
            settings.put(topic + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        settings.putAll(more);
        connect = new ConnectDistributed().startConnect(settings);
    }

    /** Makes the connector and waits until its task runs. */
    void run(Map<String, String> connector) {
        run("receiver", connector);
    }

    /** The same under another name. */
    public void run(String name, Map<String, String> connector) {
        String body = JSON.valueToTree(connector).toString();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() ->
                        send("PUT", "/connectors/" + name + "/config", body).statusCode() < 300);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> state(name).equals("RUNNING"));
    }

    /** Ends the task and starts it again. */
    public void restartTask(String name) throws Exception {
        send("POST", "/connectors/" + name + "/tasks/0/restart", "");
    }

    /** The answer on the state of a connector, for messages. */
    public String status(String name) throws Exception {
        return send("GET", "/connectors/" + name + "/status", "").body();
    }

    private String state(String name) throws Exception {
        return JSON.readTree(status(name)).path("tasks").path(0).path("state").asText();
    }

    void awaitRunning() {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> state().equals("RUNNING"));
    }

    void restartTask() throws Exception {
        send("POST", "/connectors/receiver/tasks/0/restart", "");
    }

    /** The state of the task, such as {@code RUNNING}. */
    String state() throws Exception {
        JsonNode status =
                JSON.readTree(send("GET", "/connectors/receiver/status", "").body());
        return status.path("tasks").path(0).path("state").asText();
    }

    HttpResponse<String> validate(Map<String, String> connector) throws Exception {
        return send(
                "PUT",
                "/connector-plugins/HttpReceiverConnector/config/validate",
                JSON.valueToTree(connector).toString());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        URI uri = connect.rest().serverUrl().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
        return client.send(request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        connect.stop();
        connect.awaitStop();
    }
}
