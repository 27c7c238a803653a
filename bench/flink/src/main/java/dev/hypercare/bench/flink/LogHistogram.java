package dev.hypercare.bench.flink;

import java.util.Arrays;

/**
 * A log-linear histogram of durations in microseconds with 64 buckets an octave, with the exact count, sum and maximum. The first few values
 * stand as a list of their buckets; from then on buckets are counted in an array that covers what was seen. Not thread-safe.
 */
final class LogHistogram {
    /** Those that windows tell, thousandths. */
    static final int[] PERMILLE = {500, 900, 950, 990, 999};

    private static final int FEW = 24;
    private static final int ROOM = 16;
    private static final long LONGEST = (1L << 40) - 1;

    private long count;
    private long sum;
    private long max;
    private short[] few = new short[4];
    /** How many values the list holds; -1 when they are counted in the array. */
    private int listed;

    private int[] buckets = new int[0];
    private int first;

    void add(long micros) {
        count++;
        sum += micros;
        if (micros > max) {
            max = micros;
        }
        int bucket = bucket(micros);
        if (listed >= 0) {
            list(bucket);
        } else {
            int i = bucket - first;
            if (i < 0 || i >= buckets.length) {
                cover(bucket);
                i = bucket - first;
            }
            buckets[i]++;
        }
    }

    long count() {
        return count;
    }

    long sum() {
        return sum;
    }

    long max() {
        return max;
    }

    /** Empties it for the next use; its memory stays. */
    void clear() {
        if (listed < 0) {
            Arrays.fill(buckets, 0);
        }
        listed = 0;
        count = 0;
        sum = 0;
        max = 0;
    }

    /** The percentiles of {@link #PERMILLE} by nearest rank: the middles of their buckets, microseconds. */
    void percentiles(long[] into) {
        if (listed > 0) {
            Arrays.sort(few, 0, listed);
        }
        long seen = 0;
        int place = -1;
        for (int i = 0; i < PERMILLE.length; i++) {
            long rank = (count * PERMILLE[i] + 999) / 1000;
            if (rank >= count) {
                into[i] = max;
            } else if (listed >= 0) {
                into[i] = Math.min(max, middle(few[(int) rank - 1]));
            } else {
                while (seen < rank) {
                    seen += buckets[++place];
                }
                into[i] = Math.min(max, middle(first + place));
            }
        }
    }

    /** Writes only the buckets that hold something: how far each is from the one before, and its count. */
    void write(PackedBytes to) {
        to.number(count);
        if (count == 0) {
            return;
        }
        to.number(sum);
        to.number(max);
        int before = 0;
        if (listed >= 0) {
            Arrays.sort(few, 0, listed);
            for (int i = 0; i < listed; ) {
                int from = i;
                while (i < listed && few[i] == few[from]) {
                    i++;
                }
                to.number(few[from] - before);
                to.number(i - from);
                before = few[from];
            }
            return;
        }
        for (int i = 0; i < buckets.length; i++) {
            if (buckets[i] != 0) {
                to.number(first + i - before);
                to.number(buckets[i]);
                before = first + i;
            }
        }
    }

    /** Adds what was written. */
    void merge(PackedReader from) {
        long more = from.number();
        if (more == 0) {
            return;
        }
        count += more;
        sum += from.number();
        max = Math.max(max, from.number());
        int bucket = 0;
        while (more > 0) {
            bucket += (int) from.number();
            int n = (int) from.number();
            more -= n;
            add(bucket, n);
        }
    }

    private void add(int bucket, int n) {
        for (int i = 0; i < n && listed >= 0; i++) {
            list(bucket);
            if (listed < 0) {
                add(bucket, n - i - 1);
                return;
            }
        }
        if (listed < 0 && n > 0) {
            cover(bucket);
            buckets[bucket - first] += n;
        }
    }

    private void list(int bucket) {
        if (listed < FEW) {
            if (listed == few.length) {
                few = Arrays.copyOf(few, Math.min(FEW, 3 * listed));
            }
            few[listed++] = (short) bucket;
            return;
        }
        int all = listed;
        listed = -1;
        for (int i = 0; i < all; i++) {
            cover(few[i]);
            buckets[few[i] - first]++;
        }
        cover(bucket);
        buckets[bucket - first]++;
    }

    private void cover(int bucket) {
        if (buckets.length == 0) {
            first = Math.max(0, bucket - ROOM);
            buckets = new int[2 * ROOM + 1];
        }
        int last = first + buckets.length - 1;
        if (bucket >= first && bucket <= last) {
            return;
        }
        int from = bucket < first ? Math.max(0, bucket - ROOM) : first;
        int[] wider = new int[Math.max(last, bucket + ROOM) - from + 1];
        System.arraycopy(buckets, 0, wider, first - from, buckets.length);
        first = from;
        buckets = wider;
    }

    private static int bucket(long micros) {
        long value = Math.min(micros, LONGEST);
        if (value < 128) {
            return (int) value;
        }
        int exponent = 57 - Long.numberOfLeadingZeros(value);
        return exponent * 64 + (int) (value >>> exponent);
    }

    private static long middle(int bucket) {
        if (bucket < 128) {
            return bucket;
        }
        int exponent = bucket / 64 - 1;
        return ((64L + bucket % 64) << exponent) + ((1L << exponent) - 1) / 2;
    }
}
