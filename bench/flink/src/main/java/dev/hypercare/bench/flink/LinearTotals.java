package dev.hypercare.bench.flink;

import java.util.Arrays;

/** What a window holds in the tuned job: counts and a log-linear histogram of 64 buckets an octave in a plain array. */
final class LinearTotals {
    private static final int ROOM = 16;

    long calls;
    long failed;
    long sumMicros;
    long maxMicros;
    int first;
    int[] buckets = new int[0];

    void add(int status, long micros) {
        calls++;
        failed += status >= 500 || status == 0 ? 1 : 0;
        sumMicros += micros;
        maxMicros = Math.max(maxMicros, micros);
        int bucket = bucket(micros);
        int i = bucket - first;
        if (i < 0 || i >= buckets.length) {
            cover(bucket, bucket);
            i = bucket - first;
        }
        buckets[i]++;
    }

    void merge(LinearTotals other) {
        calls += other.calls;
        failed += other.failed;
        sumMicros += other.sumMicros;
        maxMicros = Math.max(maxMicros, other.maxMicros);
        if (other.buckets.length > 0) {
            cover(other.first, other.first + other.buckets.length - 1);
            for (int i = 0; i < other.buckets.length; i++) {
                buckets[other.first + i - first] += other.buckets[i];
            }
        }
    }

    /** Empties it for the next use; the array stays. */
    void clear() {
        calls = 0;
        failed = 0;
        sumMicros = 0;
        maxMicros = 0;
        Arrays.fill(buckets, 0);
    }

    double p99() {
        long rank = (calls * 99 + 99) / 100;
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (seen >= rank) {
                return middle(first + i);
            }
        }
        return maxMicros;
    }

    /** Makes room for these buckets. */
    void cover(int low, int high) {
        if (buckets.length == 0) {
            first = Math.max(0, low - ROOM);
            buckets = new int[high - first + 1 + ROOM];
            return;
        }
        int last = first + buckets.length - 1;
        if (low >= first && high <= last) {
            return;
        }
        int from = low < first ? Math.max(0, low - ROOM) : first;
        int to = Math.max(last, high + ROOM);
        int[] wider = new int[to - from + 1];
        System.arraycopy(buckets, 0, wider, first - from, buckets.length);
        first = from;
        buckets = wider;
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
        return ((64L + bucket % 64) << exponent) + ((1L << exponent) - 1) / 2.0;
    }
}
