package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads closed windows that are kept in one place. A series without calls in a window has no window there. Times are milliseconds since the
 * epoch, series in canonical form. Every method throws {@link NotReadyException} while the stores cannot be read.
 */
public interface KpiReader extends KpiSource {

    @Override
    default KpiPart measure(KpiQuestion question) {
        return LocalMeasure.of(this, question);
    }

    /** The end of the newest pane that has closed everywhere; empty before any has. */
    OptionalLong closedUpTo();

    /** Whether any window of a series is kept. */
    boolean knows(String series);

    /** The windows of a series that start in {@code [from, to)}, by start. */
    List<Window> windows(String series, Resolution resolution, long from, long to);

    /**
     * The same windows, with the plain numbers at least: those that {@link RankedKpi} calls counted. What else there is may be left out, where
     * that saves reading it.
     */
    default List<Window> counted(String series, Resolution resolution, long from, long to) {
        return windows(series, resolution, from, to);
    }

    /**
     * Every series of a filter that had calls in {@code [from, to)}; also some that had calls on the same day only, because what is
     * kept of whole days is as exact as this is told without reading everything.
     */
    Set<String> series(SeriesFilter filter, long from, long to);

    /** The same, that reads until then for one question; then it throws {@link TooSlow}. */
    default KpiReader until(Deadline deadline) {
        return new TimedKpis(this, deadline);
    }

    /** One that is never ready, for a process whose applications keep no KPIs; {@code why} is for people. */
    static KpiReader absent(String why) {
        return new AbsentKpis(why);
    }
}
