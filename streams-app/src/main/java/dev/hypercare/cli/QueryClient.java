package dev.hypercare.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.access.TrustedAuthorities;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks the query API. Every method throws {@link InvalidInput} where it does not answer, or answers that it cannot. */
final class QueryClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("[?&]cursor=([\\w-]+)[^>]*>; *rel=\"next\"");
    private static final String ADVICE = "Start one with ./hypercare up, or name another with --url.";

    private final String url;
    private final @Nullable String token;
    private final @Nullable Path cacert;

    /**
     * Error: {@link InvalidInput} for an address that is none, and for one to which a token would be sent for everybody to read.
     *
     * @param token who we are; null for nobody
     * @param cacert PEM: authorities that the server is trusted by; null for those of Java
     */
    QueryClient(String url, @Nullable String token, @Nullable Path cacert) {
        if (!isHttp(url)) {
            throw new InvalidInput("--url: " + url + " (expected: such as http://127.0.0.1:18080)", "Correct the URL.");
        }
        if (token != null && !isPrivate(url)) {
            throw new InvalidInput(
                    "--url: " + url
                            + " is plain HTTP to another machine: the token would be sent for everybody to read",
                    "Use https, or leave the token out (unset HYPERCARE_TOKEN).");
        }
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
        this.cacert = cacert;
    }

    /**
     * One page of a list.
     *
     * @param body as it came
     * @param next cursor of the page after it; null for the last one
     */
    record Paged(String body, @Nullable String next) {}

    /** A page of a list, and where the next one begins. */
    Paged page(String path, Map<String, String> parameters) {
        HttpResponse<String> response = ok(HttpRequest.newBuilder(at(path, parameters)));
        Matcher next = NEXT.matcher(response.headers().firstValue("Link").orElse(""));
        return new Paged(response.body(), next.find() ? next.group(1) : null);
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

    /** Whether the applications work: also the answer that they do not, which has the status 503. */
    JsonNode health() {
        HttpResponse<String> response = send(HttpRequest.newBuilder(at("/api/v1/health")));
        JsonNode health =
                response.statusCode() / 100 == 2 || response.statusCode() == 503 ? read(response.body()) : null;
        if (health == null || !health.has("apps")) {
            throw problem(response);
        }
        return health;
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
        return ok(request).body();
    }

    private HttpResponse<String> ok(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request);
        if (response.statusCode() / 100 == 2) {
            return response;
        }
        throw problem(response);
    }

    /** The body as JSON. */
    JsonNode json(String path, Map<String, String> parameters) {
        return read(text(path, parameters));
    }

    /** JSON that came as text. */
    JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new InvalidInput("what answers at " + url + " is not Hypercare", ADVICE);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        HttpClient.Builder settings = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        if (cacert != null) {
            settings.sslContext(TrustedAuthorities.context("--cacert", cacert, null));
        }
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        HttpClient client = settings.build();
        HttpRequest request = builder.timeout(Duration.ofSeconds(60)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (SSLException e) {
            throw new InvalidInput(
                    "no secure connection to " + url + ": " + e.getMessage(),
                    "Name the authority of its certificate with --cacert, and a host that stands in the certificate.");
        } catch (IOException e) {
            throw new InvalidInput("no Hypercare is running at " + url, ADVICE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInput("interrupted while asking " + url, "Ask again.");
        }
    }

    /** Whether nobody else reads what is sent there. */
    private static boolean isPrivate(String url) {
        URI uri = URI.create(url);
        String host = uri.getHost();
        return "https".equals(uri.getScheme())
                || host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.\\d{1,3}){3}");
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
        if (response.statusCode() == 401) {
            return token == null
                    ? new InvalidInput(
                            "not signed in: " + url + " wants a token",
                            "Name a file that holds it with --token-file, or set HYPERCARE_TOKEN.")
                    : new InvalidInput(
                            "not signed in: " + url + " does not know the token",
                            "It may be revoked or expired: ask for another one (hypercare token create).");
        }
        try {
            JsonNode problem = JSON.readTree(response.body());
            if (problem != null && problem.has("detail")) {
                return new InvalidInput(
                        (response.statusCode() == 403 ? "not allowed: " : "")
                                + problem.get("detail").asText(),
                        problem.path("advice").asText("Correct the question."));
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
