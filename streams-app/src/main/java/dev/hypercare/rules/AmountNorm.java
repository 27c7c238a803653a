package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.Cycle;
import dev.hypercare.rules.statistics.Expectation;
import dev.hypercare.rules.statistics.Scale;
import dev.hypercare.rules.statistics.SeasonalBaseline;
import java.nio.ByteBuffer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How much comes in a minute ordinarily: calls, tokens, cost. More or less than that surprises. Not thread-safe. */
final class AmountNorm implements Norm {
    private static final int ENOUGH = 15;

    private final ToDoubleFunction<Kpis> amount;
    private final boolean more;
    private final SeasonalBaseline level;
    private float minutes;
    /** What is expected at the instant asked for last. */
    private @Nullable Expectation expected;

    private long expectedAt;

    /** @param more whether more than is ordinary surprises; otherwise less does */
    AmountNorm(ToDoubleFunction<Kpis> amount, boolean more) {
        this(amount, more, new SeasonalBaseline(Scale.COUNT, Cycle.DAY_TYPE, STEP_MILLIS), 0);
    }

    private AmountNorm(ToDoubleFunction<Kpis> amount, boolean more, SeasonalBaseline level, float minutes) {
        this.amount = amount;
        this.more = more;
        this.level = level;
        this.minutes = minutes;
    }

    static AmountNorm read(ToDoubleFunction<Kpis> amount, boolean more, ByteBuffer from) {
        float minutes = from.getFloat();
        return new AmountNorm(amount, more, SeasonalBaseline.read(from), minutes);
    }

    @Override
    public void learn(Kpis minute, long at) {
        expected = null;
        level.learn(at, amount.applyAsDouble(minute));
        minutes = Math.min(minutes + 1, 1e6f);
    }

    /** Half the square of the deviations from the ordinary, as the tail of a normal distribution has it; 0 for the other direction. */
    @Override
    public double surprise(Kpis window, long windowMillis, long at) {
        double perMinute = amount.applyAsDouble(window) * STEP_MILLIS / windowMillis;
        // A longer window is surer, but not by more than a few times: minutes in a row resemble each other.
        double sure = Math.sqrt(Math.min(4, Math.max(1, (double) windowMillis / STEP_MILLIS)));
        double deviations = expected(at).residual(perMinute) * sure;
        return deviations > 0 == more ? deviations * deviations / 2 : 0;
    }

    @Override
    public double seen(Kpis window, long windowMillis) {
        return amount.applyAsDouble(window);
    }

    @Override
    public boolean shows(double usual, Kpis window, long windowMillis) {
        return windowMillis >= STEP_MILLIS;
    }

    @Override
    public double ordinary(long windowMillis, long at) {
        return expected(at).value() * windowMillis / STEP_MILLIS;
    }

    /** How much comes at least in so long, two deviations below what is ordinary. */
    double least(long millis, long at) {
        return Math.max(0, expected(at).at(-2)) * millis / STEP_MILLIS;
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
