package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * Calls and bad calls of the newest slots of one length. A slot holds up to 2^31 - 1 calls (in half an hour: a million a second), what
 * is more is not counted. Not thread-safe.
 */
final class CountRing {
    private final long stepMillis;
    private final int[] calls;
    private final int[] bad;
    /** Number of the newest slot: its start divided by the step. */
    private long newest;

    CountRing(long stepMillis, int slots, long newest) {
        this.stepMillis = stepMillis;
        this.calls = new int[slots];
        this.bad = new int[slots];
        this.newest = newest;
    }

    long stepMillis() {
        return stepMillis;
    }

    long newest() {
        return newest;
    }

    long oldest() {
        return newest - calls.length + 1;
    }

    int calls(long slot) {
        return calls[place(slot)];
    }

    int bad(long slot) {
        return bad[place(slot)];
    }

    /** Makes room up to a slot; the oldest ones are forgotten. */
    void moveTo(long slot) {
        for (long next = Math.max(newest + 1, slot - calls.length + 1); next <= slot; next++) {
            calls[place(next)] = 0;
            bad[place(next)] = 0;
        }
        newest = Math.max(newest, slot);
    }

    /** Adds calls to a slot that is held, as many as fit. */
    void add(long slot, long moreCalls, long moreBad) {
        int i = place(slot);
        int added = (int) Math.min(moreCalls, Integer.MAX_VALUE - calls[i]);
        calls[i] += added;
        bad[i] += (int) Math.min(moreBad, added);
    }

    private int place(long slot) {
        return (int) Math.floorMod(slot, (long) calls.length);
    }

    void write(BinaryWriter to) {
        for (long slot = oldest(); slot <= newest; slot++) {
            to.number(calls(slot));
            to.number(bad(slot));
        }
    }

    void read(ByteBuffer from) {
        for (long slot = oldest(); slot <= newest; slot++) {
            calls[place(slot)] = Math.toIntExact(BinaryWriter.readNumber(from));
            bad[place(slot)] = Math.toIntExact(BinaryWriter.readNumber(from));
        }
    }
}
