package dev.hypercare.contract.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Calls by HTTP status. There are few different ones, so they stand in two arrays, ascending. Not thread-safe. */
final class StatusCounts {
    private int[] codes = new int[2];
    private long[] counts = new long[2];
    private int size;

    /** Adds calls; what comes to nothing is forgotten. */
    void add(int code, long n) {
        int i = 0;
        while (i < size && codes[i] < code) {
            i++;
        }
        if (i == size || codes[i] != code) {
            insert(i, code);
        }
        counts[i] += n;
        if (counts[i] == 0) {
            size--;
            System.arraycopy(codes, i + 1, codes, i, size - i);
            System.arraycopy(counts, i + 1, counts, i, size - i);
        }
    }

    private void insert(int at, int code) {
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        System.arraycopy(codes, at, codes, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        codes[at] = code;
        counts[at] = 0;
        size++;
    }

    /** Forgets everything and keeps the memory for what comes. */
    void clear() {
        size = 0;
    }

    void merge(StatusCounts other, int sign) {
        for (int i = 0; i < other.size; i++) {
            add(other.codes[i], sign * other.counts[i]);
        }
    }

    long of(int code) {
        int i = Arrays.binarySearch(codes, 0, size, code);
        return i < 0 ? 0 : counts[i];
    }

    boolean isEmpty() {
        return size == 0;
    }

    Map<Integer, Long> toMap() {
        Map<Integer, Long> map = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            map.put(codes[i], counts[i]);
        }
        return map;
    }

    void write(BinaryWriter to) {
        to.number(size);
        for (int i = 0; i < size; i++) {
            to.number(codes[i]);
            to.number(counts[i]);
        }
    }

    void mergeFrom(ByteBuffer from) {
        mergeFrom(from, 1);
    }

    void subtractFrom(ByteBuffer from) {
        mergeFrom(from, -1);
    }

    private void mergeFrom(ByteBuffer from, int sign) {
        int n = BinaryWriter.readLength(from);
        for (int i = 0; i < n; i++) {
            int code = Math.toIntExact(BinaryWriter.readNumber(from));
            add(code, sign * BinaryWriter.readNumber(from));
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof StatusCounts other
                && Arrays.equals(codes, 0, size, other.codes, 0, other.size)
                && Arrays.equals(counts, 0, size, other.counts, 0, other.size);
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }
}
