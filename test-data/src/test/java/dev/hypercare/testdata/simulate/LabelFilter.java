package dev.hypercare.testdata.simulate;

import java.util.EnumSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls that a label speaks of, told from the label and the log alone. */
final class LabelFilter {
    private static final Set<SimulatedFaultKind> OF_LOGS = EnumSet.of(
            SimulatedFaultKind.GATEWAY_SILENT, SimulatedFaultKind.SERIES_SILENT, SimulatedFaultKind.GATEWAY_CLOCK);
    private static final long RETRIES_MILLIS = 150_000;

    private final SimulatedFault fault;

    LabelFilter(SimulatedFault fault) {
        this.fault = fault;
    }

    /** Those that it touches. */
    Iterator<SimulatedCall> of(Iterator<SimulatedCall> all) {
        return new Iterator<>() {
            private @Nullable SimulatedCall found;

            @Override
            public boolean hasNext() {
                while (found == null && all.hasNext()) {
                    SimulatedCall call = all.next();
                    long at = OF_LOGS.contains(fault.kind()) ? call.arrivedAt() : startedAt(call);
                    found = at >= fault.from() && at < fault.to() && holds(call) ? call : null;
                }
                return found != null;
            }

            @Override
            public SimulatedCall next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                SimulatedCall call = found;
                found = null;
                return call;
            }
        };
    }

    private boolean holds(SimulatedCall call) {
        return sameCaller(call)
                && (fault.route() == null || fault.route().equals(call.route()))
                && (fault.model() == null || fault.model().equals(call.model()))
                && (fault.gateway() == null || fault.gateway().equals(call.gateway()))
                && (fault.version() == null || fault.version().equals(call.version()));
    }

    /** By a right clock: only arrival is true where a gateway has a wrong one. */
    private static long startedAt(SimulatedCall call) {
        long off = Math.round((call.completedAt() - call.arrivedAt()) / 600_000.0) * 600_000;
        return call.startedAt() - off;
    }

    private boolean sameCaller(SimulatedCall call) {
        return (fault.api() == null || fault.api().equals(call.api()))
                && (fault.consumer() == null || fault.consumer().equals(call.consumer()))
                && (fault.client() == null || fault.client().equals(call.client()));
    }

    /** Whether it may differ from the same call without faults or exist only with them or, where it is missing, only without. */
    boolean mayChange(SimulatedCall call, boolean missing) {
        boolean during = call.arrivedAt() >= fault.from() && startedAt(call) < fault.to() + RETRIES_MILLIS;
        boolean off = fault.kind() == SimulatedFaultKind.GATEWAY_CLOCK
                && call.gateway().equals(fault.gateway());
        boolean arrived = call.arrivedAt() >= fault.from() && call.arrivedAt() < fault.to() + RETRIES_MILLIS;
        if (fault.kind() == SimulatedFaultKind.GATEWAY_SILENT) {
            // A call that failed and is lost would have been tried again, perhaps through another gateway.
            return arrived && (missing || call.gateway().equals(fault.gateway()));
        }
        // A deployment gives the whole API another version; a retry may get another model or version.
        boolean place = fault.version() != null
                || fault.route() == null
                || fault.route().equals(call.route());
        return (off ? arrived : during) && place && sameCaller(call) && (fault.gateway() == null || off);
    }
}
