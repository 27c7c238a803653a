package dev.hypercare.embedded.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connector as Connect's REST API takes it: {@code {"name": "...", "config": {"connector.class": "...", ...}}}.
 *
 * @param file where it stands, for messages
 * @param name of the connector
 * @param config its keys, {@code connector.class} among them
 */
public record ConnectorFile(Path file, String name, Map<String, String> config) {
    private static final String ADVICE =
            "Write it as POST /connectors takes it; deploy/connectors has configurations to begin with.";
    private static final String TYPE = "connector.class";

    public ConnectorFile {
        config = Map.copyOf(config);
    }

    /** The class that it names. */
    public String type() {
        return config.getOrDefault(TYPE, "");
    }

    /** Reads a file. Error: {@link InvalidInput} with all that is wrong. */
    public static ConnectorFile read(Path file) {
        JsonNode root = tree(file);
        List<String> problems = new ArrayList<>();
        JsonNode name = root.path("name");
        if (!name.isTextual() || name.asText().isBlank()) {
            problems.add("name is " + shown(name) + " (expected: the connector's name, a text)");
        }
        JsonNode keys = root.path("config");
        if (!keys.isObject()) {
            problems.add("config is " + shown(keys) + " (expected: an object of keys and values)");
        }
        Map<String, String> config = new TreeMap<>();
        keys.properties().forEach(key -> {
            if (key.getValue().isValueNode() && !key.getValue().isNull()) {
                config.put(key.getKey(), key.getValue().asText());
            } else {
                problems.add("config." + key.getKey() + " is " + shown(key.getValue()) + " (expected: a text)");
            }
        });
        if (keys.isObject() && config.getOrDefault(TYPE, "").isBlank()) {
            problems.add("config." + TYPE + " is missing (expected: the class of a connector)");
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(file + " is no connector", problems, ADVICE);
        }
        return new ConnectorFile(file, name.asText(), config);
    }

    private static JsonNode tree(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readString(file));
            if (!root.isObject()) {
                throw new InvalidInput(file + " is " + shown(root) + ", not a JSON object", ADVICE);
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new InvalidInput(
                    file + " line " + e.getLocation().getLineNr() + ": no JSON: " + e.getOriginalMessage(), ADVICE);
        } catch (NoSuchFileException e) {
            throw new InvalidInput("there is no file " + file, "Give --connector the path of a JSON file.");
        } catch (IOException e) {
            throw new InvalidInput("cannot read " + file + ": " + e, "Check that it is a text file you may read.");
        }
    }

    /** Its kind only: values can be secrets. */
    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "missing" : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }
}
