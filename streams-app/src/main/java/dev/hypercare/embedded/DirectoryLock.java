package dev.hypercare.embedded;

import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to use a data directory: one instance at a time. The system takes it back when the process dies. */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the directory if it is missing. Error: {@link InvalidInput} where it cannot be used or is in use. */
    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new InvalidInput(
                        "the data directory " + directory + " is in use by another instance of Hypercare",
                        "Stop that one first, or choose another directory with --data.");
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new InvalidInput(
                    "cannot use the data directory " + directory + ": " + e,
                    "Check that it is a directory you may write to and that the disk is not full.");
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
