package dev.hypercare.testdata.simulate;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The calls that a fault touches and whose logs arrive while it lasts, without making all others. */
final class TouchedCalls implements Iterator<SimulatedCall> {
    private final Traffic traffic;
    private final Injection injection;
    private final List<String> gateways;
    private @Nullable Draft next;

    TouchedCalls(TrafficModel model, List<Injection> injections, Injection injection) {
        this.injection = injection;
        this.gateways = model.landscape().gateways();
        long before = injection.from() / 1000 * 1000 - Injection.LONGEST_WAY_MILLIS;
        traffic = new Traffic(
                model,
                injection.scope().routes(model.landscape()),
                injections,
                Math.max(model.settings().fromMillis(), before),
                Math.min(model.settings().toMillis(), injection.to()));
    }

    @Override
    public boolean hasNext() {
        while (next == null && traffic.hasNext()) {
            Draft call = traffic.next();
            if (call.arrivalMillis() >= injection.to()) {
                return false;
            }
            if (injection.touches(call)) {
                next = call;
            }
        }
        return next != null;
    }

    @Override
    public SimulatedCall next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Draft found = Objects.requireNonNull(next);
        next = null;
        return found.toCall(gateways);
    }
}
