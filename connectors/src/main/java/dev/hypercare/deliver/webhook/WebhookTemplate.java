package dev.hypercare.deliver.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.deliver.http.OutgoingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What is posted when an alert fires, is acknowledged and is resolved. A JSON document: {@code {"headers": {..}, "firing": {"path": "..",
 * "body": {..}}, "acknowledged": {..}, "resolved": {..}}}; only {@code firing} is needed, what is missing is not posted.
 */
final class WebhookTemplate {
    /** The templates that ship. */
    static final List<String> SHIPPED = List.of("json", "opsgenie", "pagerduty", "slack", "teams");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> SECTIONS = new TreeSet<>(Set.of("firing", "acknowledged", "resolved"));

    /** One kind of request. */
    private record Section(String path, JsonTemplate body) {}

    private final Map<String, String> headers = new TreeMap<>();
    private final Map<String, Section> sections = new LinkedHashMap<>();

    private WebhookTemplate() {}

    /** One of {@link #SHIPPED}. */
    static WebhookTemplate shipped(String name) {
        try (InputStream in = WebhookTemplate.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("no template " + name + " (expected: " + SHIPPED + ")");
            }
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Error: {@link IllegalArgumentException} with all that is wrong. */
    static WebhookTemplate parse(String name, String text) {
        List<String> problems = new ArrayList<>();
        WebhookTemplate template = new WebhookTemplate();
        try {
            template.read(JSON.readTree(text), problems);
        } catch (JsonProcessingException e) {
            problems.add("line " + e.getLocation().getLineNr() + ": not JSON: " + e.getOriginalMessage());
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("template " + name + ": " + String.join("; ", problems));
        }
        return template;
    }

    private void read(JsonNode root, List<String> problems) {
        root.fieldNames().forEachRemaining(key -> {
            if (!SECTIONS.contains(key) && !key.equals("headers")) {
                problems.add("unknown key " + key + " (expected: headers, " + String.join(", ", SECTIONS) + ")");
            }
        });
        root.path("headers").fields().forEachRemaining(entry -> {
            headers.put(entry.getKey(), entry.getValue().asText());
            note(problems, "headers", Placeholders.problems(entry.getValue().asText()));
        });
        for (String section : SECTIONS) {
            JsonNode given = root.path(section);
            if (given.isObject()) {
                Section read = new Section(given.path("path").asText(""), new JsonTemplate(given.path("body")));
                sections.put(section, read);
                note(problems, section, Placeholders.problems(read.path()));
                note(problems, section, read.body().problems());
                if (!given.path("body").isObject() && !given.path("body").isArray()) {
                    problems.add(section + ": no body (expected: a JSON object)");
                }
            } else if (section.equals("firing")) {
                problems.add("no section firing (expected: {\"firing\": {\"body\": {...}}})");
            }
        }
    }

    private static void note(List<String> problems, String section, List<String> found) {
        found.forEach(problem -> problems.add(section + ": " + problem));
    }

    /** Whether anything is posted of it: {@code firing}, {@code acknowledged} or {@code resolved}. */
    boolean has(String section) {
        return sections.containsKey(section);
    }

    /**
     * The request of a section.
     *
     * @param url what paths come after
     * @param more headers beside those of the template
     */
    OutgoingRequest request(String section, String url, Map<String, String> more, JsonNode fields) {
        Section used = sections.get(section);
        if (used == null) {
            throw new IllegalArgumentException("no section " + section);
        }
        Map<String, String> all = new HashMap<>(more);
        headers.forEach((name, value) -> all.put(name, Placeholders.fill(value, fields, UnaryOperator.identity())));
        String path = Placeholders.fill(used.path(), fields, Placeholders::percentEncoded);
        return new OutgoingRequest(
                URI.create(path.isEmpty() ? url : url.replaceAll("/+$", "") + path),
                all,
                used.body().fill(fields).toString());
    }
}
