package dev.hypercare.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where a running embedded instance is to be found: the file {@code instance.json} in its data directory.
 *
 * @param bootstrap address of its broker
 * @param registry URL of its schema registry
 * @param query URL of its query API
 * @param pid its process
 */
public record Instance(String bootstrap, String registry, String query, long pid) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String FILE = "instance.json";

    /** Writes the file, all at once. */
    public void write(Path dataDir) {
        try {
            Path fresh = dataDir.resolve(FILE + ".new");
            JSON.writeValue(fresh.toFile(), this);
            Files.move(
                    fresh, dataDir.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + dataDir.resolve(FILE), e);
        }
    }

    /** Takes the file away: the instance no longer runs. */
    public static void forget(Path dataDir) {
        try {
            Files.deleteIfExists(dataDir.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + dataDir.resolve(FILE), e);
        }
    }

    /** The instance that runs on a data directory; empty where none does. */
    public static Optional<Instance> find(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(file.toFile());
            long pid = node.path("pid").asLong();
            boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            return alive
                    ? Optional.of(new Instance(
                            node.path("bootstrap").asText(),
                            node.path("registry").asText(),
                            node.path("query").asText(),
                            pid))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new InvalidInput(
                    file + " is not JSON: " + e.getOriginalMessage(), "Delete it and run `hypercare up`.");
        } catch (IOException e) {
            throw new InvalidInput("cannot read " + file + ": " + e.getMessage(), "Check that you may read it.");
        }
    }
}
