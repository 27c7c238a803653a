package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * Keeps what plainly is not ordinary from being learned, though what stays for half an hour becomes ordinary; and knows since when all is well
 * again, so that what is over is not found a second time in a longer window. Not thread-safe.
 */
final class Reluctance {
    /** Chance less than once in 10,000: in a minute of a week. */
    private static final double PLAIN = 9.2;

    private static final int MOST = 30;
    /** From here on a minute is restless: one in a thousand is by chance. */
    private static final double RESTLESS = 7;

    private static final double CALM = 2;

    private int refused;
    private boolean restless;
    private long calmSince;

    /**
     * Whether a minute that surprises by so many nats should not be learned.
     *
     * @param at end of the minute
     */
    boolean refuses(double surprise, long at) {
        if (surprise >= RESTLESS) {
            restless = true;
        } else if (restless && surprise < CALM) {
            restless = false;
            calmSince = at - Learned.STEP_MILLIS;
        }
        if (surprise < PLAIN) {
            refused = 0;
            return false;
        }
        refused = Math.min(MOST, refused + 1);
        return refused < MOST;
    }

    /** From an instant on it is known what is ordinary: what was before was not judged, and is not judged later. */
    void begin(long at) {
        calmSince = Math.max(calmSince, at);
    }

    /** The beginning of the first calm minute after the last restless ones; 0 where there were none. */
    long calmSince() {
        return calmSince;
    }

    void write(BinaryWriter to) {
        to.number(refused);
        to.raw(restless ? 1 : 0);
        to.number(calmSince);
    }

    static Reluctance read(ByteBuffer from) {
        Reluctance read = new Reluctance();
        read.refused = Math.toIntExact(BinaryWriter.readNumber(from));
        read.restless = from.get() != 0;
        read.calmSince = BinaryWriter.readNumber(from);
        return read;
    }
}
