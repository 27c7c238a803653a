package dev.hypercare.cli;

import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.TextFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The lines of a log file, plain or gzip by its first bytes, as bytes without their ends. Blank lines are left out. */
final class LogLines implements AutoCloseable {
    /** What a record may hold: the broker's default limit less room for its frame. */
    static final int LONGEST = 1_000_000;

    private final String name;
    private final Counting source;
    private final InputStream lines;
    private final long size;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long read;
    private long tooLong;

    private LogLines(String name, InputStream raw, long size) throws IOException {
        this.name = name;
        this.size = size;
        this.source = new Counting(raw);
        BufferedInputStream start = new BufferedInputStream(source, 1 << 16);
        start.mark(2);
        boolean gzip = start.read() == 0x1f && start.read() == 0x8b;
        start.reset();
        this.lines = gzip ? new GZIPInputStream(start, 1 << 16) : start;
    }

    /**
     * Opens a file, or the input for {@code -}. Error: {@link InvalidInput} for one that is not there, is a directory, may not be
     * read or is empty.
     */
    static LogLines open(String file, InputStream input) {
        String name = file.equals("-") ? "standard input" : file;
        try {
            LogLines opened = file.equals("-") ? new LogLines(name, input, -1) : ofFile(name);
            if (!opened.fill()) {
                opened.close();
                throw new InvalidInput(name + " is empty", "Give a log file with at least one line.");
            }
            return opened;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static LogLines ofFile(String name) throws IOException {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw new InvalidInput(Ink.safe(name) + " is not the name of a file", "Give the path of a log file.");
        }
        if (Files.isDirectory(path)) {
            throw new InvalidInput(name + " is a directory", "Give one of its files.");
        }
        long size = Files.size(path);
        return new LogLines(name, Files.newInputStream(path), size);
    }

    /** The next line; null at the end. Error: {@link InvalidInput} where the file cannot be read any further. */
    byte @Nullable [] next() {
        try {
            while (fill()) {
                byte[] line = line();
                if (line.length > LONGEST) {
                    tooLong++;
                } else if (line.length > 0) {
                    read++;
                    return line;
                }
            }
            return null;
        } catch (IOException e) {
            throw unreadable(name + " after " + Figures.count(read) + " lines", e);
        }
    }

    /** Up to the next line feed or the end; of what is longer than a line may be, one byte more than it may. */
    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        while (fill()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, position, Math.min(end - position, LONGEST + 1 - line.size()));
            boolean whole = end < limit;
            position = whole ? end + 1 : end;
            if (whole) {
                break;
            }
        }
        return line.size() > LONGEST ? line.toByteArray() : trimmed(line.toByteArray());
    }

    /** Whether there is a byte to read. */
    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, lines.read(buffer));
        }
        return position < limit;
    }

    /** Lines given so far. */
    long read() {
        return read;
    }

    /** Lines left out because no record may hold them. */
    long tooLong() {
        return tooLong;
    }

    /** How much of the file has been read, from 0 to 1; -1 where its size is not known. */
    double share() {
        return size <= 0 ? -1 : (double) source.bytes / size;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static byte[] trimmed(byte[] line) {
        int end = line.length;
        while (end > 0 && (line[end - 1] == '\r' || line[end - 1] == ' ' || line[end - 1] == '\t')) {
            end--;
        }
        return end == line.length ? line : Arrays.copyOf(line, end);
    }

    private static InvalidInput unreadable(String name, IOException e) {
        if (e instanceof NoSuchFileException) {
            return TextFile.missing(name, "Check the path.");
        }
        if (e instanceof ZipException || e instanceof EOFException) {
            return new InvalidInput(
                    name + ": not whole gzip data: " + e.getMessage(),
                    "Make the file again, or unpack what is left of it.");
        }
        String said = e instanceof AccessDeniedException ? "you may not read it" : e.getMessage();
        return new InvalidInput("cannot read " + name + ": " + said, "Check that it is a file you may read.");
    }

    /** Counts the bytes that come from a file. */
    private static final class Counting extends FilterInputStream {
        private long bytes;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            bytes += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int n = super.read(to, from, length);
            bytes += Math.max(0, n);
            return n;
        }
    }
}
