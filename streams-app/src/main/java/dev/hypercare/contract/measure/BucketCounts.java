package dev.hypercare.contract.measure;

import java.util.TreeMap;

/**
 * How many values each bucket of a histogram holds, in an array over the range in use, grown on demand. Counts are kept in 32 bits
 * until one does not fit. Not thread-safe.
 */
final class BucketCounts {
    /** Buckets kept free at both ends, so that few values make the range grow: half an octave. */
    private static final int ROOM = 32;

    private int[] narrow = new int[0];
    /** Used instead of {@code narrow} once a count does not fit there. */
    private long[] wide = new long[0];
    /** The bucket at index 0. */
    private int first;

    /** Of values told by their buckets, in any order. */
    static BucketCounts of(short[] buckets, int size) {
        BucketCounts counts = new BucketCounts();
        int low = Integer.MAX_VALUE;
        int high = 0;
        for (int i = 0; i < size; i++) {
            low = Math.min(low, buckets[i]);
            high = Math.max(high, buckets[i]);
        }
        if (size > 0) {
            counts.first = Math.max(0, low - ROOM);
            counts.narrow = new int[high + ROOM - counts.first + 1];
            for (int i = 0; i < size; i++) {
                counts.narrow[buckets[i] - counts.first]++;
            }
        }
        return counts;
    }

    static BucketCounts of(LatencyHistogram histogram) {
        BucketCounts counts = new BucketCounts();
        histogram.eachBucket(counts::add);
        return counts;
    }

    /** Adds one value. */
    void add(int bucket) {
        int i = bucket - first;
        if (i >= 0 && i < narrow.length && wide.length == 0 && narrow[i] != Integer.MAX_VALUE) {
            narrow[i]++;
        } else {
            add(bucket, 1);
        }
    }

    void add(int bucket, long n) {
        reserve(bucket, bucket);
        addAt(bucket - first, n);
    }

    private void addAt(int i, long n) {
        if (wide.length > 0) {
            wide[i] += n;
            return;
        }
        long sum = narrow[i] + n;
        if (sum == (int) sum) {
            narrow[i] = (int) sum;
        } else {
            wide = new long[narrow.length];
            for (int k = 0; k < narrow.length; k++) {
                wide[k] = narrow[k];
            }
            wide[i] = sum;
        }
    }

    void merge(BucketCounts other, int sign) {
        int low = other.lowest();
        if (low < 0) {
            return;
        }
        int high = other.highest();
        reserve(low, high);
        for (int bucket = low; bucket <= high; bucket++) {
            long n = other.at(bucket - other.first);
            if (n != 0) {
                addAt(bucket - first, sign * n);
            }
        }
    }

    private void reserve(int low, int high) {
        int length = narrow.length;
        if (length > 0 && low >= first && high < first + length) {
            return;
        }
        int from = length == 0 ? low : Math.min(low, first);
        int to = length == 0 ? high : Math.max(high, first + length - 1);
        int room = ROOM + (to - from) / 8;
        from = low < first || length == 0 ? Math.max(0, from - room) : from;
        to = high >= first + length ? to + room : to;
        int[] wider = new int[to - from + 1];
        if (length > 0) {
            System.arraycopy(narrow, 0, wider, first - from, length);
        }
        if (wide.length > 0) {
            long[] widest = new long[wider.length];
            System.arraycopy(wide, 0, widest, first - from, length);
            wide = widest;
        }
        narrow = wider;
        first = from;
    }

    private long at(int i) {
        return wide.length > 0 ? wide[i] : narrow[i];
    }

    /** The highest bucket that holds something; -1 for none. */
    int highest() {
        for (int i = narrow.length - 1; i >= 0; i--) {
            if (at(i) > 0) {
                return first + i;
            }
        }
        return -1;
    }

    private int lowest() {
        for (int i = 0; i < narrow.length; i++) {
            if (at(i) != 0) {
                return first + i;
            }
        }
        return -1;
    }

    /** How many buckets hold something. */
    int used() {
        int used = 0;
        for (int i = 0; i < narrow.length; i++) {
            if (at(i) != 0) {
                used++;
            }
        }
        return used;
    }

    /** The bucket of the value of a rank, counted from 1; -1 where there are fewer. */
    int atRank(long rank) {
        long seen = 0;
        for (int i = 0; i < narrow.length; i++) {
            seen += at(i);
            if (seen >= rank) {
                return first + i;
            }
        }
        return -1;
    }

    void each(LatencyHistogram.Bucket action) {
        for (int i = 0; i < narrow.length; i++) {
            long n = at(i);
            if (n != 0) {
                action.accept(first + i, n);
            }
        }
    }

    /** Pairs of bucket, as the distance from the one before, and count. */
    void write(BinaryWriter to) {
        int previous = 0;
        for (int i = 0; i < narrow.length; i++) {
            long n = at(i);
            if (n != 0) {
                to.number(first + i - previous);
                to.number(n);
                previous = first + i;
            }
        }
    }

    private TreeMap<Integer, Long> toMap() {
        TreeMap<Integer, Long> map = new TreeMap<>();
        each(map::put);
        return map;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof BucketCounts other && toMap().equals(other.toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }
}
