package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.rules.statistics.Cycle;
import dev.hypercare.rules.statistics.Scale;
import dev.hypercare.rules.statistics.SeasonalShare;
import dev.hypercare.rules.statistics.StateForm;
import java.nio.ByteBuffer;

/**
 * How long calls ordinarily take: the 90th percentile, learned from as many minutes together as have enough calls, and which share takes
 * a quarter longer than that. A call is slow when it does. Not thread-safe.
 */
final class SlowNorm implements Norm {
    private static final int ENOUGH = 50;
    private static final double PERCENT = 90;
    private static final int SHOWS = 20;
    private static final double LONGER = 1.25;

    private final Level level;
    private final SeasonalShare share;
    private LatencyHistogram gathered;
    private float learned;

    SlowNorm() {
        this(new Level(Scale.LOG), new SeasonalShare(Cycle.DAY_TYPE, STEP_MILLIS));
    }

    private SlowNorm(Level level, SeasonalShare share) {
        this.level = level;
        this.share = share;
        this.gathered = new LatencyHistogram();
    }

    static SlowNorm read(ByteBuffer from) {
        float learned = StateForm.read(from);
        SlowNorm norm = new SlowNorm(Level.read(from), SeasonalShare.read(from));
        norm.learned = learned;
        norm.gathered = Kpis.read(from).latency();
        return norm;
    }

    @Override
    public void learn(Kpis minute, long at) {
        LatencyHistogram latency = minute.latency();
        if (latency.count() == 0) {
            return;
        }
        if (learned > 0) {
            share.learn(at, slow(latency, at), latency.count());
        }
        gathered.merge(latency);
        if (gathered.count() >= ENOUGH) {
            level.learn(at, gathered.percentile(PERCENT));
            gathered = new LatencyHistogram();
        }
        learned = (float) Math.min(1e9, learned + latency.count());
    }

    private long slow(LatencyHistogram latency, long at) {
        return latency.countAbove(threshold(at));
    }

    /** From when on a call is slow, microseconds. */
    private long threshold(long at) {
        return Math.round(LONGER * level.expected(at).value());
    }

    @Override
    public double surprise(Kpis window, long windowMillis, long at) {
        LatencyHistogram latency = window.latency();
        return latency.count() == 0 ? 0 : share.surprise(at, slow(latency, at), latency.count());
    }

    /** The 90th percentile, milliseconds. */
    @Override
    public double seen(Kpis window, long windowMillis) {
        long micros = window.latency().percentile(PERCENT);
        return micros < 0 ? Double.NaN : micros / 1000.0;
    }

    @Override
    public boolean shows(double usual, Kpis window, long windowMillis) {
        return window.latency().count() >= SHOWS;
    }

    @Override
    public double ordinary(long windowMillis, long at) {
        return level.expected(at).value() / 1000;
    }

    @Override
    public boolean isKnown() {
        return learned >= 4 * ENOUGH;
    }

    @Override
    public void write(BinaryWriter to) {
        StateForm.write(to, learned);
        level.write(to);
        share.write(to);
        Kpis kept = new Kpis();
        kept.latency().merge(gathered);
        kept.write(to);
    }
}
