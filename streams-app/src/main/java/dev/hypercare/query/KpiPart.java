package dev.hypercare.query;

import dev.hypercare.contract.measure.Kpis;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A part of the answer to a {@link KpiQuestion}: that of some partitions, or of all.
 *
 * @param closedUpTo end of the newest pane that has closed in all of them; {@link #NOTHING_CLOSED} before any has
 * @param known whether the one series that was asked for is known here; true where more than one was
 * @param cut whether there may be more series than the limit
 * @param left of a {@link Ranking}, how many series it holds that are not told here; else 0
 * @param added how many series with calls were added up by labels; else 0
 * @param series by name
 */
public record KpiPart(long closedUpTo, boolean known, boolean cut, long left, long added, List<SeriesWindows> series) {
    /** No pane has closed. */
    public static final long NOTHING_CLOSED = Long.MIN_VALUE;

    /**
     * One series.
     *
     * @param series canonical form
     * @param windows by start, none twice: one a step that had calls, at the start of the step, or at most one, at the start of the range
     */
    public record SeriesWindows(String series, List<Window> windows) {
        public SeriesWindows {
            windows = List.copyOf(windows);
        }

        /** All windows added up; a copy. */
        Kpis total() {
            Kpis total = new Kpis();
            windows.forEach(window -> total.merge(window.kpis()));
            return total;
        }
    }

    public KpiPart {
        series = List.copyOf(series);
    }

    /** One that leaves nothing out but for its limit. */
    public KpiPart(long closedUpTo, boolean known, boolean cut, List<SeriesWindows> series) {
        this(closedUpTo, known, cut, 0, 0, series);
    }

    /** The part of nowhere. */
    public static KpiPart none() {
        return new KpiPart(NOTHING_CLOSED, false, false, List.of());
    }

    /** {@link #closedUpTo}, empty before any pane has closed. */
    OptionalLong closed() {
        return closedUpTo == NOTHING_CLOSED ? OptionalLong.empty() : OptionalLong.of(closedUpTo);
    }

    /**
     * Parts of different partitions as one, the same in any order and grouping. Where nothing has closed yet in one of them, nothing has in
     * all: it may be closing its first panes just now, and hold some of them. Figures are merged, never averaged.
     *
     * @param limit that of the question
     */
    public static KpiPart of(Collection<KpiPart> parts, int limit) {
        long closed = parts.stream().mapToLong(KpiPart::closedUpTo).min().orElse(NOTHING_CLOSED);
        boolean known = false;
        boolean cut = false;
        long left = 0;
        long added = 0;
        Map<String, List<Window>> all = new TreeMap<>();
        for (KpiPart part : parts) {
            known |= part.known;
            cut |= part.cut;
            left += part.left;
            added += part.added;
            part.series.forEach(each -> all.merge(each.series, each.windows, KpiPart::together));
        }
        List<SeriesWindows> series = new ArrayList<>();
        all.forEach((name, windows) -> {
            if (series.size() < limit) {
                series.add(new SeriesWindows(name, windows));
            }
        });
        return new KpiPart(closed, known, cut || all.size() > limit, left, added, series);
    }

    /** Windows of one series in two parts; a series is kept in one place, so that is rare. */
    private static List<Window> together(List<Window> some, List<Window> others) {
        TreeMap<Long, Kpis> byStart = new TreeMap<>();
        for (List<Window> windows : List.of(some, others)) {
            windows.forEach(window -> byStart.computeIfAbsent(window.startMillis(), unseen -> new Kpis())
                    .merge(window.kpis()));
        }
        List<Window> all = new ArrayList<>();
        byStart.forEach((start, kpis) -> all.add(new Window(start, kpis)));
        return all;
    }
}
