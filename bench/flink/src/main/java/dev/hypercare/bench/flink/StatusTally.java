package dev.hypercare.bench.flink;

import java.util.Arrays;

/** Calls by HTTP status, in the order in which they came first: most calls have the first. Not thread-safe. */
final class StatusTally {
    private int[] codes = new int[4];
    private long[] counts = new long[4];
    private int size;

    void add(int code, long calls) {
        for (int i = 0; i < size; i++) {
            if (codes[i] == code) {
                counts[i] += calls;
                return;
            }
        }
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        codes[size] = code;
        counts[size++] = calls;
    }

    void clear() {
        size = 0;
    }

    void write(PackedBytes to) {
        to.number(size);
        for (int i = 0; i < size; i++) {
            to.number(codes[i]);
            to.number(counts[i]);
        }
    }

    /** Adds what was written. */
    void merge(PackedReader from) {
        for (long left = from.number(); left > 0; left--) {
            int code = (int) from.number();
            add(code, from.number());
        }
    }
}
