package dev.hypercare.testdata.simulate;

import java.time.Duration;
import java.time.Instant;

/**
 * What to simulate.
 *
 * @param start whole second; the time of day decides how much traffic there is
 * @param length of everything
 * @param warmUp how long there are no faults at the beginning, so that baselines can be learned
 * @param rateScale by which all rates are multiplied
 */
public record SimulationSettings(long seed, Instant start, Duration length, Duration warmUp, double rateScale) {
    /** Monday afternoon: the traffic falls into the night, when some routes become thin. */
    public static final Instant MONDAY_AFTERNOON = Instant.parse("2026-03-02T16:00:00Z");

    private static final Duration LEAST_WITH_FAULTS = Duration.ofMinutes(20);

    public SimulationSettings {
        if (start.getNano() != 0) {
            throw new IllegalArgumentException("start: " + start + " (expected: a whole second)");
        }
        if (warmUp.isNegative() || length.minus(warmUp).compareTo(LEAST_WITH_FAULTS) < 0) {
            throw new IllegalArgumentException("length: " + length + ", warmUp: " + warmUp
                    + " (expected: at least 20 minutes between the end of the warm-up and the end)");
        }
        if (!(rateScale > 0 && rateScale <= 100)) {
            throw new IllegalArgumentException("rateScale: " + rateScale + " (expected: above 0, at most 100)");
        }
    }

    /** Twelve hours from Monday afternoon on, two of them without faults: every kind of fault occurs, one after another. */
    public static SimulationSettings of(long seed) {
        return new SimulationSettings(seed, MONDAY_AFTERNOON, Duration.ofHours(12), Duration.ofHours(2), 1);
    }

    /** The same, beginning at another instant. */
    public SimulationSettings startingAt(Instant instant) {
        return new SimulationSettings(seed, instant, length, warmUp, rateScale);
    }

    /** The same for another time. */
    public SimulationSettings lasting(Duration time, Duration withoutFaults) {
        return new SimulationSettings(seed, start, time, withoutFaults, rateScale);
    }

    /** The same with more or less traffic. */
    public SimulationSettings scaled(double factor) {
        return new SimulationSettings(seed, start, length, warmUp, factor);
    }

    long fromMillis() {
        return start.toEpochMilli();
    }

    long toMillis() {
        return start.plus(length).toEpochMilli();
    }

    long firstFaultMillis() {
        return start.plus(warmUp).toEpochMilli();
    }
}
