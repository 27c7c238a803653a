package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * What is ordinary for one figure of one series: learned by the hours of a {@link Cycle}, and, while those are new, by the last
 * hour. What it learns is limited to about four standard deviations, so that an outage does not become ordinary;
 * whoever knows of an outage should not let it learn at all. State: 14 bytes and up to 13 a slot. Not thread-safe.
 */
public final class SeasonalBaseline {
    private static final int LAYOUT = 1;
    /** Layout 1 has room for a name, which no version has ever written. */
    private static final String UNUSED = "";

    private final Scale scale;
    private final Cycle cycle;
    private final long stepMillis;
    private final SlotEstimates slots;
    private WinsorisedMean recent = new WinsorisedMean();

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
     * Learns a value; one that is not a number or not finite is passed over.
     *
     * @param at instant of the value, milliseconds since the epoch
     */
    public void learn(long at, double value) {
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
        double learned = slots.learned(at, SlotEstimates.FULL);
        double middle = learned * slots.mean(at) + (1 - learned) * recent.mean();
        double deviation = learned * slots.deviation(at) + (1 - learned) * recent.deviation();
        double least = scale.leastDeviation(middle);
        return new Expectation(scale, middle, Math.max(least, deviation * WinsorisedMean.SIGMAS), learned);
    }

    /** The binary form. */
    public void write(BinaryWriter to) {
        to.raw(LAYOUT);
        to.text(scale.name());
        to.text(cycle.name());
        to.number(stepMillis);
        to.text(UNUSED);
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
        BinaryWriter.readText(from);
        read.recent = WinsorisedMean.read(from);
        read.slots.read(from);
        return read;
    }
}
