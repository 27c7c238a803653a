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
 * average, also where one call in a hundred takes ten times as long. Not thread-safe.
 */
final class LatencyNorm implements Norm {
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
    /** The ordinary wavers by so much: by the load, the hour, the day. */
    private static final double WAVERS = 0.02;
    /** Fewer calls than this never prove anything: any call may take its time. */
    private static final int FEWEST = 3;

    private final Level level;
    private final float[] sums = new float[POWERS.length];
    private Reluctance reluctance = new Reluctance();
    private float minutes;
    /** What logarithms are told from, so that powers stay small: the mean of the first minute. */
    private float centre;
    /** Calls of the last hour, and the sum of their logarithms. */
    private float calls;

    private float sum;

    /** For each power the logarithm of its mean, from what was learned last. */
    private final double[] cumulants = new double[POWERS.length];

    private double allowance;
    private boolean fresh;

    LatencyNorm() {
        this(new Level(Scale.LOG));
    }

    private LatencyNorm(Level level) {
        this.level = level;
    }

    static LatencyNorm read(ByteBuffer from) {
        LatencyNorm read = new LatencyNorm(Level.read(from));
        read.reluctance = Reluctance.read(from);
        read.minutes = StateForm.read(from);
        read.centre = StateForm.read(from);
        read.calls = StateForm.read(from);
        read.sum = StateForm.read(from);
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
        if (isKnown() && reluctance.refuses(surprise(n, mean, at), at)) {
            return;
        }
        if (minutes == 0) {
            centre = (float) mean;
        }
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
        allowance = WAVERS + 2 * Math.sqrt(variance() / calls);
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
        double more = mean - level.expected(at).middle() - allowance;
        double most = 0;
        for (int i = 0; n >= FEWEST && more > 0 && i < POWERS.length; i++) {
            most = Math.max(most, POWERS[i] * more - cumulants[i]);
        }
        return n * most;
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
        level.write(to);
        reluctance.write(to);
        StateForm.write(to, minutes, centre, calls, sum);
        StateForm.write(to, sums);
    }
}
