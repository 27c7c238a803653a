package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.Cycle;
import dev.hypercare.rules.statistics.Expectation;
import dev.hypercare.rules.statistics.Scale;
import dev.hypercare.rules.statistics.SeasonalBaseline;
import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** How much a call has on average, such as bytes of the response. Less than that surprises. Not thread-safe. */
final class MeanNorm implements Norm {
    /** Calls of a minute, and minutes. */
    private static final int ENOUGH = 10;

    private final ToLongFunction<Kpis> amount;
    private final SeasonalBaseline level;
    private float minutes;
    /** What is expected at the instant asked for last. */
    private @Nullable Expectation expected;

    private long expectedAt;

    MeanNorm(ToLongFunction<Kpis> amount) {
        this(amount, new SeasonalBaseline(Scale.LOG, Cycle.DAY_TYPE, STEP_MILLIS), 0);
    }

    private MeanNorm(ToLongFunction<Kpis> amount, SeasonalBaseline level, float minutes) {
        this.amount = amount;
        this.level = level;
        this.minutes = minutes;
    }

    static MeanNorm read(ToLongFunction<Kpis> amount, ByteBuffer from) {
        float minutes = from.getFloat();
        return new MeanNorm(amount, SeasonalBaseline.read(from), minutes);
    }

    @Override
    public void learn(Kpis minute, long at) {
        expected = null;
        if (minute.calls() >= ENOUGH && amount.applyAsLong(minute) > 0) {
            level.learn(at, seen(minute, STEP_MILLIS));
            minutes = Math.min(minutes + 1, 1e6f);
        }
    }

    /** Half the square of the deviations below the ordinary, of minutes; of a shorter window each counts less. */
    @Override
    public double surprise(Kpis window, long windowMillis, long at) {
        if (window.calls() < ENOUGH) {
            return 0;
        }
        double sure = Math.sqrt(Math.min(4, (double) windowMillis / STEP_MILLIS));
        double deviations = expected(at).residual(seen(window, windowMillis)) * sure;
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
        return expected(at).value();
    }

    private Expectation expected(long at) {
        Expectation known = expected;
        if (known == null || at != expectedAt) {
            known = level.expected(at);
            expected = known;
            expectedAt = at;
        }
        return known;
    }

    @Override
    public boolean isKnown() {
        return minutes >= ENOUGH;
    }

    @Override
    public void write(BinaryWriter to) {
        Floats.write(to, minutes);
        level.write(to);
    }
}
