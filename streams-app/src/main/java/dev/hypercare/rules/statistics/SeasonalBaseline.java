package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is ordinary for one figure of one series: learned by the hours of a {@link Cycle}, and, while those are new, by a frozen
 * baseline or the last hour. What it learns is limited to about four standard deviations, so that an outage does not become ordinary;
 * whoever knows of an outage should not let it learn at all. State: 14 bytes and up to 13 a slot. Not thread-safe.
 */
public final class SeasonalBaseline {
    private static final int LAYOUT = 1;

    private final Scale scale;
    private final Cycle cycle;
    private final long stepMillis;
    private final SlotEstimates slots;
    private WinsorisedMean recent = new WinsorisedMean();
    private @Nullable BaselinePeriod frozen;

    /** @param stepMillis time between two values that it learns, milliseconds */
    public SeasonalBaseline(Scale scale, Cycle cycle, long stepMillis) {
        if (stepMillis <= 0) {
            throw new IllegalArgumentException("step of " + stepMillis + " ms (expected: above 0)");
        }
        this.scale = scale;
        this.cycle = cycle;
        this.stepMillis = stepMillis;
        this.slots = new SlotEstimates(cycle, stepMillis, true);
    }

    /**
     * Learns a value; one that is not a number or not finite is passed over. Error: {@link IllegalStateException} when it is frozen.
     *
     * @param at instant of the value, milliseconds since the epoch
     */
    public void learn(long at, double value) {
        if (frozen != null) {
            throw new IllegalStateException("the baseline " + frozen.name() + " is frozen");
        }
        if (!Double.isFinite(value)) {
            return;
        }
        double scaled = scale.of(value);
        double least = scale.leastDeviation(recent.mean()) / WinsorisedMean.SIGMAS;
        slots.learn(at, scaled, slots.limit(at, least));
        recent.learn(scaled, Math.min(1, (double) stepMillis / Cycle.HOUR), recent.limit(least));
    }

    /** What is ordinary at an instant; before anything was learned, 0 with the least deviation of the scale. */
    public Expectation expected(long at) {
        return frozen == null
                ? mixed(at, slots.learned(at, SlotEstimates.FULL), recent.mean(), recent.deviation())
                // One visit is all that is known of an hour, where the period was a day.
                : mixed(at, slots.learned(at, 1), slots.overallMean(), slots.overallDeviation());
    }

    /**
     * What is ordinary at an instant while this one is new: by the frozen one first, and by this one as its slots fill.
     *
     * @param before a frozen one of the same scale
     */
    public Expectation expected(long at, SeasonalBaseline before) {
        Expectation then = before.expected(at);
        return before.slots.isEmpty()
                ? expected(at)
                : mixed(
                        at,
                        slots.learned(at, SlotEstimates.FULL),
                        then.middle(),
                        then.deviation() / WinsorisedMean.SIGMAS);
    }

    private Expectation mixed(long at, double learned, double otherMean, double otherDeviation) {
        double middle = learned * slots.mean(at) + (1 - learned) * otherMean;
        double deviation = learned * slots.deviation(at) + (1 - learned) * otherDeviation;
        double least = scale.leastDeviation(middle);
        return new Expectation(scale, middle, Math.max(least, deviation * WinsorisedMean.SIGMAS), learned);
    }

    /** A copy that does not learn any more. */
    public SeasonalBaseline freeze(BaselinePeriod period) {
        BinaryWriter bytes = new BinaryWriter();
        write(bytes);
        SeasonalBaseline copy = read(ByteBuffer.wrap(bytes.toBytes()));
        copy.frozen = period;
        return copy;
    }

    /** What it was frozen from; null for one that learns. */
    public @Nullable BaselinePeriod frozenFrom() {
        return frozen;
    }

    public Scale scale() {
        return scale;
    }

    /** The binary form. */
    public void write(BinaryWriter to) {
        to.raw(LAYOUT);
        to.text(scale.name());
        to.text(cycle.name());
        to.number(stepMillis);
        BaselinePeriod.write(frozen, to);
        recent.write(to);
        slots.write(to);
    }

    /** The inverse of {@link #write}. Error: {@link dev.hypercare.contract.measure.UnknownLayout}. */
    public static SeasonalBaseline read(ByteBuffer from) {
        StateForm.expect(LAYOUT, from, "seasonal baselines");
        SeasonalBaseline read = new SeasonalBaseline(
                Scale.valueOf(BinaryWriter.readText(from)),
                Cycle.valueOf(BinaryWriter.readText(from)),
                BinaryWriter.readNumber(from));
        read.frozen = BaselinePeriod.read(from);
        read.recent = WinsorisedMean.read(from);
        read.slots.read(from);
        return read;
    }
}
