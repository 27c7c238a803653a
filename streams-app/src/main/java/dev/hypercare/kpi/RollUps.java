package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes longer windows of closed shorter ones when event time has passed their end, and adds late calls to windows that are closed
 * already. Minutes and five minutes add up in the heap; hours and days are made of the stored windows. Of each resolution no more than
 * one window is open. What comes out, and in what order, depends on the closed windows alone.
 */
final class RollUps {
    /** A roll-up that is being closed, series by series. */
    private static final class Closing {
        private final Resolution resolution;
        private final Iterator<SeriesTotals> rest;
        /** The last series that was closed, as UTF-8. */
        private byte[] last;

        private Closing(Resolution resolution, Iterator<SeriesTotals> rest, byte[] last) {
            this.resolution = resolution;
            this.rest = rest;
            this.last = last;
        }
    }

    private static final byte[] NONE_YET = {};

    private final MergeStorage storage;
    private final int epoch;
    private final long[] open = new long[Resolution.values().length];
    private final Map<Resolution, List<SeriesTotals>> inHeap = new EnumMap<>(Resolution.class);
    private final Map<Resolution, List<Series>> newlyDue = new EnumMap<>(Resolution.class);
    private @Nullable Closing closing;
    /** What {@link #progress} told before a restart: a resolution, and the last series that was closed. */
    private byte[] restored = NONE_YET;

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
            if (Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8), lastClosed(resolution)) <= 0) {
                continue;
            }
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

    /** How far closing has come that stopped in the middle: for {@link #restoreProgress} after a restart. */
    byte[] progress() {
        Closing present = closing;
        return present == null
                ? restored
                : ByteBuffer.allocate(1 + present.last.length)
                        .put((byte) present.resolution.ordinal())
                        .put(present.last)
                        .array();
    }

    /** Takes up {@link #progress}, before any open roll-up. */
    void restoreProgress(byte[] progress) {
        restored = progress;
    }

    private byte[] lastClosed(Resolution resolution) {
        return restored.length == 0 || restored[0] != resolution.ordinal()
                ? NONE_YET
                : Arrays.copyOfRange(restored, 1, restored.length);
    }

    /**
     * Closes the roll-ups that end at or before an instant, shortest first, as long as there is time; whether all are closed.
     *
     * @param totals finds what is held of a series
     */
    boolean closeUpTo(long instant, Function<String, SeriesTotals> totals, BooleanSupplier hasTime) {
        for (Resolution resolution : Resolution.rollUps()) {
            long start = open[resolution.ordinal()];
            if (start != Watermarks.NONE && start + resolution.millis() <= instant) {
                if (!close(resolution, start, totals, hasTime)) {
                    return false;
                }
                storage.removeDue(resolution, start);
                open[resolution.ordinal()] = Watermarks.NONE;
                closing = null;
                restored = NONE_YET;
            }
        }
        return true;
    }

    private boolean close(
            Resolution resolution, long start, Function<String, SeriesTotals> totals, BooleanSupplier hasTime) {
        Closing present = closing;
        if (present == null) {
            saveDue(resolution);
            present = new Closing(resolution, closing(resolution, start, totals), lastClosed(resolution));
            closing = present;
        }
        while (present.rest.hasNext()) {
            if (!hasTime.getAsBoolean()) {
                return false;
            }
            SeriesTotals series = present.rest.next();
            close(resolution, start, series, sum(resolution, start, series));
            present.last = series.key();
        }
        return true;
    }

    /** The series of a roll-up in the order in which they are closed. */
    private Iterator<SeriesTotals> closing(Resolution resolution, long start, Function<String, SeriesTotals> totals) {
        List<SeriesTotals> held = inHeap.get(resolution);
        if (held != null) {
            inHeap.put(resolution, new ArrayList<>());
            held.sort(SeriesTotals::compare);
            return held.iterator();
        }
        String last = new String(lastClosed(resolution), StandardCharsets.UTF_8);
        return storage.due(resolution, start).stream()
                .filter(text -> text.compareTo(last) > 0)
                .map(totals)
                .iterator();
    }

    private Kpis sum(Resolution resolution, long start, SeriesTotals series) {
        if (inHeap.containsKey(resolution)) {
            return series.takeSum(resolution);
        }
        Parts parts = new Parts();
        storage.windows(finer(resolution), series.series(), start, start + resolution.millis())
                .forEach(parts::addWindow);
        return parts.sum();
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
