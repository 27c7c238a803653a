package dev.hypercare.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.testdata.FiredAlert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The alerts of simulations that were run, a file for each seed, so that a run of many can be stopped and goes on where it was. */
public final class KeptAlerts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable Path folder;
    private final String made;

    /**
     * Keeps them in a folder, which is made where it is missing. Error: {@link InvalidInput} where that cannot be.
     *
     * @param folder null to keep nothing
     * @param made what they are made by: program, settings, rules. What was made by anything else is made anew
     */
    public KeptAlerts(@Nullable Path folder, String made) {
        this.folder = folder;
        this.made = made;
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new InvalidInput("--keep: " + folder + ": cannot be made: " + e.getMessage(), "Name a folder.");
            }
        }
    }

    /** The alerts of a seed; null where they were not kept, or were made by something else. */
    @Nullable
    List<FiredAlert> read(long seed) {
        Path file = file(seed);
        if (file == null || !Files.exists(file)) {
            return null;
        }
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            if (!root.path("made").asText().equals(made)) {
                return null;
            }
            List<FiredAlert> alerts = new ArrayList<>();
            root.path("alerts").forEach(node -> alerts.add(alert(node)));
            return alerts;
        } catch (IOException e) {
            throw new InvalidInput("--keep: " + file + ": cannot be read: " + e.getMessage(), "Delete it.");
        }
    }

    private static FiredAlert alert(JsonNode node) {
        Map<String, String> labels = new TreeMap<>();
        node.path("labels")
                .fields()
                .forEachRemaining(
                        label -> labels.put(label.getKey(), label.getValue().asText()));
        return new FiredAlert(
                node.path("rule").asText(),
                node.path("severity").asText(),
                labels,
                node.path("windowMillis").asLong(),
                node.path("firedAt").asLong(),
                null,
                node.path("summary").asText());
    }

    /** Keeps the alerts of a seed, where there is a folder. */
    void write(long seed, List<FiredAlert> alerts) {
        Path file = file(seed);
        if (file == null) {
            return;
        }
        ObjectNode root = JSON.createObjectNode().put("made", made);
        ArrayNode all = root.putArray("alerts");
        for (FiredAlert alert : alerts) {
            ObjectNode node = all.addObject()
                    .put("rule", alert.rule())
                    .put("severity", alert.severity())
                    .put("windowMillis", alert.windowMillis())
                    .put("firedAt", alert.firedAt())
                    .put("summary", alert.summary());
            ObjectNode labels = node.putObject("labels");
            new TreeMap<>(alert.labels()).forEach(labels::put);
        }
        try {
            // Whole or not at all: a run may be stopped at any time.
            Path draft = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(draft, root.toPrettyString() + "\n");
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InvalidInput(
                    "--keep: " + file + ": cannot be written: " + e.getMessage(), "Name another folder.");
        }
    }

    private @Nullable Path file(long seed) {
        return folder == null ? null : folder.resolve("seed-" + seed + ".json");
    }
}
