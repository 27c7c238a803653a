package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.rules.statistics.BurnRate;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How fast a series spends the error budget of an objective: from the go-live on, or else from the first minute that has calls. Not
 * thread-safe.
 */
final class BurnLesson implements Learned {
    private final double target;
    private final ToLongFunction<Kpis> calls;
    private final ToLongFunction<Kpis> bad;
    private final @Nullable Long since;
    private @Nullable Long goLive;
    private @Nullable BurnRate rate;

    /**
     * @param target the share that has to be good, such as 0.999
     * @param calls of how many
     * @param bad how many miss the objective
     * @param since from when on it is spent, milliseconds; null for what the catalog says of the API, or else the first call
     */
    BurnLesson(double target, ToLongFunction<Kpis> calls, ToLongFunction<Kpis> bad, @Nullable Long since) {
        this.target = target;
        this.calls = calls;
        this.bad = bad;
        this.since = since;
        this.goLive = since;
    }

    /** Takes up what was written. */
    BurnLesson restored(ByteBuffer from) {
        if (from.hasRemaining()) {
            rate = BurnRate.read(from, target);
        }
        return this;
    }

    @Override
    public void consult(Reference reference, Series series, Map<String, String> labels) {
        if (since == null) {
            goLive = reference.goLive(labels.getOrDefault("api", ""));
        }
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
            if (goLive != null) {
                present.goLive(goLive);
            }
            present.add(at - STEP_MILLIS, n, Math.min(n, bad.applyAsLong(minute)));
            present.moveTo(at);
        }
    }

    /** The rate; null before the first call. */
    @Nullable
    BurnRate rate() {
        return rate;
    }

    /** A budget of a month outlives a week without calls. */
    @Override
    public long rememberedMillis() {
        return 32 * 86_400_000L;
    }

    @Override
    public void write(BinaryWriter to) {
        if (rate != null) {
            rate.write(to);
        }
    }
}
