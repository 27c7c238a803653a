package dev.hypercare.embedded.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a worker by its REST API. Each question is asked once: what waits for an answer asks again. */
public final class ConnectClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONFLICT = 409;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;

    public ConnectClient(String url) {
        this.url = url;
    }

    /** How a connector is. */
    public enum State {
        STARTING,
        RUNNING,
        FAILED
    }

    /** Whether the worker has joined its group and takes connectors. */
    public boolean isReady() {
        try {
            return send("GET", "/health", null).status == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Error: {@link InvalidInput} with what its definition says of each key, or where there is no such class. */
    public void validate(ConnectorFile connector) throws IOException {
        ObjectNode config = JSON.valueToTree(connector.config());
        config.put("name", connector.name());
        String simple = connector.type().substring(connector.type().lastIndexOf('.') + 1);
        Answer answer = send("PUT", "/connector-plugins/" + encoded(simple) + "/config/validate", config.toString());
        if (answer.status != 200) {
            throw new InvalidInput(
                    connector.file() + ": " + answer.message(),
                    "Mend the configuration. GET " + url + "/connector-plugins lists the classes that were found;"
                            + " --plugins names folders with others.");
        }
        List<String> problems = new ArrayList<>();
        for (JsonNode key : answer.body.path("configs")) {
            JsonNode value = key.path("value");
            value.path("errors")
                    .forEach(error -> problems.add(value.path("name").asText() + ": " + error.asText()));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(
                    connector.file() + " cannot be used as a " + simple,
                    problems,
                    "docs/reference/connectors.md has every key of ours.");
        }
    }

    /** Makes the connector or changes it; false where the worker cannot do so just now. Error: {@link InvalidInput} where it refuses. */
    public boolean put(ConnectorFile connector) throws IOException {
        Answer answer = send(
                "PUT",
                "/connectors/" + encoded(connector.name()) + "/config",
                JSON.valueToTree(connector.config()).toString());
        if (answer.status >= 300 && answer.status != CONFLICT) {
            throw new InvalidInput(
                    connector.file() + ": the worker refuses it: " + answer.message(), "Mend the configuration.");
        }
        return answer.status < 300;
    }

    /** How the connector with its tasks is. */
    public State state(ConnectorFile connector) throws IOException {
        JsonNode status = status(connector);
        List<String> states =
                new ArrayList<>(List.of(status.at("/connector/state").asText()));
        status.path("tasks").forEach(task -> states.add(task.path("state").asText()));
        if (states.contains("FAILED")) {
            return State.FAILED;
        }
        boolean running = states.size() > 1 && states.stream().allMatch("RUNNING"::equals);
        return running ? State.RUNNING : State.STARTING;
    }

    /** Why it failed: the first line of each trace. */
    public List<String> failures(ConnectorFile connector) throws IOException {
        JsonNode status = status(connector);
        List<String> traces = new ArrayList<>();
        traces.add(status.at("/connector/trace").asText());
        status.path("tasks").forEach(task -> traces.add(task.path("trace").asText()));
        return traces.stream()
                .filter(trace -> !trace.isEmpty())
                .map(trace -> trace.lines().findFirst().orElse(""))
                .toList();
    }

    private JsonNode status(ConnectorFile connector) throws IOException {
        return send("GET", "/connectors/" + encoded(connector.name()) + "/status", null).body;
    }

    private record Answer(int status, JsonNode body) {
        String message() {
            return body.path("message").asText("HTTP " + status);
        }
    }

    private Answer send(String method, String path, @Nullable String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
