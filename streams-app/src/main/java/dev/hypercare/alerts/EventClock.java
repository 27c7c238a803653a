package dev.hypercare.alerts;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The time of the desk: how far all partitions of {@code verdicts} have come, by their ticks. A partition that has not been heard for 30 s
 * of ingest, while others have come to the present, does not hold up the time of all; a pause of the desk itself counts for nothing. While
 * the others are behind by more than a minute, in a replay or a catch-up, partitions come in turns and what is decided is old: one is
 * waited for ten minutes then.
 */
final class EventClock {
    /** No time yet. */
    static final long NONE = Long.MIN_VALUE;

    private static final long PATIENCE_MILLIS = 30_000;
    private static final long PATIENCE_WHILE_BEHIND_MILLIS = 600_000;
    /** What is farther behind ingest than this is not the present. */
    private static final long PRESENT_MILLIS = 60_000;
    /** Arrivals farther apart than this are a pause of ours. */
    private static final long LONGEST_GAP_MILLIS = 1000;

    private final long[] at;
    /** On the scale of {@link #listened}. */
    private final long[] heard;

    private long now;
    private long received;
    private long listened;
    private long renewed;

    EventClock(int partitions) {
        at = new long[partitions];
        heard = new long[partitions];
        clear();
    }

    void clear() {
        Arrays.fill(at, NONE);
        Arrays.fill(heard, 0);
        now = NONE;
        received = NONE;
        listened = 0;
        renewed = NONE;
    }

    /** Something was taken in, at a time of ingest. */
    void received(long receivedAt) {
        if (received == NONE) {
            received = receivedAt;
        } else if (receivedAt > received) {
            listened += Math.min(receivedAt - received, LONGEST_GAP_MILLIS);
            received = receivedAt;
        }
    }

    /** A partition has come to an event time. */
    void tick(int partition, long eventTime, long receivedAt) {
        received(receivedAt);
        if (partition < at.length) {
            at[partition] = Math.max(at[partition], eventTime);
            heard[partition] = listened;
            now = Math.max(now, reached());
        }
    }

    /** How far all have come that are not silent; {@link #NONE} before. */
    long now() {
        return now;
    }

    /** How far all have come, the silent ones too; {@link #NONE} while one has never ticked. */
    long ofAll() {
        return lowest(Long.MAX_VALUE);
    }

    /** The newest time of ingest; {@link #NONE} before any. */
    long received() {
        return received;
    }

    /** By how much event time is behind ingest, milliseconds. */
    long lag() {
        return now == NONE ? 0 : received - now;
    }

    /** Up to which event time the watchdog has been renewed; {@link #NONE} for never. */
    long renewed() {
        return renewed;
    }

    void renewed(long eventTime) {
        renewed = eventTime;
    }

    private long reached() {
        long reached = lowest(PATIENCE_MILLIS);
        boolean present = reached == NONE || received - reached <= PRESENT_MILLIS;
        return present ? reached : lowest(PATIENCE_WHILE_BEHIND_MILLIS);
    }

    /** How far those have come that were heard within a patience, milliseconds of ingest. */
    private long lowest(long patience) {
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < at.length; i++) {
            if (listened - heard[i] < patience) {
                lowest = Math.min(lowest, at[i]);
            }
        }
        return lowest == Long.MAX_VALUE ? NONE : lowest;
    }

    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.number(now);
        writer.number(received);
        writer.number(listened);
        writer.number(renewed);
        writer.number(at.length);
        for (int i = 0; i < at.length; i++) {
            writer.number(at[i]);
            writer.number(heard[i]);
        }
        return writer.toBytes();
    }

    /** Goes on from there. */
    void restore(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        now = BinaryWriter.readNumber(from);
        received = BinaryWriter.readNumber(from);
        listened = BinaryWriter.readNumber(from);
        renewed = BinaryWriter.readNumber(from);
        long count = BinaryWriter.readNumber(from);
        for (int i = 0; i < count; i++) {
            long time = BinaryWriter.readNumber(from);
            long last = BinaryWriter.readNumber(from);
            if (i < at.length) {
                at[i] = time;
                heard[i] = last;
            }
        }
    }
}
