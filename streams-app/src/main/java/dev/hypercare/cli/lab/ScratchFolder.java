package dev.hypercare.cli.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the state of a run, deleted when it is closed or the process ends: what is left in memory would stay there. */
public final class ScratchFolder implements AutoCloseable {
    /** Memory where the machine has a folder for it: the test driver forces its checkpoints to the disk after every record. */
    private static final Path IN_MEMORY = Path.of("/dev/shm");

    private final Path path;
    private final Thread atTheEnd = new Thread(this::delete, "lab-scratch");

    /** Makes it. */
    public ScratchFolder() {
        try {
            path = Files.isWritable(IN_MEMORY)
                    ? Files.createTempDirectory(IN_MEMORY, "hypercare-lab-")
                    : Files.createTempDirectory("hypercare-lab-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made for the state of a run", e);
        }
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
        delete();
    }

    private void delete() {
        try (Stream<Path> content = Files.walk(path)) {
            content.sorted(Comparator.reverseOrder()).forEach(ScratchFolder::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be deleted", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be deleted", e);
        }
    }
}
