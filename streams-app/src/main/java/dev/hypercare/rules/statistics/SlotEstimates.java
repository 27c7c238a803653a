package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * Mean and mean absolute deviation of each slot of a season, read and learned between the middles of two neighbours. Learning is
 * winsorised as in {@link WinsorisedMean}. 12 bytes a slot. Not thread-safe.
 */
final class SlotEstimates {
    /** What one visit to a slot, an hour, replaces of its memory. */
    private static final double RATE = 0.25;
    /** A slot is learned in full after so many visits. */
    static final double FULL = 3;
    /** And not before so many values, because few of them say little of how they spread. */
    private static final double FEWEST = 12;
    /** The parts of a visit do not quite come to a whole. */
    private static final double ROUNDING = 1.001;

    private final Cycle cycle;
    /** Whether what is between the middles of two slots is told from both. */
    private final boolean smooth;

    /** Values in an hour. */
    private final double pace;

    /** The neighbours of the instant that was asked for last, because most questions are of the same one. */
    private long placed = Long.MIN_VALUE;

    private int before;
    private int after;
    private double way;

    private final float[] means;
    private final float[] deviations;
    /** Values seen, those between two slots in part. */
    private final float[] seen;

    /** @param smooth whether an instant belongs to both of its neighbours by its distance, or to its own hour only */
    SlotEstimates(Cycle cycle, long stepMillis, boolean smooth) {
        this.cycle = cycle;
        this.smooth = smooth;
        this.pace = Math.max(1, (double) Cycle.HOUR / stepMillis);
        this.means = new float[cycle.slots()];
        this.deviations = new float[cycle.slots()];
        this.seen = new float[cycle.slots()];
    }

    /** How well the season is known at an instant: 0 not at all, 1 when both neighbours were visited so often. */
    double learned(long at, double full) {
        place(at);
        return (1 - way) * learned(before, full) + way * learned(after, full);
    }

    private double learned(int slot, double full) {
        return Math.min(1, seen[slot] * ROUNDING / Math.max(pace * full, FEWEST));
    }

    /** The mean at an instant; 0 where neither neighbour was ever seen. */
    double mean(long at) {
        return between(at, means);
    }

    /** The mean absolute deviation at an instant. */
    double deviation(long at) {
        return between(at, deviations);
    }

    private double between(long at, float[] values) {
        place(at);
        double reach = seen[after] == 0 ? 0 : seen[before] == 0 ? 1 : way;
        return (1 - reach) * values[before] + reach * values[after];
    }

    private void place(long at) {
        if (at != placed) {
            long hour = smooth ? Cycle.hourBefore(at) : Math.floorDiv(at, Cycle.HOUR);
            before = cycle.slot(hour);
            after = cycle.slot(hour + 1);
            way = smooth ? Cycle.way(at) : 0;
            placed = at;
        }
    }

    /** How far from the mean a value counts, as long as deviations below {@code least} are taken for it. */
    double limit(long at, double least) {
        return learned(at, 1) >= 1 ? WinsorisedMean.LIMIT * Math.max(least, deviation(at)) : Double.POSITIVE_INFINITY;
    }

    /** Learns a value as far as a limit. */
    void learn(long at, double value, double limit) {
        place(at);
        double error = seen[before] + seen[after] == 0 ? 0 : value - mean(at);
        error = Math.max(-limit, Math.min(limit, error));
        learn(before, 1 - way, value, error);
        learn(after, way, value, error);
    }

    private void learn(int slot, double share, double value, double error) {
        if (share == 0) {
            return;
        }
        if (seen[slot] == 0) {
            means[slot] = (float) value;
        } else {
            // As many values as it takes for an average, then as many as a visit has.
            double gain = share * Math.max(RATE / pace, 1 / (seen[slot] + 1));
            means[slot] += (float) (gain * error);
            deviations[slot] += (float) (gain * (Math.abs(error) - deviations[slot]));
        }
        seen[slot] = (float) Math.min(seen[slot] + share, 1 << 20);
    }

    /** Slots that were never seen take a byte, the others 13. */
    void write(BinaryWriter to) {
        for (int i = 0; i < means.length; i++) {
            to.raw(seen[i] == 0 ? 0 : 1);
            if (seen[i] != 0) {
                StateForm.write(to, means[i], deviations[i], seen[i]);
            }
        }
    }

    void read(ByteBuffer from) {
        for (int i = 0; i < means.length; i++) {
            if (from.get() != 0) {
                means[i] = StateForm.read(from);
                deviations[i] = StateForm.read(from);
                seen[i] = StateForm.read(from);
            }
        }
    }
}
