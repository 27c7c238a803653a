package dev.hypercare.contract;

import java.nio.ByteBuffer;

/**
 * What the merge leaves in each of its stores of windows, after the windows themselves: up to where that store has all of them. A copy
 * of a store is filled from its own changelog, in order, so what stands before the mark there is in the copy.
 */
public final class ClosedMark {
    /** The key, which no series has. */
    public static final String KEY = "";

    private static final byte LAYOUT = 1;

    private ClosedMark() {}

    /**
     * The value.
     *
     * @param closedUpTo end of the newest pane whose windows, and the roll-ups that end with it, are all there; milliseconds since the epoch
     */
    public static byte[] bytes(long closedUpTo) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put(LAYOUT)
                .putLong(closedUpTo)
                .array();
    }

    /** What a value says. */
    public static long closedUpTo(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong(1);
    }
}
