package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Some numbers of one series, added up over windows of many lengths at once: {@link #LENGTHS}. Short windows begin with a slice, those above a
 * minute with a pane of 10 seconds, those above eight with a minute; so a window holds its length and at most one such step more. A slice costs
 * three additions for each number, a window nothing. Not thread-safe.
 */
final class Tallies {
    /** Milliseconds. Each is about twice the one before, so that one of them fits what has begun at any time. */
    private static final long[] LENGTHS = {
        1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 120_000, 240_000, 480_000, 960_000, 1_920_000, 3_600_000
    };
    /** How many windows there are. */
    static final int WINDOWS = LENGTHS.length;
    /** Beside them: the newest slice alone. */
    static final int SLICE = WINDOWS;
    /** The window of a minute. */
    static final int MINUTE = 6;

    /** The shortest of those that hold whole panes of 10 seconds at their ends: half a minute. */
    static final int OF_PANES = 5;

    private static final int LONGEST_OF_PANES = 9;

    /** As many as a minute has, and more. */
    private static final int SLICES = 128;
    /** As many as the longest windows of panes and of minutes have, and more. */
    private static final int STEPS = 64;

    private final Tally[] kept;
    private final int[] places = new int[Tally.values().length];
    private final TallyRing slices;
    private final TallyRing panes;
    private final TallyRing minutes;
    private final Counts[] windows = new Counts[WINDOWS + 1];
    private long at;

    /** One window, as of now. */
    private final class SumWindow implements Counts {
        private final TallyRing ring;
        private final long millis;

        SumWindow(TallyRing ring, long millis) {
            this.ring = ring;
            this.millis = millis;
        }

        @Override
        public long of(Tally tally) {
            int place = places[tally.ordinal()];
            if (place < 0) {
                throw new IllegalArgumentException("no rule asked for " + tally);
            }
            return ring.since(at - millis, place);
        }

        @Override
        public long millis() {
            return millis;
        }
    }

    /** @param which the numbers to keep */
    Tallies(Set<Tally> which) {
        kept = which.stream().sorted().toArray(Tally[]::new);
        Arrays.fill(places, -1);
        for (int i = 0; i < kept.length; i++) {
            places[kept[i].ordinal()] = i;
        }
        slices = new TallyRing(WindowStep.SLICE.millis(), SLICES, kept.length);
        panes = new TallyRing(WindowStep.TALLY_PANE.millis(), STEPS, kept.length);
        minutes = new TallyRing(WindowStep.TALLY_MINUTE.millis(), STEPS, kept.length);
        for (int i = 0; i < WINDOWS; i++) {
            windows[i] = new SumWindow(i <= MINUTE ? slices : i <= LONGEST_OF_PANES ? panes : minutes, LENGTHS[i]);
        }
        windows[SLICE] = new SumWindow(slices, WindowStep.SLICE.millis());
    }

    /** Notes for how long the archive has to keep what {@link #restore} needs. */
    static void keep(Map<WindowStep, Long> forSoLong) {
        forSoLong.merge(WindowStep.SLICE, LENGTHS[MINUTE], Math::max);
        forSoLong.merge(WindowStep.TALLY_PANE, LENGTHS[LONGEST_OF_PANES], Math::max);
        forSoLong.merge(WindowStep.TALLY_MINUTE, LENGTHS[WINDOWS - 1], Math::max);
    }

    /** Adds a slice, not before those added already. */
    void add(long start, Kpis kpis) {
        add(start, numbers(kpis));
    }

    private void add(long start, long[] numbers) {
        slices.add(start, numbers);
        panes.add(start, numbers);
        minutes.add(start, numbers);
    }

    private long[] numbers(Kpis kpis) {
        long[] numbers = new long[kept.length];
        for (int i = 0; i < kept.length; i++) {
            numbers[i] = kept[i].in(kpis);
        }
        return numbers;
    }

    /** Moves every window on to the end of a slice. */
    void moveTo(long end) {
        at = end;
    }

    /** One of the windows, 0 the shortest, or {@link #SLICE}; it moves on with this. */
    Counts over(int window) {
        return windows[window];
    }

    /** The numbers of the step that has just ended and began at an instant, in binary form; null where all are 0. */
    byte @Nullable [] newest(WindowStep step, long start) {
        TallyRing ring = step == WindowStep.TALLY_PANE ? panes : minutes;
        BinaryWriter writer = new BinaryWriter();
        int mask = 0;
        boolean nothing = true;
        for (Tally tally : kept) {
            mask |= 1 << tally.ordinal();
        }
        writer.number(mask);
        for (int i = 0; i < kept.length; i++) {
            long number = ring.since(start, i);
            nothing &= number == 0;
            writer.number(number);
        }
        return nothing ? null : writer.toBytes();
    }

    /** What {@link #newest} wrote; nothing where it was written for other rules and lacks a number. */
    private long[] read(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        long mask = BinaryWriter.readNumber(from);
        long[] numbers = new long[kept.length];
        int found = 0;
        for (int ordinal = 0; ordinal < Long.SIZE && mask >>> ordinal != 0; ordinal++) {
            if ((mask >>> ordinal & 1) == 0) {
                continue;
            }
            long number = BinaryWriter.readNumber(from);
            int place = ordinal < places.length ? places[ordinal] : -1;
            if (place >= 0) {
                numbers[place] = number;
                found++;
            }
        }
        return found == kept.length ? numbers : new long[kept.length];
    }

    /**
     * Rebuilds the windows from what was archived: slices of KPIs, and the longer steps that are complete. A complete step that was not kept,
     * because no rule asked for it then, is not made of slices: the next restart would not find them.
     *
     * @param next first instant of the slice that comes next, milliseconds
     */
    void restore(Map<WindowStep, NavigableMap<Long, byte[]>> archived, long next) {
        NavigableMap<Long, long[]> parts = new TreeMap<>();
        archived.getOrDefault(WindowStep.SLICE, new TreeMap<>())
                .forEach((start, encoded) -> parts.put(start, numbers(Kpis.fromBytes(encoded))));
        parts.forEach(slices::add);
        restore(panes, WindowStep.TALLY_PANE, archived, parts, next);
        restore(minutes, WindowStep.TALLY_MINUTE, archived, parts, next);
    }

    private void restore(
            TallyRing ring,
            WindowStep step,
            Map<WindowStep, NavigableMap<Long, byte[]>> archived,
            NavigableMap<Long, long[]> slices,
            long next) {
        NavigableMap<Long, byte[]> complete = archived.getOrDefault(step, new TreeMap<>());
        NavigableMap<Long, long[]> parts = new TreeMap<>();
        complete.forEach((start, encoded) -> parts.put(start, read(encoded)));
        slices.forEach((start, numbers) -> {
            long ofStep = step.startOf(start);
            if (!complete.containsKey(ofStep) && ofStep + step.millis() > next) {
                parts.put(start, numbers);
            }
        });
        parts.forEach(ring::add);
    }
}
