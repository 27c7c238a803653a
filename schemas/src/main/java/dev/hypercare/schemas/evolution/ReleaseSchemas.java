package dev.hypercare.schemas.evolution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Records today's schemas as a release, each complete in itself. Run from the folder {@code schemas}: {@code ReleaseSchemas 1.0.0}. */
public final class ReleaseSchemas {
    private ReleaseSchemas() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1 || !args[0].matches("\\d+\\.\\d+\\.\\d+")) {
            System.err.println("Which version? For example: ReleaseSchemas 1.0.0");
            System.exit(2);
        }
        try {
            record(Path.of("src/main/avro"), Path.of("released"), args[0]).forEach(System.out::println);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * @return the files written: of schemas that changed since their last release, or were never released
     * Error: {@link IllegalStateException} listing the breaking changes, where there are any, or a version that exists.
     */
    static List<Path> record(Path avro, Path folder, String version) throws IOException {
        Map<String, Schema> today = SchemaFiles.today(avro);
        Map<String, Map<String, Schema>> released = SchemaFiles.released(folder);
        List<String> changes = SchemaEvolution.breakingChanges(today, released);
        if (!changes.isEmpty()) {
            throw new IllegalStateException(
                    "Not released, these changes break the contract:\n  " + String.join("\n  ", changes));
        }
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, Schema> entry : today.entrySet()) {
            Map<String, Schema> versions = released.getOrDefault(entry.getKey(), Map.of());
            if (versions.containsKey(version)) {
                throw new IllegalStateException(entry.getKey() + " " + version + " was released before");
            }
            if (!versions.containsValue(entry.getValue())) {
                Path file = folder.resolve(entry.getKey()).resolve(version + ".avsc");
                Files.createDirectories(folder.resolve(entry.getKey()));
                Files.writeString(file, entry.getValue().toString(true) + "\n");
                written.add(file);
            }
        }
        return written;
    }
}
