package dev.hypercare.gaps;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The time of the desk: how far the stage alerts and every task of the stage patterns have told everything, less the time that late ones
 * get. It goes by ticks alone, so it stands still while one of them does.
 */
final class GapClock {
    /** No time yet. */
    static final long NONE = Long.MIN_VALUE;

    private final long settleMillis;
    private final long[] patterns;
    private long alerts = NONE;

    /**
     * @param settleMillis how far it stays behind
     * @param partitions how many tasks of the stage patterns there are
     */
    GapClock(long settleMillis, int partitions) {
        this.settleMillis = settleMillis;
        this.patterns = new long[partitions];
        clear();
    }

    void clear() {
        alerts = NONE;
        Arrays.fill(patterns, NONE);
    }

    void alerts(long eventTime) {
        alerts = Math.max(alerts, eventTime);
    }

    void patterns(int partition, long eventTime) {
        if (partition < patterns.length) {
            patterns[partition] = Math.max(patterns[partition], eventTime);
        }
    }

    /** {@link #NONE} while one has never been heard. */
    long now() {
        long lowest = alerts;
        for (long at : patterns) {
            lowest = Math.min(lowest, at);
        }
        return lowest == NONE ? NONE : lowest - settleMillis;
    }

    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.number(alerts);
        writer.number(patterns.length);
        for (long at : patterns) {
            writer.number(at);
        }
        return writer.toBytes();
    }

    /** Goes on from there. */
    void restore(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        alerts = BinaryWriter.readNumber(from);
        long count = BinaryWriter.readNumber(from);
        for (int i = 0; i < count; i++) {
            long at = BinaryWriter.readNumber(from);
            if (i < patterns.length) {
                patterns[i] = at;
            }
        }
    }
}
