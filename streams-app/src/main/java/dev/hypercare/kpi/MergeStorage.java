package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What the merge keeps and hands on; the processor does it with state stores. */
interface MergeStorage {
    /** The closed window of a series, if it is kept. */
    @Nullable
    StoredWindow window(Resolution resolution, Series series, long start);

    /** Keeps a closed window, new or corrected, and publishes it; returns what is kept, {@link StoredWindow#toBytes}. */
    byte[] close(Resolution resolution, SeriesTotals series, long start, StoredWindow window);

    /** The closed windows of a series with {@code from <= start < to}, {@link StoredWindow#toBytes}. */
    List<byte[]> windows(Resolution resolution, Series series, long from, long to);

    /** Remembers that series have data in a roll-up that is not closed yet. */
    void addDue(Resolution resolution, long start, List<Series> series);

    /** The series that have data in a roll-up, by their text. */
    SortedSet<String> due(Resolution resolution, long start);

    /** Forgets them, after the roll-up was closed. */
    void removeDue(Resolution resolution, long start);

    /** Hands a closed slice to the rules. */
    void slice(ClosedSlice slice);
}
