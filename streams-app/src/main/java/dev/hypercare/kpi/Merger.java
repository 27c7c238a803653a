package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Telemetry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the partials of all partitions of {@code calls} for the series of one task. A slice closes when the watermarks of all
 * partitions have passed its end, so what it holds depends on the log and not on how partitions interleave. Closed slices go to the
 * rules; ten make a pane. Calls that came late for their own partition are added to closed windows when the pane closes in which they
 * came, so that how often a window is corrected depends on the log as well. Closing may stop anywhere between two series and go on later:
 * it is as if the watermarks had come later. Not thread-safe.
 */
final class Merger {
    private static final Logger LOG = LoggerFactory.getLogger(Merger.class);

    private record Late(SeriesTotals totals, long slice, byte[] pack, int kpisStart) {}

    private final MergeStorage storage;
    private final RollUps rollUps;
    private final long[] watermarks;
    private final BytesTable<SeriesTotals> series = new BytesTable<>();
    private final OpenSlices openSlices = new OpenSlices();
    private final TreeMap<Long, List<SeriesTotals>> openPanes = new TreeMap<>();
    private final TreeMap<Long, List<Late>> corrections = new TreeMap<>();
    private long closedUpTo = Watermarks.NONE;
    /** Whether the roll-ups that end at closedUpTo are closed, and the corrections that are due then are made. */
    private boolean settled = true;

    private boolean hourEnded;

    /** @param sources partitions of {@code calls} */
    Merger(MergeStorage storage, RollUps rollUps, int sources) {
        this.storage = storage;
        this.rollUps = rollUps;
        this.watermarks = new long[sources];
        Arrays.fill(watermarks, Watermarks.NONE);
    }

    /** Takes up stored marks, before anything else is restored. */
    void restore(long closed, long[] marks) {
        closedUpTo = closed;
        System.arraycopy(marks, 0, watermarks, 0, Math.min(marks.length, watermarks.length));
    }

    /** Takes up what {@link #unsettled} told, right after the marks. */
    void restoreUnsettled(byte[] progress) {
        settled = false;
        rollUps.restoreProgress(progress);
    }

    /** Takes up an open roll-up that was stored. */
    void restoreRollUp(Resolution resolution, long start) {
        rollUps.restore(resolution, start, this::totals);
    }

    /** Takes up a stored pack: the part of it that is not in a closed window; the instant until which it is needed. */
    long restore(Pack pack) {
        return take(pack, true);
    }

    /**
     * Adds a pack; what its watermark allows is closed by {@link #advance}. Error: {@link IllegalArgumentException} for an unknown
     * partition.
     *
     * @return the instant until which the pack is needed to make the state again, milliseconds; {@link Watermarks#NONE} for not
     */
    long add(Pack pack) {
        if (pack.source() < 0 || pack.source() >= watermarks.length) {
            throw new IllegalArgumentException("partials of partition " + pack.source() + " of calls (expected: 0 to "
                    + (watermarks.length - 1) + "); was the topic given more partitions?");
        }
        long needed = take(pack, false);
        watermarks[pack.source()] = Math.max(watermarks[pack.source()], pack.watermark());
        return needed;
    }

    private long take(Pack pack, boolean again) {
        long needed = Watermarks.NONE;
        while (pack.next()) {
            long end = Resolution.PANE.endOf(pack.slice());
            boolean late = pack.correctedAt() != Cells.IN_TIME;
            if (late && !(again && corrected(pack, end))) {
                needed = Math.max(needed, correctLater(pack));
            } else if (!late && end > closedUpTo) {
                open(pack);
                needed = Math.max(needed, end);
            } else if (!late && !again) {
                LOG.warn(
                        "calls of {} came in time, but {} is closed already: counted as late",
                        pack.slice(),
                        closedUpTo);
                needed = Math.max(needed, correctLater(pack));
            }
        }
        return needed;
    }

    private boolean corrected(Pack pack, long endOfPane) {
        return (pack.correctedAt() == Pack.LATE_SOME_TIME ? endOfPane : pack.correctedAt()) <= settledUpTo();
    }

    /** A correction is made at the end of a pane, and never of one that is open. */
    private long correctLater(Pack pack) {
        long at =
                Math.max(pack.correctedAt(), Resolution.PANE.endOf(Math.max(pack.slice(), Math.max(0, settledUpTo()))));
        corrections
                .computeIfAbsent(at, unseen -> new ArrayList<>())
                .add(new Late(totals(pack), pack.slice(), pack.bytes(), pack.kpisStart()));
        return at;
    }

    private void open(Pack pack) {
        SeriesTotals totals = totals(pack);
        if (pack.sliced() && (closedUpTo == Watermarks.NONE || pack.slice() >= closedUpTo)) {
            openSlices.add(totals, pack);
        }
        if (totals.view().equals(Telemetry.VIEW)) {
            return; // nobody asks for its panes
        }
        long start = Resolution.PANE.startOf(pack.slice());
        Parts pane = totals.pane(start);
        if (pane == null) {
            pane = totals.openPane(start);
            openPanes.computeIfAbsent(start, unseen -> new ArrayList<>()).add(totals);
        }
        pane.add(pack.bytes(), pack.kpisStart());
    }

    private SeriesTotals totals(Pack pack) {
        return totals(pack.bytes(), pack.seriesStart(), pack.seriesLength());
    }

    private SeriesTotals totals(String text) {
        byte[] key = text.getBytes(StandardCharsets.UTF_8);
        return totals(key, 0, key.length);
    }

    private SeriesTotals totals(byte[] bytes, int start, int length) {
        SeriesTotals known = series.get(bytes, start, length);
        if (known == null) {
            byte[] key = Arrays.copyOfRange(bytes, start, start + length);
            known = new SeriesTotals(key);
            series.put(key, known);
        }
        return known;
    }

    /** How far event time has come here, milliseconds; {@link Watermarks#NONE} before all partitions were heard of. */
    long closedUpTo() {
        return closedUpTo;
    }

    /** Panes that have not closed, of any series. */
    int openPanes() {
        return openPanes.size();
    }

    /** Series in those panes; one in two counts twice. */
    int openSeries() {
        return openPanes.values().stream().mapToInt(List::size).sum();
    }

    /** The watermarks of the partitions of {@code calls}. */
    long[] watermarks() {
        return watermarks.clone();
    }

    /** How far nothing is left to do, milliseconds: {@link #closedUpTo}, or just before it. */
    long settledUpTo() {
        return settled ? closedUpTo : closedUpTo - 1;
    }

    /** What to store of closing that stopped in the middle; null where it did not. */
    byte @Nullable [] unsettled() {
        return settled ? null : rollUps.progress();
    }

    /** Whether the watermarks allow more to be closed than was. */
    boolean isBehind() {
        return !settled || closedUpTo < target();
    }

    private long target() {
        long lowest = Arrays.stream(watermarks).min().orElse(Watermarks.NONE);
        return lowest == Watermarks.NONE ? Watermarks.NONE : Resolution.startOfSlice(lowest);
    }

    /** Closes what the watermarks allow, as long as there is time for it. */
    void advance(BooleanSupplier hasTime) {
        long target = target();
        if (target != Watermarks.NONE && closedUpTo == Watermarks.NONE) {
            long first = openPanes.isEmpty() ? target : Math.min(target, openPanes.firstKey());
            closedUpTo = Resolution.PANE.startOf(openSlices.firstBefore(first));
            correct();
        }
        // What silence costs is for the rules to say: each piece costs no more than all before it.
        long piece = Resolution.PANE.millis();
        while (isBehind() && hasTime.getAsBoolean()) {
            long silentUntil = silentUntil(Math.min(target, closedUpTo + piece));
            if (!settled) {
                settle(hasTime);
            } else if (silentUntil > closedUpTo) {
                closeSilence(silentUntil);
                piece = Math.min(2 * piece, Resolution.DAY.millis());
            } else {
                closeSlice();
            }
        }
        rollUps.saveDue();
    }

    /** Until when nothing is open, nothing was heard, and nothing has to be corrected. */
    private long silentUntil(long target) {
        long until = openSlices.firstBefore(target);
        if (!openPanes.isEmpty()) {
            until = Math.min(until, openPanes.firstKey());
        }
        return corrections.isEmpty() ? until : Math.min(until, corrections.firstKey());
    }

    /** Does at once what closing the empty slices one by one would do. */
    private void closeSilence(long end) {
        hourEnded |= Resolution.HOUR.startOf(closedUpTo) != Resolution.HOUR.startOf(end);
        storage.slice(ClosedSlice.silence(closedUpTo, end));
        closedUpTo = end;
        settled = false;
    }

    private void closeSlice() {
        ClosedSlice slice = openSlices.close(closedUpTo);
        closedUpTo = slice.endMillis();
        storage.slice(slice);
        if (Resolution.PANE.startOf(closedUpTo) == closedUpTo) {
            closePane();
        }
    }

    private void closePane() {
        long start = closedUpTo - Resolution.PANE.millis();
        List<SeriesTotals> closing = openPanes.remove(start);
        if (closing != null) {
            closing.sort(SeriesTotals::compare);
            closing.forEach(totals -> rollUps.paneClosed(totals, start, totals.takePane(start)));
        }
        hourEnded |= Resolution.HOUR.startOf(closedUpTo) == closedUpTo;
        settled = false;
    }

    private void settle(BooleanSupplier hasTime) {
        if (rollUps.closeUpTo(closedUpTo, this::totals, hasTime)) {
            correct();
            settled = true;
            if (hourEnded) {
                forgetIdle();
                hourEnded = false;
            }
        }
    }

    /** What has only slices, as what was heard of gateways, is not idle either: its parts have to meet in one place. */
    private void forgetIdle() {
        Set<SeriesTotals> sliced = openSlices.series();
        series.keep(totals -> !totals.isIdle() || sliced.contains(totals));
    }

    /** Corrects what came late in the panes that are closed now, once for each series and pane. */
    private void correct() {
        while (!corrections.isEmpty() && corrections.firstKey() <= closedUpTo) {
            TreeMap<String, TreeMap<Long, Kpis>> sums = new TreeMap<>();
            for (Late late : corrections.pollFirstEntry().getValue()) {
                sums.computeIfAbsent(late.totals.series().text(), unseen -> new TreeMap<>())
                        .computeIfAbsent(Resolution.PANE.startOf(late.slice), unseen -> new Kpis())
                        .mergeFrom(ByteBuffer.wrap(late.pack).position(late.kpisStart));
            }
            sums.forEach((text, panes) ->
                    panes.forEach((start, kpis) -> rollUps.correct(totals(text), start, kpis, closedUpTo)));
        }
    }
}
