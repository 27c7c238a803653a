package dev.hypercare.receiver.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.reference.ReferencePage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference page and the configurations that ship are those of the definition. */
class ReceiverReferenceTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = ROOT.resolve("docs/reference/receiver.md");

    @Test
    void theReferenceHasEveryKey() throws IOException {
        ReferencePage.assertUpToDate(
                PAGE, "\nOf each path, after `paths.<name>.`:\n\n" + ReferencePage.table(PathKeys.definition()));
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
}
