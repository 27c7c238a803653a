package dev.hypercare.cli.lab;

import dev.hypercare.Pipeline;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.VirtualApps;
import dev.hypercare.streams.VirtualApps.Arrived;
import dev.hypercare.streams.Wiring;
import dev.hypercare.testdata.simulate.SimulatedCall;
import dev.hypercare.testdata.simulate.SimulatedWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A simulation, or a part of one, through the real applications kpi and watch, in virtual time: the calls of a second, then a tick. An
 * alert counts as readable from when the slice closed that decided it, which is known to the call, and the measured hops later.
 */
public final class DetectionRun {
    private static final long SECOND = 1000;

    private final SimulatedWindow window;
    private final HopDelays hops;
    private final Random random;
    private final PipelineConfig config;
    private final PartitionedTime time;
    private final List<Raised> waiting = new ArrayList<>();
    private final List<LabAlert> alerts = new ArrayList<>();
    private final Iterator<SimulatedCall> all;
    private @Nullable SimulatedCall next;
    private long calls;

    /** An alert and the end of the second that brought it out. */
    private record Raised(Alert alert, long at) {}

    /** Is told, once a virtual second, how far the run is. */
    public interface Watcher {
        /**
         * It came so far.
         *
         * @param share of the simulated time, 0 to 1
         * @param calls so far
         */
        void at(double share, long calls);
    }

    /**
     * @param window what is simulated
     * @param config whose stages kpi, rules and alerts are used
     * @param hops what is added to each alert
     * @param partitions of {@code calls} in the cluster that is meant
     */
    public DetectionRun(SimulatedWindow window, PipelineConfig config, HopDelays hops, int partitions) {
        this.window = window;
        this.config = config;
        this.hops = hops;
        this.random = new Random(window.simulation().settings().seed());
        this.time = new PartitionedTime(partitions, config.kpi().patience());
        this.all = window.calls();
        this.next = all.hasNext() ? all.next() : null;
    }

    /**
     * Runs it.
     *
     * @param work an empty folder for state, which the caller deletes
     * @return the alerts that fired, at the time when they could be read
     */
    public List<LabAlert> run(Path work, Watcher watcher) {
        long from = window.from();
        long to = window.to();
        Wiring wiring = new Wiring(config.topics().prefix(), 1, new InMemoryRegistry(), true);
        try (VirtualApps apps = new VirtualApps(
                Pipeline.apps(config.only(List.of("kpi", "watch")), wiring),
                wiring,
                work,
                Instant.ofEpochMilli(from),
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
            if (LabAlert.begins(alert)) {
                waiting.add(new Raised(alert, now));
            }
        }
    }

    private void settle(boolean atTheEnd) {
        waiting.removeIf(raised -> {
            long sliceEnd = raised.alert.getAt().toEpochMilli();
            boolean settled = atTheEnd || time.closed(sliceEnd);
            if (settled) {
                long closed = time.closedAt(sliceEnd, raised.at);
                // What had to wait for something else came out at the end of its second.
                long out = closed > raised.at - 2 * SECOND ? closed : raised.at;
                alerts.add(LabAlert.of(raised.alert, out + hops.draw(random)));
            }
            return settled;
        });
    }
}
