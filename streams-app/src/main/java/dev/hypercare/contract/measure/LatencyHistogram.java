package dev.hypercare.contract.measure;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A mergeable log-linear histogram of durations in microseconds, with the exact count, sum and maximum. 64 buckets an octave: the
 * middle of a bucket is at most 0.79 % away from any value in it, so every percentile is within 1 % of the exact nearest-rank one.
 * Adding and merging commute and associate, and {@link #subtract} undoes {@link #merge} but for the maximum. A few values take a few
 * bytes. Not thread-safe.
 */
public final class LatencyHistogram {
    /** Values below this have a bucket each. */
    private static final int EXACT = 128;

    private static final int SUB_BUCKETS = 64;
    /** Longest duration told apart: about 13 days; longer ones count in the last bucket. */
    private static final long LIMIT = (1L << 40) - 1;

    /** Stands in while there is none; never added to. */
    private static final BucketCounts EMPTY = new BucketCounts();

    /** Up to so many values are kept as a list of their buckets. */
    private static final int FEW = 24;

    /** Units of {@link #logSum}: a thousandth of a value. */
    public static final int LOG_UNITS = 1024;

    private static final int[] LOGS = logs();

    private short[] few = new short[4];
    /** How many values the list holds; -1 when they are in the counts. */
    private int listed;

    /** Counts of the buckets from {@code first} on, once the values are many. */
    private BucketCounts counts = EMPTY;

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
        int bucket = bucket(value);
        if (listed >= 0 && listed < FEW) {
            list(bucket);
        } else {
            counts().add(bucket);
        }
        count++;
        sum += value;
        max = Math.max(max, value);
    }

    /** Forgets all values and keeps the memory for what comes, which is thought to be alike. */
    public void clear() {
        if (listed >= 0) {
            listed = 0;
        } else {
            counts.clear();
        }
        count = 0;
        sum = 0;
        max = -1;
    }

    /** Adds all of another. */
    public void merge(LatencyHistogram other) {
        if (other.listed >= 0) {
            for (int i = 0; i < other.listed; i++) {
                add(other.few[i], 1);
            }
        } else {
            counts().merge(other.counts, 1);
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
        counts().merge(other.counts(), -1);
        count -= other.count;
        sum -= other.sum;
        int highest = counts.highest();
        max = Math.min(max, highest < 0 ? -1 : high(highest));
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
        int bucket = listed >= 0 ? sorted()[(int) rank - 1] : counts.atRank(rank);
        return bucket < 0 ? max : Math.min(max, middle(bucket));
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

    private static int[] logs() {
        int[] logs = new int[bucket(LIMIT) + 1];
        for (int i = 0; i < logs.length; i++) {
            // Strict: the same on every machine, because it is added up in what is kept.
            logs[i] = (int) StrictMath.rint(LOG_UNITS * StrictMath.log(Math.max(1, middle(i))));
        }
        return logs;
    }

    private static long middle(int bucket) {
        return (low(bucket) + high(bucket)) / 2;
    }

    /** Receives a bucket that holds something, and how many values. */
    @FunctionalInterface
    public interface Bucket {
        void accept(int number, long values);
    }

    /** The buckets that hold something, ascending. */
    public void eachBucket(Bucket action) {
        if (listed < 0) {
            counts.each(action);
            return;
        }
        short[] buckets = sorted();
        for (int i = 0; i < listed; ) {
            int from = i;
            while (i < listed && buckets[i] == buckets[from]) {
                i++;
            }
            action.accept(buckets[from], i - from);
        }
    }

    /** How many values are longer than a duration, microseconds, but for those in its own bucket. */
    public long countAbove(long micros) {
        int bucket = bucket(Math.max(0, micros));
        if (listed < 0) {
            return counts.above(bucket);
        }
        long above = 0;
        for (int i = 0; i < listed; i++) {
            above += few[i] > bucket ? 1 : 0;
        }
        return above;
    }

    /**
     * The sum over all values of the natural logarithm of their microseconds, in units of 1/{@value #LOG_UNITS}, as exact as the buckets are. It
     * adds up when histograms are merged.
     */
    public long logSum() {
        long sumOfLogs = 0;
        if (listed >= 0) {
            for (int i = 0; i < listed; i++) {
                sumOfLogs += LOGS[few[i]];
            }
            return sumOfLogs;
        }
        return counts.sum(LOGS);
    }

    /** The natural logarithm of the microseconds of a bucket's values, in units of 1/{@value #LOG_UNITS}; at least 0. */
    public static int logOf(int bucket) {
        return LOGS[bucket];
    }

    /** How many buckets hold something. */
    public int bucketsUsed() {
        if (listed < 0) {
            return counts.used();
        }
        short[] buckets = sorted();
        int used = 0;
        for (int i = 0; i < listed; i++) {
            if (i == 0 || buckets[i] != buckets[i - 1]) {
                used++;
            }
        }
        return used;
    }

    private short[] sorted() {
        for (int i = 1; i < listed; i++) {
            short bucket = few[i];
            int j = i;
            while (j > 0 && few[j - 1] > bucket) {
                few[j] = few[j - 1];
                j--;
            }
            few[j] = bucket;
        }
        return few;
    }

    private void add(int bucket, long n) {
        if (listed >= 0 && n > 0 && listed + n <= FEW) {
            for (int i = 0; i < n; i++) {
                list(bucket);
            }
        } else {
            counts().add(bucket, n);
        }
    }

    private void list(int bucket) {
        if (listed == few.length) {
            few = Arrays.copyOf(few, Math.min(FEW, listed * 3));
        }
        few[listed++] = (short) bucket;
    }

    private BucketCounts counts() {
        if (listed >= 0) {
            counts = BucketCounts.of(few, listed);
            listed = -1;
        }
        return counts;
    }

    void write(BinaryWriter to) {
        int used = bucketsUsed();
        to.number(count);
        if (count == 0 && used == 0) {
            return;
        }
        to.number(sum);
        to.number(max + 1);
        to.number(used);
        if (listed < 0) {
            counts.write(to);
            return;
        }
        int previous = 0;
        for (int i = 0; i < listed; ) {
            int from = i;
            while (i < listed && few[i] == few[from]) {
                i++;
            }
            to.number(few[from] - previous);
            to.number(i - from);
            previous = few[from];
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
                && BucketCounts.of(this).equals(BucketCounts.of(other));
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
