package dev.hypercare.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

/** Every connector that a worker finds is in the reference with every key, and every configuration that ships is good for its connector. */
class ConnectorsReferenceTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = ROOT.resolve("docs/reference/connectors.md");

    @Test
    void thePageHasEveryConnectorWithEveryKey() throws IOException {
        ReferencePage.assertUpToDate(
                PAGE,
                connectors().stream().map(ConnectorsReferenceTest::section).collect(Collectors.joining()));
    }

    @Test
    void everyConfigurationThatShipsIsGoodForItsConnector() throws IOException {
        Map<String, Connector> byClass = connectors().stream()
                .collect(Collectors.toMap(one -> one.getClass().getName(), one -> one));
        int checked = 0;
        try (Stream<Path> files = Files.list(ROOT.resolve("deploy/connectors"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                Map<String, String> given = given(file);
                Connector connector = byClass.get(given.get("connector.class"));
                if (connector == null) {
                    assertThat(given.get("connector.class"))
                            .as("%s names a connector of ours that no worker finds", file)
                            .doesNotStartWith("dev.hypercare.");
                    continue;
                }
                checked++;
                assertThat(connector.validate(given).configValues())
                        .allSatisfy(value -> assertThat(value.errorMessages())
                                .as(file + ": " + value.name())
                                .isEmpty());
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(byClass.size());
    }

    private static List<Connector> connectors() {
        return Stream.<Connector>concat(
                        ServiceLoader.load(SourceConnector.class).stream().map(ServiceLoader.Provider::get),
                        ServiceLoader.load(SinkConnector.class).stream().map(ServiceLoader.Provider::get))
                .filter(one -> one.getClass().getName().startsWith("dev.hypercare."))
                .sorted(Comparator.comparing(one -> one.getClass().getName()))
                .toList();
    }

    private static String section(Connector connector) {
        return "\n## " + connector.getClass().getSimpleName() + "\n\n`"
                + connector.getClass().getName() + "`, a "
                + (connector instanceof SourceConnector ? "source" : "sink")
                + ".\n\n| key | type | default | what |\n|---|---|---|---|\n"
                + connector.config().configKeys().values().stream()
                        // Those of Connect itself are on its own pages.
                        .filter(key -> key.documentation != null && !key.name.startsWith("connector."))
                        .map(key ->
                                "| `" + key.name + "` | " + key.type.toString().toLowerCase(java.util.Locale.ROOT)
                                        + " | " + ReferencePage.standard(key) + " | "
                                        + ReferencePage.cell(key.documentation) + " |\n")
                        .collect(Collectors.joining());
    }

    /** As a worker sees it: what a ConfigProvider gives is there. */
    private static Map<String, String> given(Path file) throws IOException {
        JsonNode config = new ObjectMapper().readTree(file.toFile()).get("config");
        Map<String, String> given = new TreeMap<>();
        config.fields()
                .forEachRemaining(entry -> given.put(
                        entry.getKey(),
                        entry.getValue().asText().startsWith("${")
                                ? provided(entry.getKey())
                                : entry.getValue().asText()));
        return given;
    }

    private static String provided(String key) {
        if (key.endsWith("sha256s")) {
            return "0".repeat(64);
        }
        return key.endsWith(".url") ? "https://x.example" : "given";
    }
}
