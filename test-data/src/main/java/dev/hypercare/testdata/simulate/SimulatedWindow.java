package dev.hypercare.testdata.simulate;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a simulation, for whoever has less time than it lasts: the calls that arrive in it, and its faults as far as they can be
 * judged by who sees no more. It can be moved in time, so that it can be played in the present: the same calls at other times.
 *
 * @param from when it begins, epoch ms
 * @param to when it ends
 * @param margin what is decidable later than so long before the end counts neither as found nor as missed
 * @param moved by how much later than simulated everything in it is, ms
 */
public record SimulatedWindow(Simulation simulation, long from, long to, Duration margin, long moved) {
    /** Panes are as long: a part that begins with one is decided as the whole is. */
    private static final long STEP_MILLIS = 10_000;

    public SimulatedWindow {
        if (from >= to) {
            throw new IllegalArgumentException("from: " + from + ", to: " + to + " (expected: from before to)");
        }
    }

    /** All of it. */
    public static SimulatedWindow whole(Simulation simulation) {
        SimulationSettings settings = simulation.settings();
        return new SimulatedWindow(simulation, settings.fromMillis(), settings.toMillis(), Duration.ZERO, 0);
    }

    /**
     * The first part of a length in which most faults begin and are decidable.
     *
     * @param before how long after the beginning of the part the first of them begins at the earliest
     * @param margin as of the part
     */
    public static SimulatedWindow fullest(Simulation simulation, Duration length, Duration before, Duration margin) {
        SimulationSettings settings = simulation.settings();
        SimulatedWindow best = null;
        long most = -1;
        long last = settings.toMillis() - length.toMillis();
        for (long from = settings.fromMillis(); from <= last; from += STEP_MILLIS) {
            SimulatedWindow window = new SimulatedWindow(simulation, from, from + length.toMillis(), margin, 0);
            long earliest = from + before.toMillis();
            long faults = simulation.faults().stream()
                    .filter(fault -> fault.from() >= earliest && window.judges(fault))
                    .count();
            if (faults > most) {
                most = faults;
                best = window;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException(
                    "length: " + length + " (expected: at most that of the simulation, " + settings.length() + ")");
        }
        return best;
    }

    /**
     * The same at the first time from an instant on that is a multiple of a step from now.
     *
     * @param earliest epoch ms
     * @param step a minute, for instance, so that minutes stay minutes
     */
    public SimulatedWindow movedTo(long earliest, Duration step) {
        long unit = step.toMillis();
        long later = -Math.floorDiv(from - earliest, unit) * unit;
        return new SimulatedWindow(simulation, from + later, to + later, margin, moved + later);
    }

    /** How long it is. */
    public Duration length() {
        return Duration.ofMillis(to - from);
    }

    /** The calls that arrive in it, in order of arrival; made while they are read. */
    public Iterator<SimulatedCall> calls() {
        Iterator<SimulatedCall> all = simulation.calls();
        return new Iterator<>() {
            private @Nullable SimulatedCall next = first();

            private @Nullable SimulatedCall first() {
                SimulatedCall call = advance();
                while (call != null && call.arrivedAt() < from) {
                    call = advance();
                }
                return call;
            }

            private @Nullable SimulatedCall advance() {
                SimulatedCall call = all.hasNext() ? all.next().movedBy(moved) : null;
                return call == null || call.arrivedAt() >= to ? null : call;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public SimulatedCall next() {
                SimulatedCall call = next;
                if (call == null) {
                    throw new NoSuchElementException("the part of the simulation is over");
                }
                next = advance();
                return call;
            }
        };
    }

    /** The faults that touch it by their beginning; those that cannot be judged by it are as never decidable. */
    public List<SimulatedFault> faults() {
        return simulation.faults().stream()
                .map(fault -> fault.movedBy(moved))
                .filter(fault -> fault.from() < to && fault.to() > from)
                .map(fault -> judges(fault) ? fault : fault.decidable(null, null))
                .toList();
    }

    private boolean judges(SimulatedFault fault) {
        Long decidable = fault.decidableAt();
        return fault.from() >= from && decidable != null && decidable <= to - margin.toMillis();
    }
}
