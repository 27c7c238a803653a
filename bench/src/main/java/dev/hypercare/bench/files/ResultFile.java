package dev.hypercare.bench.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Results for machines: JSON that people can read too. */
public final class ResultFile {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ResultFile() {}

    /** Maps, lists and records as text. */
    public static String text(Object result) {
        try {
            return MAPPER.writeValueAsString(result);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON", e);
        }
    }

    /**
     * Writes maps, lists and records in place of what the file held, whole or not at all; makes its folder. Error: {@link
     * UncheckedIOException}.
     */
    public static void write(Path file, Object result) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            Path written = Files.writeString(folder.resolve(file.getFileName() + ".new"), text(result) + "\n");
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    /** The same in the same order, with numbers that have a fraction rounded to thousandths. */
    public static Map<String, Object> rounded(Map<String, ?> values) {
        Map<String, Object> rounded = new LinkedHashMap<>();
        values.forEach((name, value) ->
                rounded.put(name, value instanceof Double real ? Math.round(real * 1000) / 1000.0 : value));
        return rounded;
    }
}
