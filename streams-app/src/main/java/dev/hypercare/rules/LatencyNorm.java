package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.rules.statistics.Scale;
import dev.hypercare.rules.statistics.StateForm;
import java.nio.ByteBuffer;

/**
 * How long calls ordinarily take: the mean of the logarithms of their latencies, and how latencies spread, whatever their shape. The spread is
 * learned as means of powers of the latency, of which Chernoff's bound is made: how improbable it is that so many calls are so slow on the
 * average, also where one call in a hundred takes ten times as long. How far minutes differ by themselves, more than by the chance of their calls, is
 * learned, too, from one minute to the next, so that what grows slowly does not pass for wavering; and from how far they are off, where that is far.
 * Not thread-safe.
 */
final class LatencyNorm implements Norm {
    private static final int LAYOUT = 2;
    /** The powers. A small one fits small changes of many calls, a large one a large change of a few. */
    private static final double[] POWERS = {0.2, 0.4, 0.8, 1.3, 2, 3, 5, 8};

    private static final int SPREAD_BY = 1;
    /** Calls, and minutes. */
    private static final int ENOUGH = 100;

    private static final int MINUTES = 10;
    private static final float FADE = 1 - 1 / 60f;
    /** As if so many calls, more than were seen, had taken eight times as long: what is rare was perhaps not seen yet. */
    private static final double OUTLIERS = 2;

    private static final double OUTLYING = Math.log(8);
    /** So much more is nothing, however certain: the load, the hour, the day. */
    private static final double TOLERATED = 0.01;
    /** What minutes waver by, squared: at the least, and until some minutes told. */
    private static final double LEAST = 0.004 * 0.004;

    private static final double FIRST = 0.01 * 0.01;
    private static final double DOUBT = 10;
    /** By so many times more than it should, chance makes the minutes of an hour differ in one of twenty. */
    private static final double CHANCE = 1.3;
    /** Minutes are taken to be off by as much as this, squared, anyway: what drifts is. */
    private static final double OFF = 0.05 * 0.05;

    private static final double HOUR = 60;
    /** A minute counts as far as four standard deviations. */
    private static final double OUTLIER = 16;
    /** Fewer calls than this never prove anything: any call may take its time. */
    private static final int FEWEST = 3;

    private final Level level;
    private final float[] sums = new float[POWERS.length];
    private Reluctance reluctance = new Reluctance();
    /** Of faster minutes: calls that fail at once make ordinary ones look slow. */
    private Reluctance faster = new Reluctance();

    private float minutes;
    /** What logarithms are told from, so that powers stay small: the mean of the first minute. */
    private float centre;
    /** Calls of the last hour, and the sum of their logarithms. */
    private float calls;

    private float sum;
    /** The mean of the newest minute, and of how many calls it is. */
    private float last;

    private float lastCalls;
    /** By how much the squares of steps from minute to minute exceed what chance makes of them, and how many steps that is of; both fade. */
    private float excess;

    private float watched;

    /** For each power the logarithm of its mean, from what was learned last. */
    private final double[] cumulants = new double[POWERS.length];

    private boolean fresh;

    LatencyNorm() {
        this(new Level(Scale.LOG));
    }

    private LatencyNorm(Level level) {
        this.level = level;
    }

    static LatencyNorm read(ByteBuffer from) {
        int layout = from.get();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException(
                    "ordinary latencies in layout " + layout + " (expected: " + LAYOUT + ")");
        }
        LatencyNorm read = new LatencyNorm(Level.read(from));
        read.reluctance = Reluctance.read(from);
        read.faster = Reluctance.read(from);
        read.minutes = StateForm.read(from);
        read.centre = StateForm.read(from);
        read.calls = StateForm.read(from);
        read.sum = StateForm.read(from);
        read.last = StateForm.read(from);
        read.lastCalls = StateForm.read(from);
        read.excess = StateForm.read(from);
        read.watched = StateForm.read(from);
        for (int i = 0; i < POWERS.length; i++) {
            read.sums[i] = StateForm.read(from);
        }
        return read;
    }

    @Override
    public void learn(Kpis minute, long at) {
        LatencyHistogram latency = minute.latency();
        long n = latency.count();
        if (n == 0) {
            return;
        }
        double mean = mean(latency.logSum(), n);
        if (minutes == 0) {
            centre = (float) mean;
        } else {
            double off = mean - level.expected(at).middle();
            boolean slow = isKnown() && reluctance.refuses(surprise(n, mean, at), at);
            boolean fast = isKnown() && faster.refuses(haste(n, off, at), at);
            if (slow || fast) {
                return;
            }
            waver(n, mean, at);
        }
        last = (float) mean;
        lastCalls = n;
        boolean known = isKnown();
        level.learn(at, Math.exp(mean));
        calls = FADE * calls + n;
        sum = (float) (FADE * sum + n * (mean - centre));
        double[] more = new double[POWERS.length];
        latency.eachBucket((bucket, values) -> {
            double far = (double) LatencyHistogram.logOf(bucket) / LatencyHistogram.LOG_UNITS - centre;
            for (int i = 0; i < more.length; i++) {
                more[i] += values * Math.exp(POWERS[i] * far);
            }
        });
        for (int i = 0; i < more.length; i++) {
            sums[i] = (float) Math.min(1e30, FADE * sums[i] + more[i]);
        }
        minutes = Math.min(1e6f, minutes + 1);
        fresh = false;
        if (!known && isKnown()) {
            reluctance.begin(at);
        }
    }

    /** Learns from the step from the newest minute to one: half of its square is what either differs by. */
    private void waver(long n, double mean, long at) {
        refresh();
        double chance = CHANCE * variance() * (1.0 / n + 1.0 / lastCalls) / 2;
        double square = (mean - last) * (mean - last) / 2;
        if (minutes > 1) {
            square = Math.min(square, OUTLIER * (chance + wavers(at)));
        }
        excess = (float) (FADE * excess + square - chance);
        watched = FADE * watched + 1;
    }

    /** The square of how far minutes are off by themselves. */
    private double wavers(long at) {
        double steps = (DOUBT * FIRST + excess) / (DOUBT + watched);
        double off = level.expected(at).deviation();
        double wander = off * off - CHANCE * Math.max(OFF, variance() * HOUR / calls);
        return Math.max(LEAST, Math.max(steps, wander));
    }

    /** The square of how far the mean of so many calls, and what is known of the ordinary, are off by chance. */
    private double ofChance(long n) {
        refresh();
        return variance() * (1.0 / n + 1 / calls);
    }

    /** How surprising it is that so many calls are so much faster, nats, as if their logarithms were normal. */
    private double haste(long n, double off, long at) {
        double far = Math.max(0, -off - TOLERATED);
        return far * far / (2 * (ofChance(n) + wavers(at)));
    }

    private static double mean(long logSum, long n) {
        return (double) logSum / LatencyHistogram.LOG_UNITS / n;
    }

    private void refresh() {
        if (fresh) {
            return;
        }
        double mean = sum / calls;
        for (int i = 0; i < POWERS.length; i++) {
            double power = sums[i] * Math.exp(-POWERS[i] * mean) + OUTLIERS * Math.exp(POWERS[i] * OUTLYING);
            cumulants[i] = Math.log(power / (calls + OUTLIERS));
        }
        fresh = true;
    }

    /** Of the logarithm of one call's latency: what a small power tells of it. */
    private double variance() {
        return 2 * Math.max(1e-4, cumulants[SPREAD_BY]) / (POWERS[SPREAD_BY] * POWERS[SPREAD_BY]);
    }

    @Override
    public double surprise(Counts window, long at) {
        long n = window.of(Tally.TIMED);
        return n == 0 ? 0 : surprise(n, mean(window.of(Tally.LOG_LATENCY), n), at);
    }

    private double surprise(long n, double mean, long at) {
        refresh();
        double more = mean - level.expected(at).middle() - TOLERATED;
        double most = 0;
        for (int i = 0; n >= FEWEST && more > 0 && i < POWERS.length; i++) {
            most = Math.max(most, POWERS[i] * more - cumulants[i]);
        }
        if (most <= 0) {
            return 0;
        }
        // All calls of a window waver together: however many there are, what wavers so far is no less probable.
        double wavering = 2 * (wavers(at) + variance() / calls) / (more * more);
        return 1 / (1 / (n * most) + wavering);
    }

    /** The geometric mean, milliseconds. */
    @Override
    public double seen(Counts window) {
        long n = window.of(Tally.TIMED);
        return n == 0 ? Double.NaN : Math.exp(mean(window.of(Tally.LOG_LATENCY), n)) / 1000;
    }

    @Override
    public double ordinary(long windowMillis, long at) {
        return level.expected(at).value() / 1000;
    }

    @Override
    public boolean shows(double times, Counts window, long at) {
        refresh();
        double far = Math.log(times);
        return window.of(Tally.TIMED) * far * far >= 9 * variance();
    }

    @Override
    public long since() {
        return reluctance.calmSince();
    }

    @Override
    public boolean isKnown() {
        return calls >= ENOUGH && minutes >= MINUTES;
    }

    @Override
    public void write(BinaryWriter to) {
        to.raw(LAYOUT);
        level.write(to);
        reluctance.write(to);
        faster.write(to);
        StateForm.write(to, minutes, centre, calls, sum, last, lastCalls, excess, watched);
        StateForm.write(to, sums);
    }
}
