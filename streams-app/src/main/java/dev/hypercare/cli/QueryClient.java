package dev.hypercare.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the query API. Every method throws {@link InvalidInput} where it does not answer, or answers that it cannot. */
final class QueryClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADVICE = "Start one with ./hypercare up, or name another with --url.";

    private final String url;

    /** Error: {@link InvalidInput} for an address that is none. */
    QueryClient(String url) {
        if (!isHttp(url)) {
            throw new InvalidInput("--url: " + url + " (expected: such as http://127.0.0.1:18080)", "Correct the URL.");
        }
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The body as it came, such as CSV. */
    String text(String path, Map<String, String> parameters) {
        return answer(HttpRequest.newBuilder(at(path, parameters)));
    }

    /** The answer to a JSON body that is sent. */
    JsonNode post(String path, JsonNode body) {
        return read(answer(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
    }

    /** Deletes a resource. */
    void delete(String path) {
        answer(HttpRequest.newBuilder(at(path)).DELETE());
    }

    /** The answer to the deletion of a resource. */
    JsonNode delete(String path, Map<String, String> parameters) {
        return read(answer(HttpRequest.newBuilder(at(path, parameters)).DELETE()));
    }

    private URI at(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return at(path + (query.isEmpty() ? "" : "?" + query));
    }

    private URI at(String path) {
        return URI.create(url + path);
    }

    private String answer(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request);
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw problem(response);
    }

    /** The body as JSON. */
    JsonNode json(String path, Map<String, String> parameters) {
        return read(text(path, parameters));
    }

    private JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new InvalidInput("what answers at " + url + " is not Hypercare", ADVICE);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        HttpRequest request = builder.timeout(Duration.ofSeconds(60)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new InvalidInput("no Hypercare is running at " + url, ADVICE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInput("interrupted while asking " + url, "Ask again.");
        }
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private InvalidInput problem(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            if (problem != null && problem.has("detail")) {
                return new InvalidInput(
                        problem.get("detail").asText(), problem.path("advice").asText("Correct the question."));
            }
        } catch (JsonProcessingException e) {
            // Not ours; told below.
        }
        return new InvalidInput(
                "what answers at " + url + " is not Hypercare: HTTP status " + response.statusCode(), ADVICE);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
