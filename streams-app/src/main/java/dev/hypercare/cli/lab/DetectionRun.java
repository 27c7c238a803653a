package dev.hypercare.cli.lab;

import dev.hypercare.Pipeline;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.WatchdogAlert;
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
import org.jspecify.annotations.Nullable;

/**
 * One simulation through the real applications kpi and watch, in virtual time: the calls of a second, then a tick. An alert counts as
 * readable from when the slice closed that decided it, which is known to the call, and the measured hops later.
 */
final class DetectionRun {
    private static final long SECOND = 1000;

    private final Simulation simulation;
    private final HopDelays hops;
    private final Random random;
    private final PipelineConfig config;
    private final PartitionedTime time;
    private final List<Raised> waiting = new ArrayList<>();
    private final List<FiredAlert> alerts = new ArrayList<>();
    private final Iterator<SimulatedCall> all;
    private @Nullable SimulatedCall next;
    private long calls;

    /** An alert and the end of the second that brought it out. */
    private record Raised(Alert alert, long at) {}

    /** Is told, once a virtual second, how far the run is. */
    interface Watcher {
        /**
         * It came so far.
         *
         * @param share of the simulated time, 0 to 1
         * @param calls so far
         */
        void at(double share, long calls);
    }

    /**
     * @param config whose stages kpi, rules and alerts are used
     * @param hops what is added to each alert
     * @param partitions of {@code calls} in the cluster that is meant
     */
    DetectionRun(Simulation simulation, PipelineConfig config, HopDelays hops, int partitions) {
        this.simulation = simulation;
        this.config = config;
        this.hops = hops;
        this.random = new Random(simulation.settings().seed());
        this.time = new PartitionedTime(
                partitions,
                config.kpi().patience().lateness().toMillis(),
                config.kpi().patience().maxLag().toMillis());
        this.all = simulation.calls();
        this.next = all.hasNext() ? all.next() : null;
    }

    /**
     * Runs it.
     *
     * @param work an empty folder for state, which the caller deletes
     * @return the alerts that fired, at the time when they could be read
     */
    List<FiredAlert> run(Path work, Watcher watcher) {
        long from = simulation.settings().start().toEpochMilli();
        long to = from + simulation.settings().length().toMillis();
        Wiring wiring = new Wiring(config.topics().prefix(), 1, new InMemoryRegistry(), true);
        try (VirtualApps apps = new VirtualApps(
                Pipeline.apps(config.only(List.of("kpi", "watch")), wiring),
                wiring,
                work,
                simulation.settings().start(),
                Set.of(Topics.ALERTS))) {
            for (long end = from + SECOND; end <= to; end += SECOND) {
                apps.send(Topics.CALLS, arrivedBefore(end));
                apps.tick(Topics.CALLS, end);
                time.tick(end);
                apps.passTime(Duration.ofMillis(SECOND));
                watcher.at((end - from) / (double) (to - from), calls);
                collect(apps, end);
                settle(false);
            }
        }
        settle(true);
        return List.copyOf(alerts);
    }

    private List<Arrived<Call>> arrivedBefore(long end) {
        List<Arrived<Call>> arrived = new ArrayList<>();
        for (SimulatedCall call = next; call != null && call.arrivedAt() < end; call = next) {
            arrived.add(new Arrived<>(call.arrivedAt(), SimulatedRecord.call(call)));
            time.call(call.arrivedAt(), call.completedAt(), call.gateway(), call.requestId());
            next = all.hasNext() ? all.next() : null;
        }
        calls += arrived.size();
        return arrived;
    }

    private void collect(VirtualApps apps, long now) {
        for (Alert alert : apps.taken(Topics.ALERTS)) {
            // Another level of what is up already is no other alert, nor is the one that always fires.
            if (isUp(alert.getState())
                    && !isUp(alert.getPreviousState())
                    && !alert.getRule().equals(WatchdogAlert.RULE)) {
                waiting.add(new Raised(alert, now));
            }
        }
    }

    private static boolean isUp(@Nullable AlertState state) {
        return state == AlertState.FIRING || state == AlertState.FLAPPING || state == AlertState.UNKNOWN;
    }

    private void settle(boolean atTheEnd) {
        waiting.removeIf(raised -> {
            long sliceEnd = raised.alert.getAt().toEpochMilli();
            boolean settled = atTheEnd || time.closed(sliceEnd);
            if (settled) {
                long closed = time.closedAt(sliceEnd, raised.at);
                // What had to wait for something else came out at the end of its second.
                long out = closed > raised.at - 2 * SECOND ? closed : raised.at;
                alerts.add(fired(raised.alert, out + hops.draw(random)));
            }
            return settled;
        });
    }

    private static FiredAlert fired(Alert alert, long at) {
        return new FiredAlert(
                alert.getRule(),
                alert.getSeverity(),
                alert.getLabels(),
                alert.getWindowSeconds() * SECOND,
                at,
                null,
                alert.getSummary());
    }
}
