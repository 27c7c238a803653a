package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads closed windows, wherever they are. A series without calls in a window has no window there. Times are milliseconds since the
 * epoch, series in canonical form. Every method throws {@link NotReadyException} while the stores cannot be read.
 */
public interface KpiReader {

    /** The views that KPIs are kept for: the labels of each, in order. */
    List<List<String>> views();

    /** How long windows of a resolution are kept. */
    default Duration kept(Resolution resolution) {
        return resolution.kept();
    }

    /** The end of the newest pane that has closed everywhere; empty before any has. */
    OptionalLong closedUpTo();

    /** Whether any window of a series is kept. */
    boolean knows(String series);

    /** The windows of a series that start in {@code [from, to)}, by start. */
    List<Window> windows(String series, Resolution resolution, long from, long to);

    /**
     * Every series of a filter that had calls in {@code [from, to)}; also some that had calls on the same day only, because what is
     * kept of whole days is as exact as this is told without reading everything.
     */
    Set<String> series(SeriesFilter filter, long from, long to);

    /** One that is never ready, for a process whose applications keep no KPIs; {@code why} is for people. */
    static KpiReader absent(String why) {
        return new AbsentKpis(why);
    }
}
