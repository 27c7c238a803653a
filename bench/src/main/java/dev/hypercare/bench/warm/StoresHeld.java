package dev.hypercare.bench.warm;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the RocksDB stores of a process held, the most that was seen of each.
 *
 * @param stores how many told it; 0 where no figure was seen
 * @param cacheBytes the shared block cache, to which the write buffers are charged
 * @param writeBufferBytes of all stores
 * @param readerBytes table readers of all stores, outside the cache
 * @param bytes cache and readers together at one time
 * @param diskBytes files of the state directory at the end
 */
public record StoresHeld(
        int stores, long cacheBytes, long writeBufferBytes, long readerBytes, long bytes, long diskBytes) {

    static StoresHeld read(RunFiles files, long diskBytes) {
        Properties all = new Properties();
        try (Reader from = Files.newBufferedReader(files.memory())) {
            all.load(from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StoresHeld(
                Integer.parseInt(all.getProperty("stores")),
                Long.parseLong(all.getProperty("cache")),
                Long.parseLong(all.getProperty("writeBuffers")),
                Long.parseLong(all.getProperty("readers")),
                Long.parseLong(all.getProperty("all")),
                diskBytes);
    }

    /** Size of all files below a folder, bytes, while others may delete some of them. */
    static long onDisk(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.mapToLong(StoresHeld::size).sum();
        } catch (IOException | UncheckedIOException e) {
            return -1;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
