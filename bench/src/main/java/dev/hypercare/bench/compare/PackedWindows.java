package dev.hypercare.bench.compare;

import dev.hypercare.bench.data.FoundWindow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the windows that the tuned Flink job writes: the kind (1 byte), length and text of the series, first instant, fifteen percentiles, how many
 * consumers, thirteen sums, then count, sum and maximum of the latency; what follows is not looked at. All numbers take seven bits a byte, the
 * lowest first. Minutes are held against the truth, and the sums of panes against those of their minutes.
 */
final class PackedWindows {
    private static final int PANE = 0;
    private static final int MINUTE = 1;
    private static final long MINUTE_MILLIS = 60_000;

    private static final int PERCENTILES = 15;
    /** The place of the latency's 99th among them. */
    private static final int P99 = 3;

    private static final int SUMS = 13;
    private static final int CALLS = 0;
    private static final int SERVER_ERRORS = 2;
    private static final int NO_RESPONSE = 3;
    /** After the sums: count, sum and maximum of the latency. */
    private static final int LATENCY = SUMS;

    /** By series and minute: what the minute says less what its panes say; the maximum of the minute, and that of its panes. */
    private final Map<String, long[]> rest = new HashMap<>();

    private final Verification truth;

    PackedWindows(Verification truth) {
        this.truth = truth;
    }

    /** Takes a record. Error: {@link IllegalArgumentException} where it is no such window. */
    void take(byte[] record) {
        ByteBuffer from = ByteBuffer.wrap(record);
        int kind = from.get();
        if (kind != PANE && kind != MINUTE) {
            throw new IllegalArgumentException("a window of kind " + kind + " (expected: 0 or 1)");
        }
        byte[] name = new byte[(int) number(from)];
        from.get(name);
        String series = new String(name, StandardCharsets.UTF_8);
        long start = number(from);
        long p99 = 0;
        for (int i = 0; i < PERCENTILES; i++) {
            long micros = number(from);
            p99 = i == P99 ? micros : p99;
        }
        number(from); // consumers
        long[] sums = new long[SUMS + 3];
        for (int i = 0; i < SUMS; i++) {
            sums[i] = number(from);
        }
        sums[LATENCY] = number(from);
        if (sums[LATENCY] > 0) {
            sums[LATENCY + 1] = number(from);
            sums[LATENCY + 2] = number(from);
        }
        add(series, start, kind == MINUTE ? 1 : -1, sums);
        if (kind == MINUTE) {
            truth.takeOnce(new FoundWindow(
                    series,
                    start,
                    sums[CALLS],
                    sums[SERVER_ERRORS] + sums[NO_RESPONSE],
                    sums[LATENCY + 1],
                    sums[LATENCY + 2],
                    p99));
        }
    }

    private void add(String series, long start, int sign, long[] sums) {
        String key = series.replace('\t', ' ') + " " + (start - Math.floorMod(start, MINUTE_MILLIS));
        long[] left = rest.computeIfAbsent(key, unseen -> new long[SUMS + 4]);
        for (int i = 0; i < LATENCY + 2; i++) {
            left[i] += sign * sums[i];
        }
        int max = sign > 0 ? LATENCY + 2 : LATENCY + 3;
        left[max] = Math.max(left[max], sums[LATENCY + 2]);
    }

    /** What comes of it. */
    Verdict verdict() {
        Verdict minutes = truth.verdict();
        long wrong = 0;
        String example = "";
        for (Map.Entry<String, long[]> one : rest.entrySet()) {
            long[] left = one.getValue();
            if (left[LATENCY + 2] != left[LATENCY + 3]
                    || Arrays.stream(left, 0, LATENCY + 2).anyMatch(n -> n != 0)) {
                wrong++;
                example = one.getKey();
            }
        }
        return wrong == 0
                ? minutes
                : Verdict.wrong(wrong + " minutes that are not the sum of their panes, such as " + example
                        + (minutes.right() ? "" : "; " + minutes.text()));
    }

    private static long number(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            long b = from.get();
            value |= (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
