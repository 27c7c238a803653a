package dev.hypercare.cli;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.embedded.connect.ConnectSettings;
import dev.hypercare.embedded.connect.ConnectorFile;
import dev.hypercare.embedded.connect.EmbeddedConnect;
import dev.hypercare.embedded.connect.WorkerParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code up} for a worker of Kafka Connect beside it. */
final class ConnectOptions {
    @Option(
            names = "--connect",
            description = "Starts a worker of Kafka Connect too, in a process of its own, with our plugins.")
    private boolean wanted;

    @Option(
            names = "--connect-port",
            defaultValue = "18083",
            description = "Port of Connect's REST API, on 127.0.0.1 (default: ${DEFAULT-VALUE}); 0 takes a free one.")
    private int port;

    @Option(
            names = "--connector",
            paramLabel = "FILE",
            description = "A connector to make or change at the start, as in deploy/connectors; may be repeated.")
    private List<Path> connectors = new ArrayList<>();

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A folder of other plugins, as in Connect's plugin.path; may be repeated.")
    private List<Path> plugins = new ArrayList<>();

    /** Whether a worker is wanted; each of its files and folders has to mean one. */
    boolean wanted() {
        return wanted || !connectors.isEmpty() || !plugins.isEmpty();
    }

    /** The connectors, read. Error: {@link InvalidInput} for one that is none, and two of one name. */
    List<ConnectorFile> connectors() {
        Map<String, ConnectorFile> named = new LinkedHashMap<>();
        for (Path file : connectors) {
            ConnectorFile read = ConnectorFile.read(file);
            ConnectorFile other = named.put(read.name(), read);
            if (other != null) {
                throw new InvalidInput(
                        file + " and " + other.file() + " are both named " + read.name(), "Give them different names.");
            }
        }
        return List.copyOf(named.values());
    }

    /** Where the worker and its plugins are, ours and others; null where none is wanted. Error: {@link InvalidInput} where they are not there. */
    @Nullable
    WorkerParts parts() {
        if (!wanted()) {
            return null;
        }
        for (Path folder : plugins) {
            if (!Files.isDirectory(folder)) {
                throw new InvalidInput("there is no folder " + folder, "Give --plugins a folder of plugins.");
            }
        }
        return WorkerParts.ofLauncher();
    }

    /** Starts the worker; null where none is wanted. */
    @Nullable
    EmbeddedConnect start(@Nullable WorkerParts parts, Path data, String bootstrap) {
        if (parts == null) {
            return null;
        }
        List<Path> folders = new ArrayList<>(List.of(parts.plugins()));
        folders.addAll(plugins);
        return EmbeddedConnect.start(parts, new ConnectSettings(port, folders), data, bootstrap);
    }
}
