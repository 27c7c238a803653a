package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * What share of calls is ordinary, such as the failed ones: calls and hits of each slot of a {@link Cycle}, pooled and fading, and,
 * while those are new, of the last hour. A step with far more hits than ordinary counts only as far as four
 * standard deviations, so that an outage does not become ordinary; whoever knows of an outage should not let it learn at all. Not
 * thread-safe.
 */
public final class SeasonalShare {
    private static final int LAYOUT = 1;
    /** Layout 1 has room for a name, which no version has ever written. */
    private static final String UNUSED = "";
    /** What one visit to a slot, an hour, replaces of its memory. */
    private static final double RATE = 0.25;
    /** A slot is learned in full after so many visits. */
    private static final double FULL = 3;
    /** The parts of a visit do not quite come to a whole. */
    private static final double ROUNDING = 1.001;
    /** As if half a hit in one call had been seen already (Jeffreys), so that no share is impossible. */
    private static final double UNSEEN_HITS = 0.5;

    private static final double LIMIT = 4;
    /** So many calls are remembered however long ago they came: fewer do not tell a share. */
    private static final double FEW = 2000;

    private final Cycle cycle;
    private final long stepMillis;
    private final float[] hits;
    private final float[] calls;
    /** Steps seen, those between two slots in part. */
    private final float[] steps;

    /** Of the last hour, or longer ago where few calls come. */
    private float recentHits;

    private float recentCalls;

    /** @param stepMillis time between two values that it learns, milliseconds */
    public SeasonalShare(Cycle cycle, long stepMillis) {
        if (stepMillis <= 0) {
            throw new IllegalArgumentException("step of " + stepMillis + " ms (expected: above 0)");
        }
        this.cycle = cycle;
        this.stepMillis = stepMillis;
        this.hits = new float[cycle.slots()];
        this.calls = new float[cycle.slots()];
        this.steps = new float[cycle.slots()];
    }

    /**
     * Learns {@code k} of {@code n} calls.
     *
     * @param at instant of the step, milliseconds since the epoch
     */
    public void learn(long at, long k, long n) {
        double counted = Math.min(k, plausible(at, n));
        long hour = Cycle.hourBefore(at);
        double way = Cycle.way(at);
        learn(cycle.slot(hour), 1 - way, counted, n);
        learn(cycle.slot(hour + 1), way, counted, n);
        double byTime = Math.max(0, 1 - (double) stepMillis / Cycle.HOUR);
        double fade = Math.max(byTime, Math.min(1, (FEW - n) / Math.max(1, recentCalls)));
        recentHits = (float) (fade * recentHits + counted);
        recentCalls = (float) (fade * recentCalls + n);
    }

    private double plausible(long at, long n) {
        double ordinary = recentCalls + calls[cycle.slot(Cycle.hourBefore(at))];
        if (ordinary < n) {
            return n;
        }
        double share = expected(at);
        return n * share + LIMIT * Math.sqrt(n * share * (1 - share)) + 1;
    }

    private void learn(int slot, double part, double k, long n) {
        double fade = 1 - part * Math.min(1, RATE * stepMillis / Cycle.HOUR);
        hits[slot] = (float) (fade * hits[slot] + part * k);
        calls[slot] = (float) (fade * calls[slot] + part * n);
        steps[slot] = (float) Math.min(steps[slot] + part, 1 << 20);
    }

    /** The ordinary share at an instant, above 0 and below 1; a half before anything was learned. */
    public double expected(long at) {
        return estimate(at, recentHits, recentCalls)[0];
    }

    /**
     * How surprising it is to see at least {@code k} of {@code n} calls, nats, see {@link Surprise}; less so where the ordinary share was
     * learned from few calls.
     */
    public double surprise(long at, long k, long n) {
        return surprise(k, n, estimate(at, recentHits, recentCalls));
    }

    /** Of how many hits and misses the ordinary share at an instant is known; both above 0. */
    public double[] known(long at) {
        double[] share = estimate(at, recentHits, recentCalls);
        return new double[] {share[0] * share[1], (1 - share[0]) * share[1]};
    }

    /** The variance of k/n - share is that of k/n in fewer calls. */
    private static double surprise(long k, long n, double[] share) {
        double sure = n == 0 ? 0 : share[1] / (share[1] + n);
        return Surprise.atLeast(k * sure, n * sure, share[0]);
    }

    /** The share, and of how many calls it is. */
    private double[] estimate(long at, double otherHits, double otherCalls) {
        long hour = Cycle.hourBefore(at);
        double way = Cycle.way(at);
        int before = cycle.slot(hour);
        int after = cycle.slot(hour + 1);
        double learned = (1 - way) * learned(before) + way * learned(after);
        double k = learned * ((1 - way) * hits[before] + way * hits[after]) + (1 - learned) * otherHits;
        double n = learned * ((1 - way) * calls[before] + way * calls[after]) + (1 - learned) * otherCalls;
        return new double[] {(k + UNSEEN_HITS) / (n + 2 * UNSEEN_HITS), n + 2 * UNSEEN_HITS};
    }

    private double learned(int slot) {
        return Math.min(1, ROUNDING * steps[slot] * stepMillis / Cycle.HOUR / FULL);
    }

    /** The binary form. */
    public void write(BinaryWriter to) {
        to.raw(LAYOUT);
        to.text(cycle.name());
        to.number(stepMillis);
        to.text(UNUSED);
        StateForm.write(to, recentHits, recentCalls);
        for (int i = 0; i < hits.length; i++) {
            to.raw(steps[i] == 0 ? 0 : 1);
            if (steps[i] != 0) {
                StateForm.write(to, hits[i], calls[i], steps[i]);
            }
        }
    }

    /** The inverse of {@link #write}. Error: {@link dev.hypercare.contract.measure.UnknownLayout}. */
    public static SeasonalShare read(ByteBuffer from) {
        StateForm.expect(LAYOUT, from, "seasonal shares");
        SeasonalShare read =
                new SeasonalShare(Cycle.valueOf(BinaryWriter.readText(from)), BinaryWriter.readNumber(from));
        BinaryWriter.readText(from);
        read.recentHits = StateForm.read(from);
        read.recentCalls = StateForm.read(from);
        for (int i = 0; i < read.hits.length; i++) {
            if (from.get() != 0) {
                read.hits[i] = StateForm.read(from);
                read.calls[i] = StateForm.read(from);
                read.steps[i] = StateForm.read(from);
            }
        }
        return read;
    }
}
