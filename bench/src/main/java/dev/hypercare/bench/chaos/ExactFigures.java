package dev.hypercare.bench.chaos;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What calls come to, counted one by one: durations as they are, not in a histogram. */
final class ExactFigures {
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;

    /** Durations in microseconds, sorted once all are there. */
    static final class Durations {
        private long[] micros = new long[16];
        private int count;
        private long sum;

        private void add(long value) {
            if (value < 0) {
                return;
            }
            if (count == micros.length) {
                micros = Arrays.copyOf(micros, 2 * count);
            }
            micros[count++] = value;
            sum += value;
        }

        long count() {
            return count;
        }

        double meanMillis() {
            return sum / 1000.0 / count;
        }

        double maxMillis() {
            return micros[count - 1] / 1000.0;
        }

        /** By the nearest rank, milliseconds. */
        double percentileMillis(double percent) {
            int rank = (int) Math.ceil(percent / 100 * count - 1e-9);
            return micros[Math.max(0, Math.min(count, rank) - 1)] / 1000.0;
        }
    }

    private final Map<String, Long> statuses = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Durations latency = new Durations();
    private final Durations upstream = new Durations();

    ExactFigures() {
        for (String name : new String[] {
            "calls", "failed", "clientErrors", "serverErrors", "noResponse", "requestBytes", "responseBytes"
        }) {
            counts.put(name, 0L);
        }
    }

    /** Whether a call with this status, 0 for none, has failed. */
    static boolean failed(int status) {
        return status == 0 || status >= SERVER_ERROR;
    }

    void add(int status, long latencyMicros, long upstreamMicros, long requestBytes, long responseBytes) {
        count("calls", 1);
        count("failed", failed(status) ? 1 : 0);
        count("clientErrors", status >= CLIENT_ERROR && status < SERVER_ERROR ? 1 : 0);
        count("serverErrors", status >= SERVER_ERROR ? 1 : 0);
        count("noResponse", status == 0 ? 1 : 0);
        count("requestBytes", requestBytes);
        count("responseBytes", responseBytes);
        statuses.merge(Integer.toString(status), 1L, Long::sum);
        latency.add(latencyMicros);
        upstream.add(upstreamMicros);
    }

    private void count(String name, long more) {
        counts.merge(name, more, Long::sum);
    }

    /** No more are added. */
    void seal() {
        Arrays.sort(latency.micros, 0, latency.count);
        Arrays.sort(upstream.micros, 0, upstream.count);
    }

    /** Sums, by the names of the query API. */
    Map<String, Long> counts() {
        return counts;
    }

    long calls() {
        return counts.getOrDefault("calls", 0L);
    }

    /** Calls by status. */
    Map<String, Long> statuses() {
        return statuses;
    }

    Durations latency() {
        return latency;
    }

    Durations upstream() {
        return upstream;
    }
}
