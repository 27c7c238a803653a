package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code /api/v1/openapi.yaml} and {@code .json}: the OpenAPI document of this API, as it was written and as JSON. */
public final class DocumentResource implements QueryResource {
    private static final String FILE = "/api/openapi.yaml";

    private final String yaml = text();
    private final JsonNode json = json(yaml);

    /** The document. */
    static JsonNode document() {
        return json(text());
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/openapi.json", "this API as an OpenAPI 3.1 document; also /api/v1/openapi.yaml");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/openapi.yaml", request -> {
                    Replies.parameters(request, List.of());
                    Replies.tagged(request, "application/yaml", yaml);
                })
                .get("/api/v1/openapi.json", request -> {
                    Replies.parameters(request, List.of());
                    Replies.json(request, json);
                });
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(
                DocumentResource.class.getResourceAsStream(FILE), FILE + " is part of the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    private static JsonNode json(String yaml) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return new ObjectMapper().valueToTree(tree);
    }
}
