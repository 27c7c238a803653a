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
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every call of the acknowledged lines, one by one, so that any question can be answered exactly: with nothing of the product, from what
 * was put into it. Lines that are no JSON are none.
 */
final class CallBook {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INITIAL = 64;

    /** Calls of one series, in the order in which they were acknowledged until {@link #sort}. */
    private static final class Calls {
        private final String series;
        private long[][] calls = new long[INITIAL][];
        private int size;

        Calls(String series) {
            this.series = series;
        }

        void add(long[] call) {
            if (size == calls.length) {
                calls = Arrays.copyOf(calls, 2 * size);
            }
            calls[size++] = call;
        }

        void sort() {
            Arrays.sort(calls, 0, size, (one, other) -> Long.compare(one[AT], other[AT]));
        }

        /** The first at or after an instant. */
        int first(long at) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (calls[middle][AT] < at) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** What is known of a call: completion in milliseconds, status, durations in microseconds (negative for none), bytes. */
    private static final int AT = 0;

    private static final int STATUS = 1;
    private static final int LATENCY = 2;
    private static final int UPSTREAM = 3;
    private static final int REQUEST_BYTES = 4;
    private static final int RESPONSE_BYTES = 5;

    private final Map<String, Calls> bySeries = new TreeMap<>();
    private final Map<String, List<Calls>> byApi = new HashMap<>();
    private long lines;

    /** Reads what was written down. */
    static CallBook read(Path file) throws IOException {
        CallBook book = new CallBook();
        try (BufferedReader from = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                String[] fields = line.split("\t", 4);
                if (fields.length == 4) {
                    book.line(fields[3]);
                }
            }
        }
        book.bySeries.values().forEach(Calls::sort);
        return book;
    }

    /** Lines that were acknowledged, those that are no JSON included. */
    long lines() {
        return lines;
    }

    /** All series that have ever had calls. */
    int series() {
        return bySeries.size();
    }

    /** What the calls of a series, or of all series of an API, come to in a range of milliseconds. */
    ExactFigures figures(String series, long from, long to) {
        Calls one = bySeries.get(series);
        Collection<Calls> several = one == null ? byApi.getOrDefault(series, List.of()) : List.of(one);
        ExactFigures figures = new ExactFigures();
        several.forEach(calls -> add(calls, from, to, figures));
        figures.seal();
        return figures;
    }

    /** Failed calls of each series that had calls in a range, the most first, of equals by name. */
    List<Map.Entry<String, Long>> mostFailed(long from, long to) {
        List<Map.Entry<String, Long>> ranked = new ArrayList<>();
        bySeries.values().forEach(calls -> {
            long failed = 0;
            int first = calls.first(from);
            int end = calls.first(to);
            for (int i = first; i < end; i++) {
                failed += ExactFigures.failed((int) calls.calls[i][STATUS]) ? 1 : 0;
            }
            if (end > first) {
                ranked.add(Map.entry(calls.series, failed));
            }
        });
        ranked.sort(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        return ranked;
    }

    private static void add(Calls calls, long from, long to, ExactFigures figures) {
        for (int i = calls.first(from); i < calls.size && calls.calls[i][AT] < to; i++) {
            long[] call = calls.calls[i];
            figures.add((int) call[STATUS], call[LATENCY], call[UPSTREAM], call[REQUEST_BYTES], call[RESPONSE_BYTES]);
        }
    }

    private void line(String text) {
        lines++;
        JsonNode call = json(text);
        if (call == null) {
            return;
        }
        String api = "api=" + call.get("api").asText();
        String series = api + ",route=" + call.get("request_uri").asText() + ",method="
                + call.get("request_method").asText();
        Calls calls = bySeries.get(series);
        if (calls == null) {
            calls = new Calls(series);
            bySeries.put(series, calls);
            byApi.computeIfAbsent(api, unseen -> new ArrayList<>()).add(calls);
        }
        calls.add(new long[] {
            new BigDecimal(call.get("msec").asText()).movePointRight(3).longValueExact(),
            call.get("status").asInt(),
            micros(call.get("request_time").asText()),
            upstream(call.get("upstream_response_time").asText()),
            call.get("request_length").asLong(),
            call.get("bytes_sent").asLong()
        });
    }

    private static long upstream(String text) {
        if (text.equals("-")) {
            return -1;
        }
        return Arrays.stream(text.split(", ")).mapToLong(CallBook::micros).sum();
    }

    private static long micros(String seconds) {
        return new BigDecimal(seconds).movePointRight(6).longValueExact();
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
