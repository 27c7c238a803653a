package dev.hypercare.kpi;

import dev.hypercare.contract.ClosedMark;
import dev.hypercare.contract.Resolution;
import java.util.Arrays;

/**
 * The marks in the stores of windows, which say for their copies how far each store is. A mark stands at the time of the newest window of its
 * store, so that it lets no window expire, and comes into every store with the first window of any: a store without a segment,
 * because its own first window is not closed yet, has no place to note how far it is, and Kafka Streams would throw away the state of
 * the whole task at each start and restore it from the changelogs. Not thread-safe.
 */
final class WindowMarks {
    /** Stands for the time of the mark in a store that holds nothing yet. */
    private static final long EMPTY = Watermarks.NONE + 1;

    /** Keeps a mark. */
    @FunctionalInterface
    interface Keeping {
        /** Puts it into the store of a resolution, at a time. */
        void put(Resolution resolution, byte[] mark, long at);
    }

    /** By resolution; {@link Watermarks#NONE} where an older version wrote windows and no mark. */
    private final long[] times = new long[Resolution.values().length];

    private boolean any;
    private long marked = Watermarks.NONE;

    WindowMarks() {
        Arrays.fill(times, EMPTY);
    }

    /** Takes up that a store has its mark at a time; {@link Watermarks#NONE} where it has windows and no mark. */
    void restore(Resolution resolution, long at) {
        times[resolution.ordinal()] = at;
    }

    /** A window was closed or corrected. */
    void closed(Resolution resolution, long start) {
        if (!any) {
            any = true;
            for (Resolution each : Resolution.values()) {
                move(each, each.startOf(start));
            }
        }
        move(resolution, start);
    }

    private void move(Resolution resolution, long start) {
        times[resolution.ordinal()] = Math.max(times[resolution.ordinal()], start);
    }

    /** Puts new marks, if a pane has ended since the last ones; says whether it has. */
    boolean mark(long settledUpTo, Keeping to) {
        long upTo = Resolution.PANE.startOf(settledUpTo);
        if (upTo == marked) {
            return false;
        }
        marked = upTo;
        byte[] mark = ClosedMark.bytes(upTo);
        for (Resolution resolution : Resolution.values()) {
            int i = resolution.ordinal();
            if (times[i] == EMPTY) {
                times[i] = resolution.startOf(upTo - 1);
            }
            if (times[i] != Watermarks.NONE) {
                to.put(resolution, mark, times[i]);
            }
        }
        return true;
    }
}
