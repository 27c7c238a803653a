package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The event time of tickets: how far every partition of told patterns has come. Neither a partition that stands still nor a lack of
 * ticks holds it up for ever: it is never further behind the furthest partition, or the newest ticket, than the longest wait.
 */
final class TicketClock {
    /** No time yet. */
    static final long NONE = Long.MIN_VALUE;

    private final long[] at;
    private final long longestWait;
    private long newest = NONE;
    private long now = NONE;
    /** End of the last hour that was closed. */
    private long hour = NONE;
    /** The latest event time of what was taken up. */
    private long taken = NONE;

    /**
     * @param partitions how many partitions tell patterns
     * @param longestWait milliseconds
     */
    TicketClock(int partitions, long longestWait) {
        this.at = new long[partitions];
        this.longestWait = longestWait;
        Arrays.fill(at, NONE);
    }

    /** A partition has told everything up to an event time. */
    void tick(int partition, long eventTime) {
        if (partition < at.length) {
            at[partition] = Math.max(at[partition], eventTime);
        }
        seen(eventTime);
    }

    /** Something came that was so at an event time. */
    void seen(long eventTime) {
        newest = Math.max(newest, eventTime);
        long lowest = Long.MAX_VALUE;
        for (long each : at) {
            lowest = Math.min(lowest, each);
        }
        now = Math.max(now, Math.max(at.length == 0 ? NONE : lowest, newest - longestWait));
    }

    /** How far time has come; {@link #NONE} before anything came. */
    long now() {
        return now;
    }

    long hour() {
        return hour;
    }

    void hour(long end) {
        hour = end;
    }

    /** The latest event time of what was taken up; {@link #NONE} before. */
    long taken() {
        return taken;
    }

    void taken(long eventTime) {
        taken = Math.max(taken, eventTime);
    }

    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.number(newest);
        writer.number(now);
        writer.number(hour);
        writer.number(taken);
        writer.number(at.length);
        for (long each : at) {
            writer.number(each);
        }
        return writer.toBytes();
    }

    /** Goes on from there. */
    void restore(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        newest = BinaryWriter.readNumber(from);
        now = BinaryWriter.readNumber(from);
        hour = BinaryWriter.readNumber(from);
        taken = BinaryWriter.readNumber(from);
        long count = BinaryWriter.readNumber(from);
        for (int i = 0; i < count; i++) {
            long time = BinaryWriter.readNumber(from);
            if (i < at.length) {
                at[i] = time;
            }
        }
    }
}
