package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The questions of a run with their answers as they came, one a line, packed: judged only when all calls are known. */
final class AnswerFile implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final BufferedWriter writer;
    private final List<AskedQuery> asked = new ArrayList<>();

    AnswerFile(Path file) {
        this.file = file;
        try {
            writer = new BufferedWriter(
                    new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Adds one. @param body JSON in one line: the answer, or why there is none */
    synchronized void add(AskedQuery query, String body) {
        asked.add(query);
        try {
            writer.write(body);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** How many there are so far. */
    synchronized int size() {
        return asked.size();
    }

    /** Gives each question with what was said to it; only after {@link #close()}. */
    void read(BiConsumer<AskedQuery, JsonNode> to) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (AskedQuery query : asked) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IllegalStateException(file + " ends too soon");
                }
                to.accept(query, JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
