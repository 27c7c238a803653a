package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.Cycle;
import dev.hypercare.rules.statistics.SeasonalShare;
import dev.hypercare.rules.statistics.StateForm;
import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;

/** Which share of the calls is ordinarily of some kind, such as failed. Not thread-safe. */
final class ShareNorm implements Norm {
    /** Below this many calls nothing is known. */
    private static final double ENOUGH = 30;
    /** Where so many are expected, there is hardly ever none. */
    private static final double SHOWS = 4;

    private final ToLongFunction<Kpis> part;
    private final ToLongFunction<Kpis> whole;
    private final SeasonalShare share;
    private float learned;
    /** What is expected at the instant asked for last. */
    private double expected;

    private long expectedAt;

    /**
     * @param part how many are of the kind
     * @param whole of how many
     */
    ShareNorm(ToLongFunction<Kpis> part, ToLongFunction<Kpis> whole) {
        this(part, whole, new SeasonalShare(Cycle.DAY_TYPE, STEP_MILLIS), 0);
    }

    private ShareNorm(ToLongFunction<Kpis> part, ToLongFunction<Kpis> whole, SeasonalShare share, float learned) {
        this.part = part;
        this.whole = whole;
        this.share = share;
        this.learned = learned;
    }

    static ShareNorm read(ToLongFunction<Kpis> part, ToLongFunction<Kpis> whole, ByteBuffer from) {
        float learned = StateForm.read(from);
        return new ShareNorm(part, whole, SeasonalShare.read(from), learned);
    }

    @Override
    public void learn(Kpis minute, long at) {
        long calls = whole.applyAsLong(minute);
        expectedAt = 0;
        if (calls > 0) {
            share.learn(at, part.applyAsLong(minute), calls);
            learned = (float) Math.min(1e9, learned + calls);
        }
    }

    @Override
    public double surprise(Kpis window, long windowMillis, long at) {
        long calls = whole.applyAsLong(window);
        return calls == 0 ? 0 : share.surprise(at, part.applyAsLong(window), calls);
    }

    @Override
    public double seen(Kpis window, long windowMillis) {
        long calls = whole.applyAsLong(window);
        return calls == 0 ? Double.NaN : (double) part.applyAsLong(window) / calls;
    }

    @Override
    public boolean shows(double usual, Kpis window, long windowMillis) {
        return usual * whole.applyAsLong(window) >= SHOWS;
    }

    @Override
    public double ordinary(long windowMillis, long at) {
        if (at != expectedAt) {
            expected = share.expected(at);
            expectedAt = at;
        }
        return expected;
    }

    @Override
    public boolean isKnown() {
        return learned >= ENOUGH;
    }

    @Override
    public void write(BinaryWriter to) {
        StateForm.write(to, learned);
        share.write(to);
    }
}
