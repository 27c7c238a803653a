package dev.hypercare.bench.warm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hypercare.bench.compare.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results for machines: {@code {"machine": {...}, "options": {...}, "ratios": {...}, "runs": [...]}}. */
public final class WarmReport {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private WarmReport() {}

    /** Writes them; numbers with a fraction are rounded to thousandths. */
    public static void write(
            Path file,
            Machine machine,
            Map<String, Object> options,
            Map<String, Double> ratios,
            List<Map<String, Object>> runs) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("options", options);
        all.put("ratios", rounded(ratios));
        all.put("runs", runs.stream().map(WarmReport::rounded).toList());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, MAPPER.writeValueAsString(all) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    private static Map<String, Object> rounded(Map<String, ?> values) {
        Map<String, Object> rounded = new LinkedHashMap<>();
        values.forEach((name, value) ->
                rounded.put(name, value instanceof Double real ? Math.round(real * 1000) / 1000.0 : value));
        return rounded;
    }
}
