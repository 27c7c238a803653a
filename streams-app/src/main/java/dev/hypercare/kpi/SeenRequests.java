package dev.hypercare.kpi;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The requests that came lately to one partition of {@code calls}, each as a hash of 128 bits of gateway and request id, by how far
 * event time had come when they came. What is remembered depends on the order of the partition alone. Not thread-safe.
 */
final class SeenRequests {
    /** Stored hashes are of these seeds: to change them is to forget everything. */
    private static final Hasher64 FIRST = Hashing.wyhashFinal4(0x68797065L);

    private static final Hasher64 SECOND = Hashing.wyhashFinal4(0x72636172L);

    /** The window is forgotten in so many steps; each makes looking up dearer. */
    private static final int STEPS = 4;

    /** Receives hashes, two numbers each, of the requests that came after a time and within a step of it. */
    @FunctionalInterface
    interface Fresh {
        void accept(long start, long[] hashes);
    }

    /** The requests of one step of event time. */
    private static final class Bucket {
        /** Where the step begins, milliseconds. */
        private final long start;

        private final HashPairs known = new HashPairs();
        private long[] fresh = new long[16];
        private int freshLength;

        Bucket(long start) {
            this.start = start;
        }

        void addFresh(long first, long second) {
            if (known.add(first, second)) {
                if (freshLength == fresh.length) {
                    fresh = Arrays.copyOf(fresh, 2 * freshLength);
                }
                fresh[freshLength++] = first;
                fresh[freshLength++] = second;
            }
        }
    }

    private final boolean off;
    private final long window;
    private final long step;
    private final List<Bucket> buckets = new ArrayList<>();
    private long watermark = Watermarks.NONE;
    private byte[] key = new byte[128];
    private long first;
    private long second;

    SeenRequests(Deduplication config) {
        off = config.gateways().isEmpty();
        window = config.window().toMillis();
        step = Math.max(1, window / STEPS);
    }

    /** Event time has come so far, milliseconds; what is too old is forgotten. */
    void time(long newWatermark) {
        if (newWatermark == watermark) {
            return;
        }
        watermark = newWatermark;
        if (!buckets.isEmpty() && !isKept(buckets.get(0).start)) {
            buckets.removeIf(bucket -> !isKept(bucket.start));
        }
    }

    /** Whether requests of the step that begins at a time, milliseconds, are still remembered. */
    boolean isKept(long start) {
        return !off && (watermark == Watermarks.NONE || start + step > watermark - window);
    }

    /** Whether the request of a call is remembered. The call has to have a request id. */
    boolean has(CallReader call) {
        hash(call);
        for (int i = buckets.size() - 1; i >= 0; i--) {
            if (buckets.get(i).known.has(first, second)) {
                return true;
            }
        }
        return false;
    }

    /** Remembers the request that {@link #has} was asked for last, as one that came now. Time has to be known. */
    void remember() {
        bucket(watermark - Math.floorMod(watermark, step)).addFresh(first, second);
    }

    private Bucket bucket(long start) {
        for (int i = buckets.size() - 1; i >= 0; i--) {
            if (buckets.get(i).start == start) {
                return buckets.get(i);
            }
        }
        Bucket bucket = new Bucket(start);
        buckets.add(bucket);
        buckets.sort((a, b) -> Long.compare(a.start, b.start)); // another window before a restart had other steps
        return bucket;
    }

    private void hash(CallReader call) {
        int gateway = call.textLength(CallReader.GATEWAY);
        int id = call.textLength(CallReader.REQUEST_ID);
        int length = 4 + gateway + id;
        if (length > key.length) {
            key = new byte[2 * length];
        }
        for (int i = 0; i < 4; i++) {
            key[i] = (byte) (gateway >>> 8 * i); // where one ends and the other begins
        }
        System.arraycopy(call.bytes(CallReader.GATEWAY), call.textStart(CallReader.GATEWAY), key, 4, gateway);
        System.arraycopy(
                call.bytes(CallReader.REQUEST_ID), call.textStart(CallReader.REQUEST_ID), key, 4 + gateway, id);
        first = FIRST.hashBytesToLong(key, 0, length);
        second = SECOND.hashBytesToLong(key, 0, length);
    }

    /** Hands on what is remembered since this was asked last. */
    void takeFresh(Fresh to) {
        for (Bucket bucket : buckets) {
            if (bucket.freshLength > 0) {
                to.accept(bucket.start, Arrays.copyOf(bucket.fresh, bucket.freshLength));
                bucket.fresh = new long[16];
                bucket.freshLength = 0;
            }
        }
    }

    /** Takes up what was stored. */
    void restore(long start, long[] hashes) {
        if (!off) {
            HashPairs known = bucket(start).known;
            for (int i = 0; i + 1 < hashes.length; i += 2) {
                known.add(hashes[i], hashes[i + 1]);
            }
        }
    }
}
