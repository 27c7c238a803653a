package dev.hypercare.patterns;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Which panes are closed: those whose end the newest watermark of every partition of {@code calls} has reached. */
final class PaneClock {
    /** No time yet. */
    static final long NONE = Long.MIN_VALUE;

    private static final int LAYOUT = 1;

    private final long[] watermarks;
    private long closedUpTo;

    /** @param sources partitions of {@code calls} */
    PaneClock(int sources) {
        watermarks = new long[sources];
        clear();
    }

    void clear() {
        Arrays.fill(watermarks, NONE);
        closedUpTo = NONE;
    }

    int sources() {
        return watermarks.length;
    }

    /** A partition of calls has told everything up to an instant; returns whether that is news. */
    boolean saw(int source, long watermark) {
        if (watermark <= watermarks[source]) {
            return false;
        }
        watermarks[source] = watermark;
        return true;
    }

    /** Up to which pane end all have come; {@link #NONE} before all were heard of. */
    long due() {
        long lowest = Long.MAX_VALUE;
        for (long watermark : watermarks) {
            lowest = Math.min(lowest, watermark);
        }
        return lowest == NONE ? NONE : Resolution.PANE.startOf(lowest);
    }

    /** Up to which pane end everything was taken up; {@link #NONE} for nothing yet. */
    long closedUpTo() {
        return closedUpTo;
    }

    void closed(long upTo) {
        closedUpTo = upTo;
    }

    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.number(closedUpTo);
        writer.number(watermarks.length);
        for (long watermark : watermarks) {
            writer.number(watermark);
        }
        return writer.toBytes();
    }

    /** Goes on from there; partitions that were added since have no time yet. Error: {@link UnknownLayout}. */
    void restore(byte[] bytes) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "the clock of the patterns stage");
        closedUpTo = BinaryWriter.readNumber(from);
        long count = BinaryWriter.readNumber(from);
        for (int i = 0; i < count; i++) {
            long watermark = BinaryWriter.readNumber(from);
            if (i < watermarks.length) {
                watermarks[i] = watermark;
            }
        }
    }
}
