package dev.hypercare.normalise.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The records of the scenarios, as examples of each format. */
public final class Samples {
    private Samples() {}

    /** All records of all formats. */
    public static List<String> all() {
        try {
            Path root = Path.of(Objects.requireNonNull(Samples.class.getResource("/scenarios/1-normalise"))
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(file -> file.toString().endsWith(".yaml"))
                        .sorted()
                        .flatMap(Samples::records)
                        .filter(record -> !record.isEmpty())
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> records(Path file) {
        try {
            Map<String, Object> scenario =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            Map<?, ?> when = (Map<?, ?>) scenario.get("when");
            return ((List<?>) when.get("records")).stream().map(String::valueOf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
