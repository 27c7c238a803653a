package dev.hypercare.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which an application keeps the state of its tasks. Exactly once, state of a process that did not end in order is never
 * used: it may hold what was not committed. Kafka Streams 4.3.1 finds that out store by store as it opens them, and what it opened of a store until
 * then it never closes (ADR 38); so such state is deleted before it starts, and built anew from its topics as it would be anyway. A mark
 * beside the folder tells: it is there while a process works on it, and locked by that process.
 */
final class StateFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
    private static final String TASKS = "[0-9]*_[0-9]*";

    private final Path mark;
    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private StateFolder(Path mark, FileChannel channel, @Nullable FileLock lock) {
        this.mark = mark;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes it for this process. Where another process has it, nothing is done: Kafka Streams will refuse to start. Error: {@link
     * UncheckedIOException} where it cannot be written.
     *
     * @param states the folder of all applications
     * @param application its id
     * @param exactlyOnce whether what was not committed must not be used
     */
    static StateFolder take(Path states, String application, boolean exactlyOnce) {
        Path mark = states.resolve(application + ".in-use");
        try {
            Files.createDirectories(states);
            boolean left = Files.exists(mark);
            FileChannel channel = FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (left && lock != null && exactlyOnce) {
                deleteTasks(states.resolve(application), application);
            }
            return new StateFolder(mark, channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("the state folder " + states + " cannot be used", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void deleteTasks(Path folder, String application) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> tasks = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, TASKS)) {
            found.forEach(tasks::add);
        }
        for (Path task : tasks) {
            Utils.delete(task.toFile());
        }
        if (!tasks.isEmpty()) {
            LOG.info(
                    "{} did not end in order: the state of {} tasks is built anew from its topics",
                    application,
                    tasks.size());
        }
    }

    /** Notes that all tasks were closed in order, so that their state is used by the next start. */
    void endedInOrder() {
        if (lock != null) {
            try {
                Files.deleteIfExists(mark);
            } catch (IOException e) {
                LOG.warn("{} cannot be deleted; the next start builds its state anew", mark, e);
            }
        }
    }

    /** Leaves it to others. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("{} cannot be closed", mark, e);
        }
    }
}
