package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** Puts questions to instances, over HTTP as anybody does. */
final class InstanceCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * What has come of a question.
     *
     * @param body JSON in one line: the answer, or what the instance says instead; of one that says nothing, {@code detail} tells why
     */
    record Answer(AskedQuery query, String body) {}

    /** Puts it. An instance that is dead or says no has not answered. */
    Answer put(AskedQuery query, InstanceNode instance) {
        if (instance.url().isEmpty()) {
            return refused(query, 0, "not started");
        }
        String path = query.kind().path(query.series(), query.from(), query.to());
        long started = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(instance.url() + path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            long took = System.nanoTime() - started;
            if (response.statusCode() != OK) {
                return new Answer(query.refused(response.statusCode(), took), line(response.body()));
            }
            JsonNode json = JSON.readTree(response.body());
            JsonNode freshness = json.path("freshness");
            JsonNode seconds = freshness.path("behindSeconds");
            return new Answer(
                    query.answered(
                            took,
                            freshness.path("state").asText(),
                            freshness.path("stale").asBoolean(),
                            seconds.isNumber() ? Math.round(seconds.asDouble() * 1000) : -1,
                            json.path("asOf").isTextual()
                                    ? Instant.parse(json.path("asOf").asText()).toEpochMilli()
                                    : 0),
                    line(response.body()));
        } catch (IOException e) {
            return refused(query, System.nanoTime() - started, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refused(query, System.nanoTime() - started, "interrupted");
        }
    }

    private static Answer refused(AskedQuery query, long nanos, String why) {
        return new Answer(
                query.refused(0, nanos),
                JSON.createObjectNode().put("detail", why).toString());
    }

    private static String line(String body) {
        return body.replace('\n', ' ');
    }
}
