package dev.hypercare.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A comparison for machines: {@code {"machine": {...}, "ratios": {...}, "runs": [...]}}. */
final class ComparisonJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ComparisonJson() {}

    static String text(RaceResults comparison, Machine machine) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("ratios", rounded(comparison.ratios()));
        all.put("runs", comparison.runs().stream().map(ComparisonJson::run).toList());
        try {
            return MAPPER.writeValueAsString(all) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, RaceResults comparison, Machine machine) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text(comparison, machine));
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    private static Map<String, Double> rounded(Map<String, Double> ratios) {
        Map<String, Double> rounded = new LinkedHashMap<>();
        ratios.forEach((name, ratio) -> rounded.put(name, round(ratio)));
        return rounded;
    }

    private static Map<String, Object> run(RunResult result) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("variant", result.variant());
        run.put("series", result.series());
        run.put("round", result.round());
        SteadyPart steady = result.steady();
        if (steady != null) {
            run.put("cpuMicrosPerCall", round(steady.cpuMicros()));
            run.put("callsPerSecond", Math.round(steady.callsPerSecond()));
            run.put("brokerMicrosPerCall", round(steady.brokerMicros()));
            run.put("otherCores", round(steady.otherCores()));
        }
        run.put("peakMegabytes", result.peakMegabytes());
        run.put("pauseMillis", result.pauseMillis());
        run.put("right", result.verdict().right());
        run.put("output", result.verdict().text());
        return run;
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
