package dev.hypercare.bench.compare;

import java.util.Arrays;

/** Whole numbers by whole numbers that are not negative, 24 bytes each: there are millions of windows. Not thread-safe. */
final class LongTable {
    /** Stands for no value. */
    static final int ABSENT = -1;

    private final long[] keys;
    private final int[] values;

    /** @param most how many there will be */
    LongTable(int most) {
        int size = Math.max(16, Integer.highestOneBit(Math.max(1, most)) * 4);
        keys = new long[size];
        values = new int[size];
        Arrays.fill(values, ABSENT);
    }

    /** Keeps a value, 0 or more, in place of the one before. */
    void put(long key, int value) {
        int at = place(key);
        keys[at] = key;
        values[at] = value;
    }

    int get(long key) {
        return values[place(key)];
    }

    private int place(long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 32) & mask;
        while (values[at] != ABSENT && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
