package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.Scale;
import java.nio.ByteBuffer;
import java.util.function.ToDoubleFunction;

/** How much comes in a minute ordinarily: calls, tokens, cost. More or less than that surprises. Not thread-safe. */
final class AmountNorm implements Norm {
    private static final int ENOUGH = 15;

    private final ToDoubleFunction<Kpis> amount;
    private final boolean more;
    private final Level level;

    /** @param more whether more than is ordinary surprises; otherwise less does */
    AmountNorm(ToDoubleFunction<Kpis> amount, boolean more) {
        this(amount, more, new Level(Scale.COUNT));
    }

    private AmountNorm(ToDoubleFunction<Kpis> amount, boolean more, Level level) {
        this.amount = amount;
        this.more = more;
        this.level = level;
    }

    static AmountNorm read(ToDoubleFunction<Kpis> amount, boolean more, ByteBuffer from) {
        return new AmountNorm(amount, more, Level.read(from));
    }

    @Override
    public void learn(Kpis minute, long at) {
        level.learn(at, amount.applyAsDouble(minute));
    }

    /** Half the square of the deviations from the ordinary, as the tail of a normal distribution has it; 0 for the other direction. */
    @Override
    public double surprise(Kpis window, long windowMillis, long at) {
        double perMinute = amount.applyAsDouble(window) * STEP_MILLIS / windowMillis;
        // A longer window is surer, but not by more than a few times: minutes in a row resemble each other.
        double sure = Math.sqrt(Math.min(4, Math.max(1, (double) windowMillis / STEP_MILLIS)));
        double deviations = level.expected(at).residual(perMinute) * sure;
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
        return level.expected(at).value() * windowMillis / STEP_MILLIS;
    }

    /** How much comes at least in so long, two deviations below what is ordinary. */
    double least(long millis, long at) {
        return Math.max(0, level.expected(at).at(-2)) * millis / STEP_MILLIS;
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
