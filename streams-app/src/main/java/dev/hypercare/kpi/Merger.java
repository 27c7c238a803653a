package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Merges the partials of all partitions of {@code calls} for the series of one task. A slice closes when the watermarks of all
 * partitions have passed its end, so what it holds depends on the log and not on how partitions interleave. Closed slices go to the
 * rules; ten make a pane. Partials that came late for their own partition are added to windows that are closed, never to open ones.
 */
final class Merger {
    /** Time without any data that is gone through slice by slice; of a longer silence only the last part is. */
    private static final long LONGEST_SILENCE = 86_400_000;

    private final MergeStorage storage;
    private final RollUps rollUps;
    private final long[] watermarks;
    private final TreeMap<Long, Map<Series, Kpis>> openSlices = new TreeMap<>();
    private final TreeMap<Series, Kpis> openPane = new TreeMap<>(Comparator.comparing(Series::text));
    private final TreeMap<Long, List<Partial>> lateForOpenPanes = new TreeMap<>();
    private long closedUpTo = Watermarks.NONE;

    /** @param sources partitions of {@code calls} */
    Merger(MergeStorage storage, RollUps rollUps, int sources) {
        this.storage = storage;
        this.rollUps = rollUps;
        this.watermarks = new long[sources];
        Arrays.fill(watermarks, Watermarks.NONE);
    }

    /** Takes up stored marks, before {@link #restore(Partial.Pack)}. */
    void restore(long closed, long[] marks) {
        closedUpTo = closed;
        System.arraycopy(marks, 0, watermarks, 0, Math.min(marks.length, watermarks.length));
    }

    /** Takes up a stored pack: the part of it that is not in a closed pane. */
    void restore(Partial.Pack pack) {
        for (Partial partial : pack.partials()) {
            if (closedUpTo != Watermarks.NONE && paneEnd(partial.slice()) <= closedUpTo) {
                continue;
            }
            if (partial.late()) {
                lateFor(partial);
            } else if (partial.slice() < closedUpTo) {
                openPane.computeIfAbsent(partial.series(), unseen -> new Kpis()).merge(partial.kpis());
            } else {
                open(partial);
            }
        }
    }

    /** Adds a pack and closes what its watermark allows. Error: {@link IllegalArgumentException} for an unknown partition. */
    void add(Partial.Pack pack) {
        if (pack.source() < 0 || pack.source() >= watermarks.length) {
            throw new IllegalArgumentException("partials of partition " + pack.source() + " of calls (expected: 0 to "
                    + (watermarks.length - 1) + "); was the topic given more partitions?");
        }
        for (Partial partial : pack.partials()) {
            if (!partial.late() && (closedUpTo == Watermarks.NONE || partial.slice() >= closedUpTo)) {
                open(partial);
            } else if (closedUpTo != Watermarks.NONE && paneEnd(partial.slice()) <= closedUpTo) {
                rollUps.correct(partial.series(), partial.slice(), partial.kpis(), closedUpTo);
            } else {
                lateFor(partial);
            }
        }
        watermarks[pack.source()] = Math.max(watermarks[pack.source()], pack.watermark());
        advance();
    }

    /** How far event time has come here, milliseconds; {@link Watermarks#NONE} before all partitions were heard of. */
    long closedUpTo() {
        return closedUpTo;
    }

    /** The watermarks of the partitions of {@code calls}. */
    long[] watermarks() {
        return watermarks.clone();
    }

    private void open(Partial partial) {
        openSlices
                .computeIfAbsent(partial.slice(), unseen -> new HashMap<>())
                .computeIfAbsent(partial.series(), unseen -> new Kpis())
                .merge(partial.kpis());
    }

    private void lateFor(Partial partial) {
        lateForOpenPanes
                .computeIfAbsent(Resolution.PANE.startOf(partial.slice()), unseen -> new ArrayList<>())
                .add(partial);
    }

    private void advance() {
        long lowest = Arrays.stream(watermarks).min().orElse(Watermarks.NONE);
        if (lowest == Watermarks.NONE) {
            return;
        }
        long target = lowest - Math.floorMod(lowest, Resolution.SLICE_MILLIS);
        if (closedUpTo == Watermarks.NONE) {
            long first = openSlices.isEmpty() ? target : Math.min(target, openSlices.firstKey());
            closedUpTo = Resolution.PANE.startOf(first);
            correctClosedPanes();
        }
        while (closedUpTo < target) {
            skipSilence(target);
            closeSlice();
        }
    }

    private void skipSilence(long target) {
        long next = openSlices.isEmpty() ? target : Math.min(target, openSlices.firstKey());
        if (openPane.isEmpty() && lateForOpenPanes.isEmpty() && next - closedUpTo > LONGEST_SILENCE) {
            closedUpTo = Resolution.PANE.startOf(next - LONGEST_SILENCE);
            rollUps.closeUpTo(closedUpTo);
        }
    }

    private void closeSlice() {
        Map<Series, Kpis> kpis = openSlices.remove(closedUpTo);
        ClosedSlice slice = new ClosedSlice(closedUpTo, kpis == null ? Map.of() : kpis);
        closedUpTo = slice.endMillis();
        slice.kpis()
                .forEach((series, sum) ->
                        openPane.computeIfAbsent(series, unseen -> new Kpis()).merge(sum));
        storage.slice(slice);
        if (Resolution.PANE.startOf(closedUpTo) == closedUpTo) {
            closePane();
        }
    }

    private void closePane() {
        long start = closedUpTo - Resolution.PANE.millis();
        openPane.forEach((series, kpis) -> rollUps.paneClosed(series, start, kpis));
        openPane.clear();
        rollUps.closeUpTo(closedUpTo);
        correctClosedPanes();
    }

    private void correctClosedPanes() {
        while (!lateForOpenPanes.isEmpty() && lateForOpenPanes.firstKey() < Resolution.PANE.startOf(closedUpTo)) {
            for (Partial late : lateForOpenPanes.pollFirstEntry().getValue()) {
                rollUps.correct(late.series(), late.slice(), late.kpis(), closedUpTo);
            }
        }
    }

    private static long paneEnd(long slice) {
        return Resolution.PANE.startOf(slice) + Resolution.PANE.millis();
    }
}
