package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.BurnRate;
import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** How fast a series spends the error budget of an objective; it begins with the first minute that has calls. Not thread-safe. */
final class BurnLesson implements Learned {
    private final double target;
    private final ToLongFunction<Kpis> calls;
    private final ToLongFunction<Kpis> bad;
    private @Nullable BurnRate rate;

    /**
     * @param target the share that has to be good, such as 0.999
     * @param calls of how many
     * @param bad how many miss the objective
     */
    BurnLesson(double target, ToLongFunction<Kpis> calls, ToLongFunction<Kpis> bad) {
        this.target = target;
        this.calls = calls;
        this.bad = bad;
    }

    /** Takes up what was written. */
    BurnLesson restored(ByteBuffer from) {
        if (from.hasRemaining()) {
            rate = BurnRate.read(from, target);
        }
        return this;
    }

    @Override
    public void learn(Kpis minute, long at) {
        long n = calls.applyAsLong(minute);
        BurnRate present = rate;
        if (present == null && n > 0) {
            present = new BurnRate(target, at - STEP_MILLIS, at - STEP_MILLIS);
            rate = present;
        }
        if (present != null) {
            present.add(at - STEP_MILLIS, n, Math.min(n, bad.applyAsLong(minute)));
            present.moveTo(at);
        }
    }

    /** The rate; null before the first call. */
    @Nullable
    BurnRate rate() {
        return rate;
    }

    @Override
    public void write(BinaryWriter to) {
        if (rate != null) {
            rate.write(to);
        }
    }
}
