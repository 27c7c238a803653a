package dev.hypercare.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.registry.RegistryHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A registry behind the REST API of the Confluent Schema Registry. Thread-safe. What it was told of schemas and ids it remembers for
 * ever, since a registry never changes them; that something is missing it asks again. Every method throws {@link RegistryException}
 * where the registry refuses or cannot be reached.
 */
public final class RegistryClient implements SchemaRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryConfig config;
    private final RegistryHttp http;
    private final SchemaReader reader = new SchemaReader(this::fetchVersion);
    private final Map<String, Map<Schema, Integer>> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    /** Error: {@link IllegalArgumentException} where the TLS files cannot be used. */
    public RegistryClient(RegistryConfig config) {
        this(config, RegistryClient::sleep);
    }

    RegistryClient(RegistryConfig config, LongConsumer pause) {
        this.config = config;
        this.http = new RegistryHttp(config, pause);
    }

    @Override
    public int register(String subject, Schema schema) {
        Integer known = known(subject).get(schema);
        if (known != null) {
            return known;
        }
        JsonNode answer = call("POST", subjectPath(subject) + "/versions", body(schema));
        return remember(subject, schema, number(answer, "id"));
    }

    @Override
    public int idOf(String subject, Schema schema) {
        Integer known = known(subject).get(schema);
        if (known != null) {
            return known;
        }
        Answer answer = http.ask("POST", subjectPath(subject), body(schema));
        if (answer.status() == 404 && isNotFound(answer)) {
            throw new RegistryException(
                    "schema " + schema.getFullName() + " is not registered under subject " + subject + " at "
                            + answer.url() + "; set registry.auto-register: true, or register "
                            + schema.getName() + ".avsc under that subject",
                    404,
                    RegistryError.read(answer.body()).code());
        }
        return remember(subject, schema, number(json(answer), "id"));
    }

    @Override
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Schema schema = reader.read("schema id " + id, call("GET", "/schemas/ids/" + id, null));
        schemas.put(id, schema);
        return schema;
    }

    /** The newest version of a subject. */
    public RegisteredSchema latest(String subject) {
        return registered(subject, "latest");
    }

    /** A version of a subject. */
    public RegisteredSchema version(String subject, int version) {
        return registered(subject, String.valueOf(version));
    }

    /** The versions of a subject, ascending. */
    public List<Integer> versions(String subject) {
        List<Integer> versions = new ArrayList<>();
        call("GET", subjectPath(subject) + "/versions", null).forEach(version -> versions.add(version.asInt()));
        return versions;
    }

    /** All subjects. */
    public List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        call("GET", "/subjects", null).forEach(subject -> subjects.add(subject.asText()));
        return subjects;
    }

    /** Whether a schema may become the next version of a subject; true where the subject is new. */
    public CompatibilityReport compatibility(String subject, Schema schema) {
        String path = "/compatibility" + subjectPath(subject) + "/versions/latest?verbose=true";
        Answer answer = http.ask("POST", path, body(schema));
        if (answer.status() == 404 && isNotFound(answer)) {
            return new CompatibilityReport(true, List.of());
        }
        JsonNode tree = json(answer);
        List<String> reasons = new ArrayList<>();
        tree.path("messages").forEach(message -> reasons.add(message.asText()));
        if (tree.hasNonNull("reason")) {
            reasons.add(tree.get("reason").asText());
        }
        return new CompatibilityReport(tree.path("is_compatible").asBoolean(), reasons);
    }

    /** Sets the compatibility level of a subject, such as {@code FULL_TRANSITIVE}. */
    public void setCompatibility(String subject, String level) {
        ObjectNode body = JSON.createObjectNode().put("compatibility", level);
        call("PUT", "/config/" + encoded(subject), body.toString());
    }

    /** The compatibility level that holds for a subject, such as {@code BACKWARD}: its own, or else that of the registry. */
    public String compatibilityLevel(String subject) {
        Answer answer = http.ask("GET", "/config/" + encoded(subject) + "?defaultToGlobal=true", null);
        JsonNode config = answer.status() == 404 ? call("GET", "/config", null) : json(answer);
        return config.path("compatibilityLevel").asText();
    }

    /** Where it is, for messages; no secret. */
    @Override
    public String toString() {
        return "schema registry " + config.place();
    }

    private RegisteredSchema registered(String subject, String version) {
        JsonNode answer = call("GET", subjectPath(subject) + "/versions/" + version, null);
        Schema schema = reader.read(subject + " version " + version, answer);
        return new RegisteredSchema(subject, number(answer, "version"), number(answer, "id"), schema);
    }

    private JsonNode fetchVersion(String subject, int version) {
        return call("GET", subjectPath(subject) + "/versions/" + version, null);
    }

    private JsonNode call(String method, String path, @Nullable String body) {
        return json(http.ask(method, path, body));
    }

    private JsonNode json(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw http.refusal(answer);
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new RegistryException(
                    "schema registry " + answer.url()
                            + " answered something that is not JSON; check the URL and its path",
                    answer.status(),
                    0);
        }
    }

    private int number(JsonNode answer, String field) {
        if (!answer.path(field).canConvertToInt()) {
            throw new RegistryException(this + " answered without " + field + "; check the URL and its path", 200, 0);
        }
        return answer.get(field).intValue();
    }

    private Map<Schema, Integer> known(String subject) {
        return ids.computeIfAbsent(subject, name -> new ConcurrentHashMap<>());
    }

    private int remember(String subject, Schema schema, int id) {
        known(subject).put(schema, id);
        return id;
    }

    private static boolean isNotFound(Answer answer) {
        int code = RegistryError.read(answer.body()).code();
        return code == RegistryError.SUBJECT_NOT_FOUND || code == RegistryError.SCHEMA_NOT_FOUND;
    }

    private static String body(Schema schema) {
        return JSON.createObjectNode()
                .put("schema", PortableSchema.of(schema).toString())
                .toString();
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + encoded(subject);
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while waiting for the schema registry", e);
        }
    }
}
