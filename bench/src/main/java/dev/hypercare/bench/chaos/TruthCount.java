package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the acknowledged lines as the documents say (docs/reference/formats.md, the schema of Kpi), with nothing of the product: no
 * class of it, no word of its code. What the product says it could not count is taken out, if it says so rightly.
 */
final class TruthCount {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Long> late;
    private final Set<String> letters;
    private final CountedMinutes minutes = new CountedMinutes();
    private final Map<Integer, Set<Long>> offsets = new HashMap<>();
    private final Set<String> lateSeen = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private long lines;
    private long dead;

    /**
     * @param late request ids of the calls on the topic of late calls, with the watermark that was told, milliseconds
     * @param letters where the lines of dead letters stood: partition-offset
     */
    private TruthCount(Map<String, Long> late, Set<String> letters) {
        this.late = late;
        this.letters = letters;
    }

    /** Counts what was written down. */
    static TruthCount of(Path file, Map<String, Long> late, Set<String> letters) throws IOException {
        TruthCount count = new TruthCount(late, letters);
        try (BufferedReader from = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                String[] fields = line.split("\t", 4);
                if (fields.length == 4) {
                    count.line(
                            Integer.parseInt(fields[0]),
                            Long.parseLong(fields[1]),
                            Long.parseLong(fields[2]),
                            fields[3]);
                }
            }
        }
        count.sumUpApis();
        return count;
    }

    CountedMinutes minutes() {
        return minutes;
    }

    /** Lines that were acknowledged. */
    long lines() {
        return lines;
    }

    /** Lines that are rightly dead letters. */
    long dead() {
        return dead;
    }

    /** Lines that are rightly on the topic of late calls. */
    long late() {
        return lateSeen.size();
    }

    /** How many offsets of the raw topic were acknowledged, each once. */
    long distinctOffsets() {
        return offsets.values().stream().mapToLong(Set::size).sum();
    }

    /** Lines that are dead letters and should not be, and the like. */
    List<String> problems() {
        return problems;
    }

    private void line(int partition, long offset, long ingestedAt, String text) {
        lines++;
        if (!offsets.computeIfAbsent(partition, unseen -> new HashSet<>()).add(offset)) {
            problems.add("offset " + offset + " of partition " + partition + " was acknowledged twice");
        }
        boolean isLetter = letters.contains(partition + "-" + offset);
        JsonNode call = read(text);
        long at = call == null ? 0 : decimal(call, "msec").movePointRight(3).longValue();
        boolean usable = call != null && at <= ingestedAt + ChaosLines.MAX_FUTURE_MILLIS;
        if (isLetter) {
            dead++;
        }
        if (isLetter == usable) {
            problems.add((isLetter ? "a dead letter without reason: " : "no dead letter: ") + text);
        }
        if (call == null || !usable || isLetter) {
            return;
        }
        String id = call.get("request_id").asText();
        Long watermark = late.get(id);
        if (watermark != null) {
            lateSeen.add(id);
            if (watermark - at <= ChaosLines.CORRECT_FOR_MILLIS) {
                problems.add("on the topic of late calls without reason: " + text);
            }
            return;
        }
        count(call, at);
    }

    private static @Nullable JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void count(JsonNode call, long at) {
        CountedMinutes.Cell cell = new CountedMinutes.Cell(
                "api=" + call.get("api").asText() + ",route="
                        + call.get("request_uri").asText() + ",method="
                        + call.get("request_method").asText(),
                at - at % CountedMinutes.MINUTE_MILLIS);
        int status = Integer.parseInt(call.get("status").asText());
        minutes.add(cell, "calls", 1);
        minutes.add(cell, "failed", status == 0 || status >= 500 ? 1 : 0);
        minutes.add(cell, "clientErrors", status >= 400 && status < 500 ? 1 : 0);
        minutes.add(cell, "serverErrors", status >= 500 ? 1 : 0);
        minutes.add(cell, "noResponse", status == 0 ? 1 : 0);
        minutes.add(cell, "status." + status, 1);
        minutes.add(cell, "requestBytes", call.get("request_length").asLong());
        minutes.add(cell, "responseBytes", call.get("bytes_sent").asLong());
        duration(cell, "latency", micros(call.get("request_time").asText()));
        String upstream = call.get("upstream_response_time").asText();
        if (!upstream.equals("-")) {
            long sum = 0;
            for (String attempt : upstream.split(", ")) {
                sum += micros(attempt);
            }
            duration(cell, "upstreamLatency", sum);
        }
    }

    private void duration(CountedMinutes.Cell cell, String name, long micros) {
        minutes.add(cell, name + ".count", 1);
        minutes.add(cell, name + ".sum", micros);
        minutes.add(cell, name + CountedMinutes.MAX, micros);
        minutes.add(cell, name + ".bucket." + bucket(micros), 1);
    }

    /** As the schema says: below 128 the value itself; above, with e = b / 64 - 1 and m = b % 64, from (64 + m) << e on. */
    static int bucket(long micros) {
        if (micros < 128) {
            return (int) micros;
        }
        int e = 1;
        while (micros >= 128L << e) {
            e++;
        }
        int m = (int) (micros / (1L << e)) - 64;
        return 64 * (e + 1) + m;
    }

    private void sumUpApis() {
        Map<CountedMinutes.Cell, Map<String, Long>> finest = new HashMap<>(minutes.cells());
        finest.forEach((cell, figures) -> minutes.add(
                new CountedMinutes.Cell(cell.series().substring(0, cell.series().indexOf(',')), cell.start()),
                figures));
    }

    private static long micros(String seconds) {
        return new BigDecimal(seconds).movePointRight(6).longValueExact();
    }

    private static BigDecimal decimal(JsonNode call, String name) {
        return new BigDecimal(call.get(name).asText());
    }
}
