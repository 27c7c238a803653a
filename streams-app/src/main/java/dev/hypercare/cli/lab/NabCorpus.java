package dev.hypercare.cli.lab;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the Numenta Anomaly Benchmark: {@code data/<group>/<name>.csv} with lines of time and value, and {@code
 * labels/combined_windows.json} with the windows of the anomalies.
 */
public final class NabCorpus {
    private static final String ADVICE =
            "Give the folder that holds data/ and labels/ of the benchmark, such as a clone of numenta/NAB.";
    private static final String LABELS = "labels/combined_windows.json";

    private NabCorpus() {}

    /** Every series of the folder that has labels, by group and name. Error: {@link InvalidInput} that names file and line. */
    public static List<NabSeries> read(Path folder) {
        JsonNode labels = labels(folder.resolve(LABELS));
        Path data = folder.resolve("data");
        if (!Files.isDirectory(data)) {
            throw new InvalidInput(data + ": no such folder", ADVICE);
        }
        List<NabSeries> series = new ArrayList<>();
        for (Path file : files(data)) {
            String name = data.relativize(file).toString().replace('\\', '/');
            JsonNode windows = labels.get(name);
            if (windows == null) {
                throw new InvalidInput(
                        name + ": not in " + folder.resolve(LABELS) + " (expected: its windows, [] for none)", ADVICE);
            }
            series.add(series(name, file, windows));
        }
        if (series.isEmpty()) {
            throw new InvalidInput(
                    data + ": no series (expected: files such as realTweets/Twitter_volume_AAPL.csv)", ADVICE);
        }
        return series;
    }

    private static JsonNode labels(Path file) {
        try {
            return new JsonMapper().readTree(file.toFile());
        } catch (JacksonException e) {
            throw new InvalidInput(file + ": not JSON: " + e.getOriginalMessage(), ADVICE);
        } catch (IOException e) {
            throw new InvalidInput(file + ": cannot be read: " + e.getMessage(), ADVICE);
        }
    }

    private static List<Path> files(Path data) {
        try (Stream<Path> found = Files.walk(data, 2)) {
            return found.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NabSeries series(String name, Path file, JsonNode labels) {
        List<String> lines = lines(file);
        int n = lines.size() - 1;
        long[] times = new long[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            String line = lines.get(i + 1);
            int comma = line.indexOf(',');
            try {
                times[i] = millis(line.substring(0, comma));
                values[i] = Double.parseDouble(line.substring(comma + 1));
            } catch (IndexOutOfBoundsException | DateTimeException | NumberFormatException e) {
                throw new InvalidInput(
                        file + " line " + (i + 2) + ": '" + line + "' (expected: 2014-04-01 00:00:00,42.5)", ADVICE);
            }
        }
        return new NabSeries(name, times, values, windows(name, labels, times));
    }

    private static List<String> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2) {
                throw new InvalidInput(file + ": no values (expected: a header and lines of time and value)", ADVICE);
            }
            return lines;
        } catch (IOException e) {
            throw new InvalidInput(file + ": cannot be read: " + e.getMessage(), ADVICE);
        }
    }

    private static List<NabSeries.Window> windows(String name, JsonNode labels, long[] times) {
        List<NabSeries.Window> windows = new ArrayList<>();
        for (JsonNode label : labels) {
            try {
                long from = millis(label.path(0).asText());
                long to = millis(label.path(1).asText());
                int first = 0;
                while (first < times.length && times[first] < from) {
                    first++;
                }
                int last = first;
                while (last < times.length && times[last] <= to) {
                    last++;
                }
                if (last > first) {
                    windows.add(new NabSeries.Window(first, last - 1));
                }
            } catch (DateTimeException e) {
                throw new InvalidInput(
                        LABELS + ": " + name + ": " + label + " (expected: two times, \"2014-04-10 07:15:00.000000\")",
                        ADVICE);
            }
        }
        return windows;
    }

    /** Times are told without a zone; they are taken as UTC. */
    private static long millis(String text) {
        return LocalDateTime.parse(text.strip().replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }
}
