package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes longer windows of closed shorter ones when event time has passed their end, and adds late calls to windows that are closed
 * already. Minutes and five minutes add up in the heap; hours and days are made of the stored windows. Of each resolution no more than
 * one window is open. What comes out, and in what order, depends on the closed windows alone.
 */
final class RollUps {
    private final MergeStorage storage;
    private final int epoch;
    private final long[] open = new long[Resolution.values().length];
    private final Map<Resolution, List<SeriesTotals>> inHeap = new EnumMap<>(Resolution.class);
    private final Map<Resolution, List<Series>> newlyDue = new EnumMap<>(Resolution.class);

    RollUps(MergeStorage storage, int epoch) {
        this.storage = storage;
        this.epoch = epoch;
        Arrays.fill(open, Watermarks.NONE);
        inHeap.put(Resolution.MINUTE, new ArrayList<>());
        inHeap.put(Resolution.FIVE_MINUTES, new ArrayList<>());
        Resolution.rollUps().forEach(resolution -> newlyDue.put(resolution, new ArrayList<>()));
    }

    /** Takes up an open roll-up that was stored; {@code totals} finds what is held of a series. */
    void restore(Resolution resolution, long start, Function<String, SeriesTotals> totals) {
        open[resolution.ordinal()] = start;
        List<SeriesTotals> held = inHeap.get(resolution);
        if (held == null) {
            return;
        }
        for (String text : storage.due(resolution, start)) {
            SeriesTotals series = totals.apply(text);
            series.markDue(resolution, start);
            Parts parts = series.parts(resolution);
            storage.windows(finer(resolution), series.series(), start, start + resolution.millis())
                    .forEach(parts::addWindow);
            held.add(series);
        }
    }

    /** A pane of a series closed. */
    void paneClosed(SeriesTotals totals, long start, Kpis kpis) {
        add(
                Resolution.MINUTE,
                start,
                totals,
                storage.close(Resolution.PANE, totals, start, new StoredWindow(epoch, 1, kpis)));
    }

    /** Adds what closed in a shorter window, or came late to one, to the open one that holds it. */
    private void add(Resolution resolution, long within, SeriesTotals totals, byte[] window) {
        long start = resolution.startOf(within);
        open[resolution.ordinal()] = start;
        List<SeriesTotals> held = inHeap.get(resolution);
        if (held != null) {
            totals.parts(resolution).addWindow(window);
        }
        if (totals.markDue(resolution, start)) {
            due(resolution).add(totals.series());
            if (held != null) {
                held.add(totals);
            }
        }
    }

    /** Closes the roll-ups that end at or before an instant, shortest first; {@code totals} finds what is held of a series. */
    void closeUpTo(long instant, Function<String, SeriesTotals> totals) {
        for (Resolution resolution : Resolution.rollUps()) {
            long start = open[resolution.ordinal()];
            if (start != Watermarks.NONE && start + resolution.millis() <= instant) {
                saveDue(resolution);
                if (inHeap.containsKey(resolution)) {
                    closeHeld(resolution, start);
                } else {
                    closeStored(resolution, start, totals);
                }
                storage.removeDue(resolution, start);
                open[resolution.ordinal()] = Watermarks.NONE;
            }
        }
    }

    private void closeHeld(Resolution resolution, long start) {
        List<SeriesTotals> held = inHeap.put(resolution, new ArrayList<>());
        if (held == null) {
            return;
        }
        held.sort(SeriesTotals::compare);
        for (SeriesTotals totals : held) {
            close(resolution, start, totals, totals.takeSum(resolution));
        }
    }

    private void closeStored(Resolution resolution, long start, Function<String, SeriesTotals> totals) {
        for (String text : storage.due(resolution, start)) {
            SeriesTotals series = totals.apply(text);
            Parts parts = new Parts();
            storage.windows(finer(resolution), series.series(), start, start + resolution.millis())
                    .forEach(parts::addWindow);
            close(resolution, start, series, parts.sum());
        }
    }

    private void close(Resolution resolution, long start, SeriesTotals totals, Kpis sum) {
        byte[] window = storage.close(resolution, totals, start, new StoredWindow(epoch, 1, sum));
        Resolution coarser = resolution.coarser();
        if (coarser != null) {
            add(coarser, start, totals, window);
        }
    }

    /**
     * Adds late calls to every window that holds them, is closed and is still kept. The shortest one that is open will be made of
     * the corrected ones, and so will all longer ones.
     *
     * @param slice first instant of the slice of the calls
     * @param closedUpTo how far event time has come in the merge
     */
    void correct(SeriesTotals totals, long slice, Kpis late, long closedUpTo) {
        for (Resolution resolution : Resolution.values()) {
            long start = resolution.startOf(slice);
            if (start + resolution.millis() > closedUpTo) {
                add(resolution, start, totals, new StoredWindow(epoch, 1, late).toBytes());
                return;
            }
            if (start + resolution.kept().toMillis() <= closedUpTo) {
                continue;
            }
            StoredWindow before = storage.window(resolution, totals.series(), start);
            Kpis sum = new Kpis();
            if (before != null) {
                sum.merge(before.kpis());
            }
            sum.merge(late);
            int version = before == null || before.epoch() != epoch ? 1 : before.version() + 1;
            storage.close(resolution, totals, start, new StoredWindow(epoch, version, sum));
        }
    }

    /** Writes down which series became due; call it before the end of each record. */
    void saveDue() {
        Resolution.rollUps().forEach(this::saveDue);
    }

    private void saveDue(Resolution resolution) {
        List<Series> news = due(resolution);
        if (!news.isEmpty()) {
            storage.addDue(resolution, open[resolution.ordinal()], List.copyOf(news));
            news.clear();
        }
    }

    private List<Series> due(Resolution resolution) {
        return newlyDue.computeIfAbsent(resolution, unseen -> new ArrayList<>());
    }

    private static Resolution finer(Resolution resolution) {
        return Resolution.values()[resolution.ordinal() - 1];
    }
}
