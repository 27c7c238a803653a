package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes longer windows of closed shorter ones when event time has passed their end, and adds late calls to windows that are closed
 * already. It keeps only which series have data in which open roll-up; the data are in the stored windows.
 */
final class RollUps {
    private final Map<Resolution, TreeMap<Long, SortedSet<Series>>> due = new EnumMap<>(Resolution.class);
    private final MergeStorage storage;
    private final int epoch;

    RollUps(MergeStorage storage, int epoch) {
        this.storage = storage;
        this.epoch = epoch;
        Resolution.rollUps().forEach(resolution -> due.put(resolution, new TreeMap<>()));
    }

    /** Takes up what was stored. */
    void restore(Resolution resolution, long start, Series series) {
        seriesOf(resolution, start).add(series);
    }

    /** A pane of a series closed. */
    void paneClosed(Series series, long start, Kpis kpis) {
        storage.close(Resolution.PANE, series, start, new StoredWindow(epoch, 1, kpis));
        markDue(Resolution.MINUTE, start, series);
    }

    /** Closes the roll-ups that end at or before an instant, shortest first. */
    void closeUpTo(long instant) {
        for (Resolution resolution : Resolution.rollUps()) {
            TreeMap<Long, SortedSet<Series>> open = due.get(resolution);
            while (open != null && !open.isEmpty() && open.firstKey() + resolution.millis() <= instant) {
                Map.Entry<Long, SortedSet<Series>> first = open.pollFirstEntry();
                for (Series series : first.getValue()) {
                    close(resolution, first.getKey(), series);
                }
            }
        }
    }

    private void close(Resolution resolution, long start, Series series) {
        Resolution finer = Resolution.values()[resolution.ordinal() - 1];
        Kpis sum = new Kpis();
        storage.windows(finer, series, start, start + resolution.millis()).forEach(sum::merge);
        storage.close(resolution, series, start, new StoredWindow(epoch, 1, sum));
        Resolution coarser = resolution.coarser();
        if (coarser != null) {
            markDue(coarser, start, series); // first, so that whoever lists the series of the store misses none
        }
        storage.due(resolution, start, series, false);
    }

    /**
     * Adds late calls to every window that holds them, is closed and is still kept. The shortest one that is open will be made of
     * the corrected ones, and so will all longer ones.
     *
     * @param slice first instant of the slice of the calls
     * @param closedUpTo how far event time has come in the merge
     */
    void correct(Series series, long slice, Kpis late, long closedUpTo) {
        for (Resolution resolution : Resolution.values()) {
            long start = resolution.startOf(slice);
            if (start + resolution.millis() > closedUpTo) {
                markDue(resolution, start, series);
                return;
            }
            if (start + resolution.kept().toMillis() <= closedUpTo) {
                continue;
            }
            StoredWindow before = storage.window(resolution, series, start);
            Kpis sum = new Kpis();
            if (before != null) {
                sum.merge(before.kpis());
            }
            sum.merge(late);
            int version = before == null || before.epoch() != epoch ? 1 : before.version() + 1;
            storage.close(resolution, series, start, new StoredWindow(epoch, version, sum));
        }
    }

    private void markDue(Resolution resolution, long within, Series series) {
        long start = resolution.startOf(within);
        if (seriesOf(resolution, start).add(series)) {
            storage.due(resolution, start, series, true);
        }
    }

    private SortedSet<Series> seriesOf(Resolution resolution, long start) {
        return due.computeIfAbsent(resolution, unseen -> new TreeMap<>())
                .computeIfAbsent(start, unseen -> new TreeSet<>(Comparator.comparing(Series::text)));
    }
}
