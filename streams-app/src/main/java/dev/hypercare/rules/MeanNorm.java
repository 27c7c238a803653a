package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.Scale;
import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;

/** How much a call has on average, such as bytes of the response. Less than that surprises. Not thread-safe. */
final class MeanNorm implements Norm {
    /** Calls of a minute, and minutes. */
    private static final int ENOUGH = 10;

    private final ToLongFunction<Kpis> amount;
    private final Level level;

    MeanNorm(ToLongFunction<Kpis> amount) {
        this(amount, new Level(Scale.LOG));
    }

    private MeanNorm(ToLongFunction<Kpis> amount, Level level) {
        this.amount = amount;
        this.level = level;
    }

    static MeanNorm read(ToLongFunction<Kpis> amount, ByteBuffer from) {
        return new MeanNorm(amount, Level.read(from));
    }

    @Override
    public void learn(Kpis minute, long at) {
        if (minute.calls() >= ENOUGH && amount.applyAsLong(minute) > 0) {
            level.learn(at, seen(minute, STEP_MILLIS));
        }
    }

    /** Half the square of the deviations below the ordinary, of minutes; of a shorter window each counts less. */
    @Override
    public double surprise(Kpis window, long windowMillis, long at) {
        if (window.calls() < ENOUGH) {
            return 0;
        }
        double sure = Math.sqrt(Math.min(4, (double) windowMillis / STEP_MILLIS));
        double deviations = level.expected(at).residual(seen(window, windowMillis)) * sure;
        return deviations < 0 ? deviations * deviations / 2 : 0;
    }

    @Override
    public double seen(Kpis window, long windowMillis) {
        return window.calls() == 0 ? Double.NaN : (double) amount.applyAsLong(window) / window.calls();
    }

    @Override
    public boolean shows(double usual, Kpis window, long windowMillis) {
        return window.calls() >= 2 * ENOUGH;
    }

    @Override
    public double ordinary(long windowMillis, long at) {
        return level.expected(at).value();
    }

    @Override
    public boolean isKnown() {
        return level.isOf(ENOUGH);
    }

    @Override
    public void write(BinaryWriter to) {
        level.write(to);
    }
}
