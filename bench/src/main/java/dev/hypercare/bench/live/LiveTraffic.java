package dev.hypercare.bench.live;

import dev.hypercare.testdata.simulate.SimulatedWindow;
import dev.hypercare.testdata.simulate.Simulation;
import dev.hypercare.testdata.simulate.SimulationSettings;
import java.time.Duration;

/** Chooses what is played in real time. */
public final class LiveTraffic {
    /** What rules learn, they learn at the end of minutes, so minutes stay minutes. */
    public static final Duration WHOLE_MINUTES = Duration.ofMinutes(1);

    /** The shortest simulation in which every kind of fault occurs, without its warm-up. */
    private static final Duration SHORTEST = Duration.ofMinutes(20);

    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(10);
    private static final Duration BEFORE = Duration.ofSeconds(15);
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private LiveTraffic() {}

    /**
     * What there is time for: a whole simulation with every kind of fault, after a sixth of the time (ten minutes at most) without any;
     * of a shorter time the part of one in which most faults begin.
     */
    public static SimulatedWindow choose(long seed, Duration length) {
        SimulationSettings settings = SimulationSettings.of(seed);
        Duration more = length.minus(SHORTEST);
        if (more.compareTo(BEFORE) >= 0) {
            Duration warmUp = shorter(more, shorter(length.dividedBy(6), LONGEST_WARM_UP));
            return SimulatedWindow.whole(Simulation.of(settings.lasting(length, warmUp)));
        }
        Simulation shortest = Simulation.of(settings.lasting(SHORTEST.plus(BEFORE), BEFORE));
        return SimulatedWindow.fullest(shortest, length, BEFORE, MARGIN);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
