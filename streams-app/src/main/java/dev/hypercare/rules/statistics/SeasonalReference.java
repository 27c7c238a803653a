package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * What is ordinary by the same hour of other days, of working days or of weekends, and by nothing else: what changes slowly does not carry
 * it along within a day. It knows an hour after one visit. State: up to 13 bytes an hour. Not thread-safe.
 */
public final class SeasonalReference {
    private static final int LAYOUT = 1;

    private final SlotEstimates slots;

    /** @param stepMillis time between two values that it learns, milliseconds; five minutes at most, or an hour is not known after one visit */
    public SeasonalReference(long stepMillis) {
        slots = new SlotEstimates(Cycle.DAY_TYPE, stepMillis, true);
    }

    /** Whether the hour of an instant, milliseconds, was visited on another day. */
    public boolean isKnown(long at) {
        return slots.learned(at, 1) >= 1;
    }

    /** The ordinary value at an instant that is known. */
    public double expected(long at) {
        return slots.mean(at);
    }

    /** Its standard deviation. */
    public double deviation(long at) {
        return slots.deviation(at) * WinsorisedMean.SIGMAS;
    }

    /**
     * Learns a value, as far as four standard deviations from the ordinary one.
     *
     * @param least standard deviation that it has by chance alone
     */
    public void learn(long at, double value, double least) {
        slots.learn(at, value, slots.limit(at, least / WinsorisedMean.SIGMAS));
    }

    /** The binary form. */
    public void write(BinaryWriter to) {
        to.raw(LAYOUT);
        slots.write(to);
    }

    /** Takes the state that another of the same step wrote. Error: {@link dev.hypercare.contract.measure.UnknownLayout}. */
    public SeasonalReference restore(ByteBuffer from) {
        StateForm.expect(LAYOUT, from, "seasonal references");
        slots.read(from);
        return this;
    }
}
