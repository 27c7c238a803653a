package dev.hypercare.receiver.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** The reference page and the configurations that ship are those of the definition. */
class ReceiverReferenceTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = ROOT.resolve("docs/reference/receiver.md");

    @Test
    void theReferenceHasEveryKey() throws IOException {
        String page = Files.readString(PAGE);
        String hand = page.substring(0, page.indexOf("-->\n") + 4);
        String expected = hand + "\nOf each path, after `paths.<name>.`:\n\n" + table(PathKeys.definition(), "");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as("run with -Dgolden.update=true and commit the diff")
                .isEqualTo(expected);
    }

    @Test
    void theConfigurationsThatShipAreGood() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("deploy/connectors"))) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> text(file).contains("HttpReceiverConnector"))
                    .toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(ReceiverProblems.of(properties(file)))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    /** As a worker sees it: what a ConfigProvider gives is there. */
    private static Map<String, String> properties(Path file) throws IOException {
        JsonNode config = new ObjectMapper().readTree(file.toFile()).get("config");
        Map<String, String> properties = new TreeMap<>();
        config.fields().forEachRemaining(entry -> {
            String value = entry.getValue().asText();
            String given = entry.getKey().endsWith("sha256s") ? "0".repeat(64) : "given";
            properties.put(entry.getKey(), value.startsWith("${") ? given : value);
        });
        return properties;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String table(ConfigDef definition, String prefix) {
        return "| key | default | what |\n|---|---|---|\n"
                + definition.configKeys().values().stream()
                        .map(key -> "| `" + prefix + key.name + "` | " + value(key) + " | " + cell(key.documentation)
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static String value(ConfigKey key) {
        if (!key.hasDefault()) {
            return "(must be given)";
        }
        String text = key.type == ConfigDef.Type.PASSWORD ? "" : ConfigDef.convertToString(key.defaultValue, key.type);
        return text == null || text.isEmpty() ? "" : "`" + text.replace(",", ", ") + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
