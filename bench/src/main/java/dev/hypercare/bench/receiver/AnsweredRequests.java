package dev.hypercare.bench.receiver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * Which requests were answered 2xx, kept in a file line by line as the answers come: what was promised, as its senders saw it. Thread-safe.
 */
final class AnsweredRequests implements AutoCloseable {
    private final BitSet answered = new BitSet();
    private final Writer file;
    private int count;

    /** Goes on with a file, or begins it. */
    AnsweredRequests(Path path) {
        try {
            if (Files.exists(path)) {
                String text = Files.readString(path, StandardCharsets.US_ASCII);
                // A last line without an end was being written when the harness died.
                text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> take(Integer.parseInt(line)));
            }
            file = Files.newBufferedWriter(
                    path, StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            for (int n = answered.nextSetBit(0); n >= 0; n = answered.nextSetBit(n + 1)) {
                file.write(n + "\n");
            }
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep answers in " + path, e);
        }
    }

    /** A request was answered 2xx. */
    synchronized void add(int number) {
        try {
            file.write(number + "\n");
            file.flush();
            take(number);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep an answer", e);
        }
    }

    synchronized boolean contains(int number) {
        return answered.get(number);
    }

    synchronized int count() {
        return count;
    }

    private void take(int number) {
        if (!answered.get(number)) {
            answered.set(number);
            count++;
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
