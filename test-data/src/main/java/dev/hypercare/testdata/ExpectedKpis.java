package dev.hypercare.testdata;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the KPIs of generated lines have to be, worked out a second time and by other means than the product's: regular expressions
 * into plain maps, every latency kept, percentiles by sorting. It shares no class with the product and none with the generator but
 * the list of endpoints.
 */
public final class ExpectedKpis {
    private static final Pattern FIELD = Pattern.compile("\"([a-z0-9_]+)\":\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
    private static final Pattern LINE = Pattern.compile("\\{(?:" + FIELD.pattern() + ",)*+" + FIELD.pattern() + "\\}");
    private static final Pattern SECONDS = Pattern.compile("\\d+\\.\\d{3}");
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");
    private static final long MINUTE = 60_000;

    private final Map<AccessLogGenerator.Endpoint, Pattern> endpoints = new HashMap<>();
    private final SortedMap<Key, Cell> cells = new TreeMap<>(Comparator.comparing(Key::api)
            .thenComparing(Key::route)
            .thenComparing(Key::method)
            .thenComparing(Key::minute));
    private long good;
    private long bad;

    private ExpectedKpis(List<AccessLogGenerator.Endpoint> endpoints) {
        for (AccessLogGenerator.Endpoint endpoint : endpoints) {
            String shape = endpoint.template()
                    .replace("{id}", "[0-9]+")
                    .replace("{uuid}", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            this.endpoints.put(endpoint, Pattern.compile(shape));
        }
    }

    /** Works through the lines; the order does not matter. */
    public static ExpectedKpis of(List<byte[]> lines, List<AccessLogGenerator.Endpoint> endpoints) {
        ExpectedKpis expected = new ExpectedKpis(endpoints);
        lines.forEach(line -> expected.add(new String(line, StandardCharsets.UTF_8)));
        return expected;
    }

    private void add(String line) {
        Map<String, String> fields = new HashMap<>();
        if (LINE.matcher(line).matches()) {
            for (Matcher field = FIELD.matcher(line); field.find(); ) {
                fields.put(field.group(1), field.group(2));
            }
        }
        String msec = fields.getOrDefault("msec", "");
        String status = fields.getOrDefault("status", "");
        if (!SECONDS.matcher(msec).matches() || !STATUS.matcher(status).matches()) {
            bad++;
            return;
        }
        good++;
        long at = new BigDecimal(msec).movePointRight(3).longValueExact();
        String method = fields.getOrDefault("request_method", "");
        AccessLogGenerator.Endpoint endpoint = endpoint(method, fields.getOrDefault("request_uri", ""));
        Key key = new Key(endpoint.api(), endpoint.route(), method, at - Math.floorMod(at, MINUTE));
        cells.computeIfAbsent(key, k -> new Cell())
                .add(
                        Integer.parseInt(status),
                        new BigDecimal(fields.getOrDefault("request_time", ""))
                                .movePointRight(6)
                                .longValueExact());
    }

    private AccessLogGenerator.Endpoint endpoint(String method, String uri) {
        String path = uri.split("\\?", 2)[0];
        for (Map.Entry<AccessLogGenerator.Endpoint, Pattern> entry : endpoints.entrySet()) {
            if (entry.getKey().method().equals(method)
                    && entry.getValue().matcher(path).matches()) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("no endpoint for " + method + " " + uri);
    }

    /** Lines that are calls. */
    public long good() {
        return good;
    }

    /** Lines that are not, and have to be dead letters. */
    public long bad() {
        return bad;
    }

    /** What is expected of each endpoint and minute that has calls. */
    public Map<Key, Cell> cells() {
        return Map.copyOf(cells);
    }

    /**
     * An endpoint and a minute.
     *
     * @param route see {@link AccessLogGenerator.Endpoint#route}
     * @param minute its first instant, epoch ms
     */
    public record Key(String api, String route, String method, long minute) {}

    /** The calls of one endpoint in one minute. */
    public static final class Cell {
        private final SortedMap<Integer, Long> statuses = new TreeMap<>();
        private final List<Long> micros = new ArrayList<>();

        private void add(int status, long latencyMicros) {
            statuses.merge(status, 1L, Long::sum);
            micros.add(latencyMicros);
        }

        public long calls() {
            return micros.size();
        }

        /** 5xx. */
        public long failed() {
            return statuses.tailMap(500).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        /** Calls by status. */
        public Map<Integer, Long> statuses() {
            return Map.copyOf(statuses);
        }

        /** The latencies, microseconds, ascending. */
        public List<Long> latencies() {
            return micros.stream().sorted().toList();
        }

        /** The exact percentile by nearest rank, microseconds: the smallest value that so many percent of all do not exceed. */
        public long percentile(double percent) {
            List<Long> sorted = latencies();
            int rank = (int) Math.ceil(percent * sorted.size() / 100 - 1e-9);
            return sorted.get(Math.max(1, rank) - 1);
        }
    }
}
