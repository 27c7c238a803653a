package dev.hypercare.contract.measure;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A mergeable log-linear histogram of durations in microseconds, with the exact count, sum and maximum. 64 buckets an octave: the
 * middle of a bucket is at most 0.79 % away from any value in it, so every percentile is within 1 % of the exact nearest-rank one.
 * Adding and merging commute and associate, and {@link #subtract} undoes {@link #merge} but for the maximum. Not thread-safe.
 */
public final class LatencyHistogram {
    /** Values below this have a bucket each. */
    private static final int EXACT = 128;

    private static final int SUB_BUCKETS = 64;
    /** Longest duration told apart: about 13 days; longer ones count in the last bucket. */
    private static final long LIMIT = (1L << 40) - 1;

    /** Buckets from {@code first} on; grown on demand. */
    private long[] counts = new long[0];

    private int first;
    private long count;
    private long sum;
    private long max = -1;

    /** One as the KPI topics carry it: bucket numbers and their counts, same length; sum and maximum in microseconds. */
    public static LatencyHistogram of(List<Integer> buckets, List<Long> counts, long sumMicros, long maxMicros) {
        LatencyHistogram histogram = new LatencyHistogram();
        for (int i = 0; i < buckets.size(); i++) {
            histogram.add(buckets.get(i), counts.get(i));
            histogram.count += counts.get(i);
        }
        histogram.sum = sumMicros;
        histogram.max = maxMicros;
        return histogram;
    }

    /** Adds one duration, microseconds; negative ones count as 0. */
    public void add(long micros) {
        long value = Math.max(0, micros);
        add(bucket(value), 1);
        count++;
        sum += value;
        max = Math.max(max, value);
    }

    /** Adds all of another. */
    public void merge(LatencyHistogram other) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] != 0) {
                add(other.first + i, other.counts[i]);
            }
        }
        count += other.count;
        sum += other.sum;
        max = Math.max(max, other.max);
    }

    /**
     * Takes away one that was merged before. The maximum becomes the upper end of the highest bucket left, because the exact one is
     * not known any more.
     */
    public void subtract(LatencyHistogram other) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] != 0) {
                add(other.first + i, -other.counts[i]);
            }
        }
        count -= other.count;
        sum -= other.sum;
        long highest = -1;
        for (int i = counts.length - 1; i >= 0 && highest < 0; i--) {
            if (counts[i] > 0) {
                highest = high(first + i);
            }
        }
        max = Math.min(max, highest);
    }

    /** Sets the exact maximum, microseconds, where the caller knows it after {@link #subtract}; -1 for none. */
    public void maxIs(long micros) {
        max = micros;
    }

    public long count() {
        return count;
    }

    /** Sum, microseconds, exact. */
    public long sumMicros() {
        return sum;
    }

    /** Longest, microseconds; -1 when empty. */
    public long maxMicros() {
        return max;
    }

    /**
     * The nearest-rank percentile, microseconds, within 1 % of the exact one; -1 when empty.
     *
     * @param percent from 0 (exclusive) to 100
     */
    public long percentile(double percent) {
        if (count == 0) {
            return -1;
        }
        long rank = Math.max(1, (long) Math.ceil(percent / 100 * count - 1e-9));
        if (rank >= count) {
            return max;
        }
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(max, middle(first + i));
            }
        }
        return max;
    }

    /** The bucket of a value: the value itself below 128, 64 an octave above. */
    static int bucket(long micros) {
        long value = Math.min(micros, LIMIT);
        if (value < EXACT) {
            return (int) value;
        }
        int exponent = 57 - Long.numberOfLeadingZeros(value);
        return exponent * SUB_BUCKETS + (int) (value >>> exponent);
    }

    /** Smallest value of a bucket, microseconds. */
    static long low(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int exponent = bucket / SUB_BUCKETS - 1;
        return (long) (SUB_BUCKETS + bucket % SUB_BUCKETS) << exponent;
    }

    /** Largest value of a bucket, microseconds. */
    static long high(int bucket) {
        return bucket < EXACT ? bucket : low(bucket + 1) - 1;
    }

    private static long middle(int bucket) {
        return (low(bucket) + high(bucket)) / 2;
    }

    /** Bucket numbers that hold something, ascending. */
    public int[] buckets() {
        int[] buckets = new int[counts.length];
        int n = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                buckets[n++] = first + i;
            }
        }
        return Arrays.copyOf(buckets, n);
    }

    /** How many values a bucket holds. */
    public long countOf(int bucket) {
        int i = bucket - first;
        return i < 0 || i >= counts.length ? 0 : counts[i];
    }

    private void add(int bucket, long n) {
        if (counts.length == 0) {
            counts = new long[8];
            first = bucket;
        } else if (bucket < first) {
            int room = first - bucket + 8;
            room = Math.min(room, first);
            long[] wider = new long[counts.length + room];
            System.arraycopy(counts, 0, wider, room, counts.length);
            counts = wider;
            first -= room;
        } else if (bucket >= first + counts.length) {
            counts = Arrays.copyOf(counts, Math.max(bucket - first + 1, counts.length + counts.length / 2));
        }
        counts[bucket - first] += n;
    }

    void write(BinaryWriter to) {
        int[] buckets = buckets();
        to.number(count);
        if (count == 0 && buckets.length == 0) {
            return;
        }
        to.number(sum);
        to.number(max + 1);
        to.number(buckets.length);
        int previous = 0;
        for (int bucket : buckets) {
            to.number(bucket - previous);
            to.number(countOf(bucket));
            previous = bucket;
        }
    }

    /** Adds an encoded one to this. Error: {@link BufferUnderflowException} or {@link IllegalArgumentException} on bad bytes. */
    void mergeFrom(ByteBuffer from) {
        long n = BinaryWriter.readNumber(from);
        if (n == 0) {
            return;
        }
        count += n;
        sum += BinaryWriter.readNumber(from);
        max = Math.max(max, BinaryWriter.readNumber(from) - 1);
        int length = BinaryWriter.readLength(from);
        int bucket = 0;
        for (int i = 0; i < length; i++) {
            bucket = Math.toIntExact(bucket + BinaryWriter.readNumber(from));
            if (bucket < 0 || bucket > bucket(LIMIT)) {
                throw new IllegalArgumentException("not a bucket: " + bucket);
            }
            add(bucket, BinaryWriter.readNumber(from));
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof LatencyHistogram other
                && count == other.count
                && sum == other.sum
                && max == other.max
                && Arrays.equals(buckets(), other.buckets())
                && Arrays.stream(buckets()).allMatch(bucket -> countOf(bucket) == other.countOf(bucket));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count * 31 + sum);
    }

    @Override
    public String toString() {
        return "LatencyHistogram[count=" + count + ", p50=" + percentile(50) + ", p99=" + percentile(99) + ", max="
                + max + "]";
    }
}
