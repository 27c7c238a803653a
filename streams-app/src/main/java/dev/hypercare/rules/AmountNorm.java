package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.Scale;
import java.nio.ByteBuffer;

/** How much comes in a minute ordinarily, such as tokens or cost. More than that surprises. Not thread-safe. */
final class AmountNorm implements Norm {
    private static final int ENOUGH = 15;

    private final Tally amount;
    private final Level level;

    AmountNorm(Tally amount) {
        this(amount, new Level(Scale.COUNT));
    }

    private AmountNorm(Tally amount, Level level) {
        this.amount = amount;
        this.level = level;
    }

    static AmountNorm read(Tally amount, ByteBuffer from) {
        return new AmountNorm(amount, Level.read(from));
    }

    @Override
    public void learn(Kpis minute, long at) {
        level.learn(at, amount.in(minute));
    }

    /** Half the square of the deviations from the ordinary, as the tail of a normal distribution has it; of less than a minute 0. */
    @Override
    public double surprise(Counts window, long at) {
        if (window.millis() < STEP_MILLIS) {
            return 0;
        }
        double perMinute = (double) window.of(amount) * STEP_MILLIS / window.millis();
        // A longer window is surer, but not by more than a few times: minutes in a row resemble each other.
        double sure = Math.sqrt(Math.min(4, (double) window.millis() / STEP_MILLIS));
        double deviations = level.expected(at).residual(perMinute) * sure;
        return deviations > 0 ? deviations * deviations / 2 : 0;
    }

    @Override
    public double seen(Counts window) {
        return window.of(amount);
    }

    @Override
    public double ordinary(long windowMillis, long at) {
        return level.expected(at).value() * windowMillis / STEP_MILLIS;
    }

    @Override
    public boolean shows(double times, Counts window, long at) {
        return window.millis() >= STEP_MILLIS;
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
