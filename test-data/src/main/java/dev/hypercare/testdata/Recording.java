package dev.hypercare.testdata;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A recorded access log, one call a line, packed with gzip or plain. It is read as a stream; nothing of it stays in memory. */
public final class Recording {
    /** The shipped one, on the class path. */
    public static final String LAUNCH = "recordings/launch/access.jsonl.gz";

    private final String name;
    private final Source source;
    private @Nullable Span span;

    private Recording(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    /** The recording that ships with Hypercare. */
    public static Recording launch() {
        return resource(LAUNCH);
    }

    /** One on the class path. Error, when read: {@link RecordingException}. */
    public static Recording resource(String name) {
        return new Recording(name, () -> {
            InputStream stream = Recording.class.getClassLoader().getResourceAsStream(name);
            if (stream == null) {
                throw new NoSuchFileException(name);
            }
            return stream;
        });
    }

    /** A file. Error, when read: {@link RecordingException}. */
    public static Recording file(Path file) {
        return new Recording(file.toString(), () -> {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a directory (expected: a log file, plain or .gz)");
            }
            return Files.newInputStream(file);
        });
    }

    /** Where it comes from, for messages. */
    public String name() {
        return name;
    }

    /** First and last completion and the number of lines; read once. Error: {@link RecordingException}, also where no line has a time. */
    public synchronized Span span() {
        Span known = span;
        if (known != null) {
            return known;
        }
        long[] found = {Long.MAX_VALUE, Long.MIN_VALUE, 0, 0};
        forEach(line -> {
            found[2]++;
            if (line.timed()) {
                found[0] = Math.min(found[0], line.at());
                found[1] = Math.max(found[1], line.at());
            } else {
                found[3]++;
            }
            return true;
        });
        if (found[2] == found[3]) {
            throw new RecordingException(name + ": no line has a time (expected: JSON lines with msec, time_iso8601 or"
                    + " time_local; " + found[2] + " lines were read)");
        }
        Span read = new Span(found[0], found[1], found[2], found[3]);
        span = read;
        return read;
    }

    /**
     * Reads the lines in order; blank ones are none. A line without a time has that of the line before.
     *
     * <p>Error: {@link RecordingException} naming the file and the line where it cannot be read.
     */
    public void forEach(Visitor visitor) {
        long number = 0;
        long at = Long.MIN_VALUE;
        try (BufferedReader reader = open()) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (text.isBlank()) {
                    continue;
                }
                OptionalLong time = LogTime.of(text);
                at = time.orElse(at);
                if (!visitor.visit(new Line(number, at, time.isPresent(), text))) {
                    return;
                }
            }
        } catch (EOFException | ZipException e) {
            throw new RecordingException(
                    name + ":" + (number + 1) + ": the gzip data is cut off or damaged (expected: a whole gzip file)",
                    e);
        } catch (NoSuchFileException e) {
            throw new RecordingException(name + ": no such file (expected: an access log, plain or .gz)", e);
        } catch (IOException e) {
            throw new RecordingException(name + ":" + (number + 1) + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private BufferedReader open() throws IOException {
        InputStream stream = new BufferedInputStream(source.open(), 1 << 16);
        try {
            boolean gzip = startsAsGzip(stream);
            if (!gzip && name.endsWith(".gz")) {
                throw new RecordingException(name + ": not a gzip file (expected: gzip data, or a name without .gz)");
            }
            InputStream lines = gzip ? new GZIPInputStream(stream, 1 << 16) : stream;
            // One char a byte, so that bytes that are not UTF-8 come out as they went in.
            return new BufferedReader(new InputStreamReader(lines, StandardCharsets.ISO_8859_1), 1 << 16);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private static boolean startsAsGzip(InputStream stream) throws IOException {
        stream.mark(2);
        boolean gzip = stream.read() == 0x1f && stream.read() == 0x8b;
        stream.reset();
        return gzip;
    }

    /**
     * One line.
     *
     * @param number from 1, blank lines counted
     * @param at completion, epoch ms; {@link Long#MIN_VALUE} where neither this line nor one before has a time
     * @param timed whether the time is its own
     * @param text one char a byte (ISO 8859-1), whatever the encoding
     */
    public record Line(long number, long at, boolean timed, String text) {
        /** The bytes of the file. */
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        /** The line with its times moved, as bytes. */
        public byte[] shifted(long byMillis) {
            return LogTime.shift(text, byMillis).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * What a recording spans.
     *
     * @param first earliest completion, epoch ms
     * @param last latest completion, epoch ms
     * @param lines lines that are not blank
     * @param untimed those without a time of their own
     */
    public record Span(long first, long last, long lines, long untimed) {}

    /** Sees each line; false ends the reading. */
    @FunctionalInterface
    public interface Visitor {
        boolean visit(Line line);
    }

    private interface Source {
        InputStream open() throws IOException;
    }
}
