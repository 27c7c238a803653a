package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * What a rule thinks of a series, and the clocks behind it; all times are ends of slices, milliseconds since the epoch, {@link #NEVER}
 * for none.
 *
 * @param phase the present verdict
 * @param since when the condition began to hold; {@link #NEVER} while OK
 * @param clock from when the hold time (pending) or the keep time (breached, once it clears) counts
 * @param blindFrom first slice of the present run of slices that could not be judged
 */
record JudgeState(Phase phase, long since, long clock, long blindFrom) {
    static final long NEVER = -1;

    /** Before anything was seen, and after everything was over. */
    static final JudgeState OK = new JudgeState(Phase.OK, NEVER, NEVER, NEVER);

    /** The verdicts that last. */
    enum Phase {
        OK,
        PENDING,
        BREACHED,
        /** Breached when it was seen last. */
        LOST;

        /** Whether there is a breach that has not ended. */
        boolean isOpen() {
            return this == BREACHED || this == LOST;
        }
    }

    JudgeState blindFrom(long at) {
        return new JudgeState(phase, since, clock, at);
    }

    JudgeState clock(long from) {
        return new JudgeState(phase, since, from, blindFrom);
    }

    /** Able to judge again at an instant: the clocks stood still meanwhile. */
    JudgeState seeing(long at) {
        return blindFrom == NEVER
                ? this
                : new JudgeState(phase, since, clock == NEVER ? NEVER : clock + at - blindFrom, NEVER);
    }

    void write(BinaryWriter to) {
        to.raw(phase.ordinal());
        to.number(since);
        to.number(clock);
        to.number(blindFrom);
    }

    /** Error: {@link IllegalArgumentException} for bytes that are not one. */
    static JudgeState read(ByteBuffer from) {
        int phase = from.get();
        if (phase < 0 || phase >= Phase.values().length) {
            throw new IllegalArgumentException("not a phase: " + phase);
        }
        return new JudgeState(
                Phase.values()[phase],
                BinaryWriter.readNumber(from),
                BinaryWriter.readNumber(from),
                BinaryWriter.readNumber(from));
    }
}
