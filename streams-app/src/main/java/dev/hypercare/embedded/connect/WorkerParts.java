package dev.hypercare.embedded.connect;

import dev.hypercare.contract.config.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the launcher has built the worker and its plugins.
 *
 * @param classPath of the worker, as of {@code java -cp}; apart from that of this process
 * @param plugins folder that holds the folder of our plugins
 */
public record WorkerParts(String classPath, Path plugins) {
    private static final String CLASS_PATH = "hypercare.connect.classpath";
    private static final String PLUGINS = "hypercare.connect.plugins";

    /** Those that the launcher names. Error: {@link InvalidInput} where it names none, or they are not built. */
    public static WorkerParts ofLauncher() {
        String classPath = System.getProperty(CLASS_PATH, "");
        Path plugins = Path.of(System.getProperty(PLUGINS, ""));
        if (classPath.isEmpty() || plugins.toString().isEmpty()) {
            throw new InvalidInput(
                    "this process does not know where the Connect worker and its plugins are",
                    "Start it by the launcher (./hypercare up --connect), which builds both.");
        }
        if (!Files.isDirectory(plugins.resolve("hypercare-connectors"))) {
            throw new InvalidInput(
                    "there are no plugins in " + plugins.toAbsolutePath().normalize(),
                    "Build them: ./mvnw -Dquick -DskipTests -pl connectors,connect-worker -am package");
        }
        return new WorkerParts(classPath, plugins);
    }
}
