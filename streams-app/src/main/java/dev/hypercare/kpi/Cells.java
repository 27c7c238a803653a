package dev.hypercare.kpi;

import dev.hypercare.contract.measure.Kpis;
import org.jspecify.annotations.Nullable;

/** What came for the slices of one series since the last flush. There are few, and most calls are for the newest. Not thread-safe. */
final class Cells {
    /** Stands for calls that were in time. */
    static final long IN_TIME = 0;

    /** One slice. */
    static final class Cell {
        private final long slice;
        private final long correctedAt;
        private final Kpis kpis = new Kpis();
        private final @Nullable Cell older;

        private Cell(long slice, long correctedAt, @Nullable Cell older) {
            this.slice = slice;
            this.correctedAt = correctedAt;
            this.older = older;
        }

        /** First instant of the slice, milliseconds. */
        long slice() {
            return slice;
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

    /** The KPIs of a slice, new where there are none yet. */
    Kpis at(long slice, long correctedAt) {
        for (Cell cell = newest; cell != null; cell = cell.older) {
            if (cell.slice == slice && cell.correctedAt == correctedAt) {
                return cell.kpis;
            }
        }
        Cell cell = new Cell(slice, correctedAt, newest);
        newest = cell;
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
    }

    boolean isEmpty() {
        return newest == null;
    }

    void clear() {
        newest = null;
    }

    int size() {
        int n = 0;
        for (Cell cell = newest; cell != null; cell = cell.older) {
            n++;
        }
        return n;
    }
}
