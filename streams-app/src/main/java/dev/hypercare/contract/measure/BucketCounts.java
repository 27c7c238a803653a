package dev.hypercare.contract.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * How many values each bucket of a histogram holds, in an array over the range in use, grown on demand. Counts are kept in 8 bits until
 * one does not fit, then in 32, then in 64: most are small, and thousands of histograms at once have to stay in the processor's cache.
 * Not thread-safe.
 */
final class BucketCounts {
    /** Buckets kept free at both ends, so that few values make the range grow: half an octave. */
    private static final int ROOM = 32;

    private static final int SMALL_MAX = 0xFF;

    /** Eight small counts at once. */
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The highest bit of each of eight bytes. */
    private static final long HIGHEST = 0x8080808080808080L;

    /** Unsigned. One of the three arrays has {@code length} elements, the others none. */
    private byte[] small = {};

    private int[] medium = {};
    private long[] large = {};
    private int length;
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
            counts.length = high + ROOM - counts.first + 1;
            counts.small = new byte[counts.length];
            for (int i = 0; i < size; i++) {
                counts.addAt(buckets[i] - counts.first, 1);
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
        if (i >= 0 && i < small.length && small[i] != (byte) SMALL_MAX) {
            small[i]++;
        } else if (i >= 0 && i < medium.length && medium[i] != Integer.MAX_VALUE) {
            medium[i]++;
        } else {
            add(bucket, 1);
        }
    }

    void add(int bucket, long n) {
        reserve(bucket, bucket);
        addAt(bucket - first, n);
    }

    private void addAt(int i, long n) {
        long sum = at(i) + n;
        if (small.length > 0 && (sum < 0 || sum > SMALL_MAX)) {
            int[] wider = new int[length];
            for (int k = 0; k < length; k++) {
                wider[k] = small[k] & SMALL_MAX;
            }
            medium = wider;
            small = new byte[0];
        }
        if (medium.length > 0 && sum != (int) sum) {
            long[] widest = new long[length];
            for (int k = 0; k < length; k++) {
                widest[k] = medium[k];
            }
            large = widest;
            medium = new int[0];
        }
        if (small.length > 0) {
            small[i] = (byte) sum;
        } else if (medium.length > 0) {
            medium[i] = (int) sum;
        } else {
            large[i] = sum;
        }
    }

    /** Forgets all values and keeps the range. */
    void clear() {
        Arrays.fill(small, (byte) 0);
        Arrays.fill(medium, 0);
        Arrays.fill(large, 0);
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
        if (length > 0 && low >= first && high < first + length) {
            return;
        }
        int from = length == 0 ? low : Math.min(low, first);
        int to = length == 0 ? high : Math.max(high, first + length - 1);
        int room = ROOM + (to - from) / 8;
        from = low < first || length == 0 ? Math.max(0, from - room) : from;
        to = high >= first + length ? to + room : to;
        int longer = to - from + 1;
        int at = first - from;
        if (medium.length > 0) {
            int[] copy = new int[longer];
            System.arraycopy(medium, 0, copy, at, length);
            medium = copy;
        } else if (large.length > 0) {
            long[] copy = new long[longer];
            System.arraycopy(large, 0, copy, at, length);
            large = copy;
        } else {
            byte[] copy = new byte[longer];
            System.arraycopy(small, 0, copy, length == 0 ? 0 : at, length);
            small = copy;
        }
        length = longer;
        first = from;
    }

    private long at(int i) {
        return small.length > 0 ? small[i] & SMALL_MAX : medium.length > 0 ? medium[i] : large[i];
    }

    /** The highest bucket that holds something; -1 for none. */
    int highest() {
        for (int i = length - 1; i >= 0; i--) {
            if (at(i) > 0) {
                return first + i;
            }
        }
        return -1;
    }

    private int lowest() {
        for (int i = 0; i < length; i++) {
            if (at(i) != 0) {
                return first + i;
            }
        }
        return -1;
    }

    /** How many buckets hold something. */
    int used() {
        int used = 0;
        int i = 0;
        for (; i + Long.BYTES <= small.length; i += Long.BYTES) {
            used += Long.bitCount(held(small, i));
        }
        for (; i < length; i++) {
            if (at(i) != 0) {
                used++;
            }
        }
        return used;
    }

    /** The bucket of the value of a rank, counted from 1; -1 where there are fewer. */
    int atRank(long rank) {
        long seen = 0;
        for (int i = 0; i < length; i++) {
            seen += at(i);
            if (seen >= rank) {
                return first + i;
            }
        }
        return -1;
    }

    /** How many values are in higher buckets. */
    long above(int bucket) {
        long above = 0;
        for (int i = Math.max(0, bucket + 1 - first); i < length; i++) {
            above += at(i);
        }
        return above;
    }

    /** The sum of a weight of each value by its bucket. */
    long sum(int[] weights) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            long n = at(i);
            if (n != 0) {
                sum += n * weights[first + i];
            }
        }
        return sum;
    }

    void each(LatencyHistogram.Bucket action) {
        for (int i = 0; i < length; i++) {
            long n = at(i);
            if (n != 0) {
                action.accept(first + i, n);
            }
        }
    }

    /** Pairs of bucket, as the distance from the one before, and count. */
    void write(BinaryWriter to) {
        int previous = 0;
        int i = 0;
        for (; i + Long.BYTES <= small.length; i += Long.BYTES) {
            for (long rest = held(small, i); rest != 0; rest &= rest - 1) {
                int at = i + Long.numberOfTrailingZeros(rest) / Byte.SIZE;
                to.number(first + at - previous);
                to.number(small[at] & SMALL_MAX);
                previous = first + at;
            }
        }
        for (; i < length; i++) {
            long n = at(i);
            if (n != 0) {
                to.number(first + i - previous);
                to.number(n);
                previous = first + i;
            }
        }
    }

    /** Of eight counts those that are not 0, the first one lowest: the highest bit of the byte of each. */
    private static long held(byte[] counts, int from) {
        long eight = (long) EIGHT.get(counts, from);
        return ((eight & ~HIGHEST) + ~HIGHEST | eight) & HIGHEST;
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
