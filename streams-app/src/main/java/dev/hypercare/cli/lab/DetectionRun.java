package dev.hypercare.cli.lab;

import dev.hypercare.Pipeline;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.VirtualApps;
import dev.hypercare.streams.VirtualApps.Arrived;
import dev.hypercare.streams.Wiring;
import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedCall;
import dev.hypercare.testdata.simulate.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One simulation through the real applications kpi and watch, in virtual time. Calls are handed over as often as the applications
 * commit, ticks once a second. An alert counts as readable at the end of the step that brought it out, and the measured hops later.
 */
public final class DetectionRun {
    /** The commit interval. */
    static final long STEP_MILLIS = 200;

    private static final long SECOND = 1000;

    private final Simulation simulation;
    private final HopDelays hops;
    private final Random random;
    private final List<FiredAlert> alerts = new ArrayList<>();
    private long calls;

    /** Is told, once a virtual second or so, how far the run is. */
    public interface Watcher {
        /**
         * It came so far.
         *
         * @param share of the simulated time, 0 to 1
         * @param calls so far
         */
        void at(double share, long calls);
    }

    /** @param hops what is added to each alert */
    public DetectionRun(Simulation simulation, HopDelays hops) {
        this.simulation = simulation;
        this.hops = hops;
        this.random = new Random(simulation.settings().seed());
    }

    /**
     * Runs it.
     *
     * @param config whose stages kpi, rules and alerts are used
     * @param work an empty folder for state, which the caller deletes
     * @return the alerts that fired, at the time when they could be read
     */
    public List<FiredAlert> run(PipelineConfig config, Path work, Watcher watcher) {
        long from = simulation.settings().start().toEpochMilli();
        long to = from + simulation.settings().length().toMillis();
        Wiring wiring = new Wiring(config.topics().prefix(), 1, new InMemoryRegistry(), true);
        Iterator<SimulatedCall> all = simulation.calls();
        SimulatedCall next = all.hasNext() ? all.next() : null;
        try (VirtualApps apps = new VirtualApps(
                Pipeline.apps(config.only(List.of("kpi", "watch")), wiring),
                wiring,
                work,
                simulation.settings().start(),
                Set.of(Topics.ALERTS))) {
            for (long end = from + STEP_MILLIS; end <= to; end += STEP_MILLIS) {
                List<Arrived<Call>> step = new ArrayList<>();
                while (next != null && next.arrivedAt() < end) {
                    step.add(new Arrived<>(next.arrivedAt(), SimulatedRecord.call(next)));
                    next = all.hasNext() ? all.next() : null;
                }
                apps.send(Topics.CALLS, step);
                calls += step.size();
                if ((end - from) % SECOND == 0) {
                    apps.tick(Topics.CALLS, end);
                    apps.passTime(Duration.ofMillis(SECOND));
                    watcher.at((end - from) / (double) (to - from), calls);
                }
                collect(apps, end);
            }
        }
        return List.copyOf(alerts);
    }

    private void collect(VirtualApps apps, long now) {
        for (Alert alert : apps.taken(Topics.ALERTS)) {
            // Another level of what fires already is no other alert.
            if (alert.getState() == AlertState.FIRING && alert.getPreviousState() != AlertState.FIRING) {
                alerts.add(new FiredAlert(
                        alert.getRule(),
                        alert.getSeverity(),
                        alert.getLabels(),
                        alert.getWindowSeconds() * SECOND,
                        now + hops.draw(random),
                        null,
                        alert.getSummary()));
            }
        }
    }

    /** How many calls went in. */
    public long calls() {
        return calls;
    }
}
