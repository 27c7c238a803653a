package dev.hypercare.cli.lab;

import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedFault;
import dev.hypercare.testdata.simulate.SimulatedFaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Alerts of simulations joined with their labels. A fault that was never decidable counts neither as found nor as missed. */
public final class DetectionScore {
    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final List<Found> faults = new ArrayList<>();
    private final List<FalseAlert> falseAlerts = new ArrayList<>();
    private long simulatedMillis;
    private int seeds;

    /**
     * A fault and the first alert that found it.
     *
     * @param first null where it was missed
     */
    public record Found(
            long seed, SimulatedFault fault, @Nullable FiredAlert first) {
        /** Whether somebody is expected to find it. */
        public boolean counts() {
            return fault.decidableAt() != null;
        }

        /** From the moment when it was decidable to the alert, seconds; null where there is no such. */
        public @Nullable Double seconds() {
            return since(fault.decidableAt());
        }

        /** From the moment when it was plain to the alert, seconds; null where there is no such. */
        public @Nullable Double secondsSincePlain() {
            return counts() ? since(fault.plainAt()) : null;
        }

        private @Nullable Double since(@Nullable Long instant) {
            return instant == null || first == null ? null : (first.firedAt() - instant) / 1000.0;
        }
    }

    /** What is known of the moments from which faults were plain, whatever was found: seconds after they were decidable. */
    public Figures plain() {
        return plain(faults);
    }

    /** The same of one kind. */
    public Figures plain(SimulatedFaultKind kind) {
        return plain(of(faults, kind));
    }

    private static Figures plain(List<Found> of) {
        List<Double> seconds = new ArrayList<>();
        int counted = 0;
        for (Found found : of) {
            Long decidable = found.fault.decidableAt();
            Long plain = found.fault.plainAt();
            counted += found.counts() ? 1 : 0;
            if (decidable != null && plain != null) {
                seconds.add((plain - decidable) / 1000.0);
            }
        }
        seconds.sort(Comparator.naturalOrder());
        return new Figures(counted, seconds.size(), percentile(seconds, 0.5), percentile(seconds, 0.99));
    }

    /** An alert that belongs to no fault. */
    public record FalseAlert(long seed, FiredAlert alert) {}

    /**
     * What is known of some faults.
     *
     * @param faults that were decidable
     * @param p50 seconds from decidable to found; null where none was found
     * @param p99 the same
     */
    public record Figures(
            int faults,
            int found,
            @Nullable Double p50,
            @Nullable Double p99) {
        /** Share that was found, 0 to 1; 1 where there was nothing to find. */
        public double recall() {
            return faults == 0 ? 1 : found / (double) faults;
        }
    }

    /** Adds what came of a seed. */
    public void add(long seed, Duration length, List<SimulatedFault> labels, List<FiredAlert> alerts) {
        seeds++;
        simulatedMillis += length.toMillis();
        List<FiredAlert> ordered = new ArrayList<>(alerts);
        ordered.sort(Comparator.comparingLong(FiredAlert::firedAt).thenComparing(FiredAlert::rule));
        Map<String, FiredAlert> first = new HashMap<>();
        for (FiredAlert alert : ordered) {
            boolean explained = false;
            for (SimulatedFault fault : labels) {
                FaultMatch.Relation relation = FaultMatch.of(alert, fault);
                explained |= relation != FaultMatch.Relation.NONE;
                if (relation == FaultMatch.Relation.FINDS) {
                    first.putIfAbsent(fault.id(), alert);
                }
            }
            if (!explained) {
                falseAlerts.add(new FalseAlert(seed, alert));
            }
        }
        labels.forEach(fault -> faults.add(new Found(seed, fault, first.get(fault.id()))));
    }

    /** Every fault in the order of seeds and time. */
    public List<Found> faults() {
        return List.copyOf(faults);
    }

    public List<FalseAlert> falseAlerts() {
        return List.copyOf(falseAlerts);
    }

    /** How many simulations went in. */
    public int seeds() {
        return seeds;
    }

    /** False alerts in a simulated day. */
    public double falseAlertsPerDay() {
        return simulatedMillis == 0 ? 0 : falseAlerts.size() * DAY_MILLIS / simulatedMillis;
    }

    /** Over all kinds. */
    public Figures all() {
        return figures(faults, Found::seconds);
    }

    /** Of one kind. */
    public Figures of(SimulatedFaultKind kind) {
        return figures(of(faults, kind), Found::seconds);
    }

    /** Over all kinds, timed from when faults were plain: of those that ever were. */
    public Figures sincePlain() {
        return figures(faults, Found::secondsSincePlain);
    }

    /** The same of one kind. */
    public Figures sincePlain(SimulatedFaultKind kind) {
        return figures(of(faults, kind), Found::secondsSincePlain);
    }

    private static List<Found> of(List<Found> faults, SimulatedFaultKind kind) {
        return faults.stream().filter(found -> found.fault.kind() == kind).toList();
    }

    private static Figures figures(List<Found> of, Function<Found, @Nullable Double> time) {
        List<Double> seconds = new ArrayList<>();
        int counted = 0;
        for (Found found : of) {
            counted += found.counts() ? 1 : 0;
            Double after = time.apply(found);
            if (after != null) {
                seconds.add(after);
            }
        }
        seconds.sort(Comparator.naturalOrder());
        return new Figures(counted, seconds.size(), percentile(seconds, 0.5), percentile(seconds, 0.99));
    }

    /** The smallest value that so large a share does not exceed; null of nothing. */
    static @Nullable Double percentile(List<Double> sorted, double share) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
