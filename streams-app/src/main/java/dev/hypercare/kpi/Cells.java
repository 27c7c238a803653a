package dev.hypercare.kpi;

import dev.hypercare.contract.measure.Kpis;
import org.jspecify.annotations.Nullable;

/** What came for the slices, or panes, of one series since the last flush. There are few, and most calls are for the newest. Not thread-safe. */
final class Cells {
    /** Stands for calls that were in time. */
    static final long IN_TIME = 0;

    /** A cell of so many calls is used again: its histograms and counts of consumers have grown to what the next will need. */
    private static final long CALLS_OF_REUSED = 64;

    /** So many of a series wait to be used again. */
    private static final int MOST_SPARE = 16;

    /** One of them. */
    static final class Cell {
        private long start;
        private long correctedAt;
        private final Kpis kpis = new Kpis();
        private @Nullable Cell older;

        private Cell() {}

        /** First instant of the slice or pane, milliseconds. */
        long start() {
            return start;
        }

        /** For late calls the end of the pane that was open when they came, milliseconds; {@link #IN_TIME} for calls in time. */
        long correctedAt() {
            return correctedAt;
        }

        Kpis kpis() {
            return kpis;
        }

        @Nullable
        Cell older() {
            return older;
        }
    }

    private @Nullable Cell newest;
    private int size;
    /** Cells that are empty. */
    private @Nullable Cell spare;

    private int spares;
    /** Whose cells these are; null for its own. */
    private @Nullable Cells lender;

    private boolean lent;

    /** The KPIs of the one of a length, milliseconds, that holds an instant; of all such starts are whole multiples of it. */
    Kpis around(long at, long length, long correctedAt) {
        // No division, but for a new one: it takes longer than all the rest.
        for (Cell cell = newest; cell != null; cell = cell.older) {
            long into = at - cell.start;
            if (into >= 0 && into < length && cell.correctedAt == correctedAt) {
                return cell.kpis;
            }
        }
        return add(at - Math.floorMod(at, length), correctedAt);
    }

    /** The KPIs of one, new where there are none yet. */
    Kpis at(long start, long correctedAt) {
        for (Cell cell = newest; cell != null; cell = cell.older) {
            if (cell.start == start && cell.correctedAt == correctedAt) {
                return cell.kpis;
            }
        }
        return add(start, correctedAt);
    }

    private Kpis add(long start, long correctedAt) {
        Cell cell = spare;
        if (cell == null) {
            cell = new Cell();
        } else {
            spare = cell.older;
            spares--;
        }
        cell.start = start;
        cell.correctedAt = correctedAt;
        cell.older = newest;
        newest = cell;
        size++;
        return cell.kpis;
    }

    /** The one made last; null where there is none. */
    @Nullable
    Cell newest() {
        return newest;
    }

    /**
     * Takes over what another holds, until it has handed that on; that one is {@link #handedOn} next. Returns false where it is taken over
     * already: only one may add to it.
     */
    boolean share(Cells other) {
        if (other.lent) {
            return false;
        }
        newest = other.newest;
        size = other.size;
        lender = other;
        other.lent = true;
        return true;
    }

    boolean isEmpty() {
        return newest == null;
    }

    /** Forgets everything. */
    void clear() {
        newest = null;
        size = 0;
        lender = null;
        lent = false;
    }

    /** As {@link #clear}, but what had many calls is used again. */
    void handedOn() {
        Cells owner = lender == null ? this : lender;
        if (!lent) {
            for (Cell cell = newest; cell != null; ) {
                Cell next = cell.older;
                owner.reuse(cell);
                cell = next;
            }
        }
        clear();
    }

    private void reuse(Cell cell) {
        if (spares < MOST_SPARE && cell.kpis.calls() >= CALLS_OF_REUSED) {
            cell.kpis.clear();
            cell.older = spare;
            spare = cell;
            spares++;
        }
    }

    /** Gives up what waits to be used again. */
    void dropSpare() {
        spare = null;
        spares = 0;
    }

    int size() {
        return size;
    }
}
