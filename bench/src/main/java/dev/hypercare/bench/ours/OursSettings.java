package dev.hypercare.bench.ours;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration file of ours in a benchmark.
 *
 * @param application what application ids begin with, another for each run
 * @param apps the applications, such as {@code kpi}
 * @param bootstrap of the broker
 * @param registryUrl of the schema registry
 * @param prefix of all topics
 * @param partitions of all topics
 * @param threads of each application
 * @param guarantee {@code exactly-once-v2} or {@code at-least-once}
 * @param views the labels that make series, such as {@code api, route, method}
 * @param rules whether the shipped rules are on
 * @param more further lines of YAML at the top, such as {@code commit-interval: 1s}; may be empty
 */
public record OursSettings(
        String application,
        List<String> apps,
        String bootstrap,
        String registryUrl,
        String prefix,
        int partitions,
        int threads,
        String guarantee,
        List<String> views,
        boolean rules,
        String more) {

    private static final int MOST_SERIES = 2_000_000;

    public OursSettings {
        apps = List.copyOf(apps);
        views = List.copyOf(views);
    }

    /** Writes the file into a folder, which also takes the state; returns it. */
    public Path write(Path folder) {
        String text = String.join(
                "\n",
                "application: " + application,
                "apps: [" + String.join(", ", apps) + "]",
                "state-dir: " + folder.resolve("state"),
                "threads: " + threads,
                "guarantee: " + guarantee,
                more,
                "kafka: {bootstrap: '" + bootstrap + "'}",
                "registry: {url: '" + registryUrl + "', auto-register: true}",
                "topics: {prefix: '" + prefix + "', partitions: " + partitions + ", replication: 1, create: true}",
                "kpi:",
                // In a partition of calls nearly every series occurs: none may be lost in the overflow.
                "  max-series: " + MOST_SERIES,
                // as far as calls of a dataset are out of order, and as Flink is told
                "  lateness: 2s",
                "  views:",
                views.stream().map(view -> "    - " + view).collect(Collectors.joining("\n")),
                "rules: {builtin: " + rules + "}",
                "query: {port: 0}",
                "");
        Path file = folder.resolve("hypercare.yaml");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, text);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
