package dev.hypercare.contract.measure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The trace id of the call that ranks highest, such as the slowest one; of equal ranks the greater id, so that the order of arrival
 * does not matter. Not thread-safe.
 */
final class Exemplar {
    /** Longer ids are not kept, bytes. */
    private static final int LONGEST = 128;

    private static final long NONE = Long.MIN_VALUE;
    private static final byte[] NOTHING = {};

    private long rank = NONE;
    private byte[] trace = NOTHING;
    private int length;

    void offer(long candidate, byte[] bytes, int start, int size) {
        if (candidate < rank || size <= 0 || size > LONGEST) {
            return;
        }
        if (candidate == rank && Arrays.compare(bytes, start, start + size, trace, 0, length) <= 0) {
            return;
        }
        if (trace.length < size) {
            trace = new byte[size];
        }
        System.arraycopy(bytes, start, trace, 0, size);
        length = size;
        rank = candidate;
    }

    /** Forgets it and keeps the memory for the next. */
    void clear() {
        rank = NONE;
        length = 0;
    }

    void merge(Exemplar other) {
        offer(other.rank, other.trace, 0, other.length);
    }

    boolean isEmpty() {
        return rank == NONE;
    }

    /** The id; null for none. */
    @Nullable
    String traceId() {
        return isEmpty() ? null : new String(trace, 0, length, StandardCharsets.UTF_8);
    }

    void write(BinaryWriter to) {
        to.number(rank);
        to.block(trace, 0, length);
    }

    void mergeFrom(ByteBuffer from) {
        long candidate = BinaryWriter.readNumber(from);
        int size = BinaryWriter.readLength(from);
        byte[] bytes = from.array();
        int start = from.arrayOffset() + from.position();
        from.position(from.position() + size);
        offer(candidate, bytes, start, size);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Exemplar other
                && rank == other.rank
                && Arrays.equals(trace, 0, length, other.trace, 0, other.length);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(rank);
    }
}
