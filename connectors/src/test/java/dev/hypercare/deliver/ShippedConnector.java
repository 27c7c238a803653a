package dev.hypercare.deliver;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The configurations in {@code deploy/connectors}. */
public final class ShippedConnector {
    /** The folder of the repository. */
    public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private ShippedConnector() {}

    /** The keys and values of a file. */
    public static Map<String, String> read(String name) throws IOException {
        Map<String, String> properties = new TreeMap<>();
        new ObjectMapper()
                .readTree(ROOT.resolve("deploy/connectors").resolve(name).toFile())
                .path("config")
                .fields()
                .forEachRemaining(
                        entry -> properties.put(entry.getKey(), entry.getValue().asText()));
        return properties;
    }
}
