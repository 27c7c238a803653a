package dev.hypercare.kpi;

import dev.hypercare.contract.measure.Kpis;
import org.jspecify.annotations.Nullable;

/** What came for the slices, or panes, of one series since the last flush. There are few, and most calls are for the newest. Not thread-safe. */
final class Cells {
    /** Stands for calls that were in time. */
    static final long IN_TIME = 0;

    /** One of them. */
    static final class Cell {
        private final long start;
        private final long correctedAt;
        private final Kpis kpis = new Kpis();
        private final @Nullable Cell older;

        private Cell(long start, long correctedAt, @Nullable Cell older) {
            this.start = start;
            this.correctedAt = correctedAt;
            this.older = older;
        }

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
        Cell cell = new Cell(start, correctedAt, newest);
        newest = cell;
        size++;
        return cell.kpis;
    }

    /** The one made last; null where there is none. */
    @Nullable
    Cell newest() {
        return newest;
    }

    /** Takes over what another holds; that one is to be cleared next. */
    void share(Cells other) {
        newest = other.newest;
        size = other.size;
    }

    boolean isEmpty() {
        return newest == null;
    }

    void clear() {
        newest = null;
        size = 0;
    }

    int size() {
        return size;
    }
}
