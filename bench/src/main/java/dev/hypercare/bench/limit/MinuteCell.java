package dev.hypercare.bench.limit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One series and minute: counts and a log-linear histogram with 64 buckets an octave. The first few durations stand as bucket numbers
 * in a short list; from then on buckets are counted in an array that covers what was seen.
 */
final class MinuteCell {
    private static final int FEW = 16;
    private static final int ROOM = 16;

    final long minute;
    /** Older minutes of the series. */
    final @Nullable MinuteCell older;

    long calls;
    long failed;
    long sumMicros;
    long upstreamSumMicros;
    long maxMicros;

    private short[] few = new short[4];
    private int fewCount;
    private int @Nullable [] buckets;
    private int first;

    MinuteCell(long minute, @Nullable MinuteCell older) {
        this.minute = minute;
        this.older = older;
    }

    void add(int status, long micros, long upstreamMicros) {
        calls++;
        if (status >= 500 || status == 0) {
            failed++;
        }
        if (upstreamMicros > 0) {
            upstreamSumMicros += upstreamMicros;
        }
        if (micros >= 0) {
            sumMicros += micros;
            if (micros > maxMicros) {
                maxMicros = micros;
            }
            count(bucket(micros));
        }
    }

    void merge(MinuteCell other) {
        calls += other.calls;
        failed += other.failed;
        sumMicros += other.sumMicros;
        upstreamSumMicros += other.upstreamSumMicros;
        maxMicros = Math.max(maxMicros, other.maxMicros);
        int[] theirs = other.buckets;
        if (theirs == null) {
            for (int i = 0; i < other.fewCount; i++) {
                count(other.few[i]);
            }
            return;
        }
        for (int i = 0; i < theirs.length; i++) {
            if (theirs[i] != 0) {
                cover(other.first + i)[other.first + i - first] += theirs[i];
            }
        }
    }

    /** The 99th percentile by nearest rank: the middle of its bucket, microseconds. */
    double p99() {
        long rank = (calls * 99 + 99) / 100;
        int[] counted = counted();
        long seen = 0;
        for (int i = 0; i < counted.length; i++) {
            seen += counted[i];
            if (seen >= rank) {
                return middle(first + i);
            }
        }
        return maxMicros;
    }

    private void count(int bucket) {
        int[] all = buckets;
        if (all != null) {
            int i = bucket - first;
            if (i < 0 || i >= all.length) {
                all = cover(bucket);
                i = bucket - first;
            }
            all[i]++;
        } else if (fewCount < FEW) {
            if (fewCount == few.length) {
                few = Arrays.copyOf(few, FEW);
            }
            few[fewCount++] = (short) bucket;
        } else {
            int[] covering = cover(bucket);
            covering[bucket - first]++;
        }
    }

    /** The buckets as an array, made of the first few if need be. */
    private int[] counted() {
        int[] all = buckets;
        if (all != null) {
            return all;
        }
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (int i = 0; i < fewCount; i++) {
            low = Math.min(low, few[i]);
            high = Math.max(high, few[i]);
        }
        if (fewCount == 0) {
            return new int[0];
        }
        first = Math.max(0, low - ROOM);
        all = new int[high - first + 1 + ROOM];
        for (int i = 0; i < fewCount; i++) {
            all[few[i] - first]++;
        }
        buckets = all;
        few = new short[0];
        fewCount = 0;
        return all;
    }

    /** The array, widened if need be so that it has the bucket. */
    private int[] cover(int bucket) {
        int[] all = counted();
        if (all.length == 0) {
            first = Math.max(0, bucket - ROOM);
            all = new int[bucket - first + 1 + ROOM];
            buckets = all;
            return all;
        }
        int last = first + all.length - 1;
        if (bucket >= first && bucket <= last) {
            return all;
        }
        int from = Math.max(0, Math.min(first, bucket - ROOM));
        int to = Math.max(last, bucket + ROOM);
        int[] wider = new int[to - from + 1];
        System.arraycopy(all, 0, wider, first - from, all.length);
        first = from;
        buckets = wider;
        return wider;
    }

    private static int bucket(long micros) {
        if (micros < 128) {
            return (int) micros;
        }
        int exponent = 57 - Long.numberOfLeadingZeros(micros);
        return exponent * 64 + (int) (micros >>> exponent);
    }

    private static double middle(int bucket) {
        if (bucket < 128) {
            return bucket;
        }
        int exponent = bucket / 64 - 1;
        long low = (64L + bucket % 64) << exponent;
        return low + ((1L << exponent) - 1) / 2.0;
    }
}
