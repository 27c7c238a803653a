package dev.hypercare.testdata.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The label of a fault: what is wrong, where and when. A field is null where the fault is not confined to one.
 *
 * @param id the kind, with a number from the second of its kind on
 * @param client masked address
 * @param clients masked addresses that the calls it touches come from; empty where they may come from any
 * @param from when it begins, epoch ms
 * @param to when it is over, epoch ms
 * @param decidableAt the first moment, epoch ms, when an exact test of what had arrived against the fault-free rate reached p <= {@link
 *     #SIGNIFICANCE}; null where it never did while the fault lasted: then nobody is expected to find it
 * @param plainAt the same for p <= {@link #PLAINLY}, epoch ms: what a rule needs that knew the fault-free rates and looked at this fault
 *     alone, but raised a false alert a day at the most over some hundred series
 * @param what one line for people
 */
public record SimulatedFault(
        String id,
        SimulatedFaultKind kind,
        @Nullable String api,
        @Nullable String route,
        @Nullable String consumer,
        @Nullable String client,
        List<String> clients,
        @Nullable String model,
        @Nullable String gateway,
        @Nullable String version,
        long from,
        long to,
        @Nullable Long decidableAt,
        @Nullable Long plainAt,
        String what) {
    /** From which probability on chance no longer explains what was seen. */
    public static final double SIGNIFICANCE = 1e-4;

    /** Nine million looks, a hundred series each second of a day, find less by chance about once. */
    public static final double PLAINLY = 1e-7;

    public SimulatedFault {
        clients = List.copyOf(clients);
    }

    /** The same so much later, ms. */
    SimulatedFault movedBy(long millis) {
        return new SimulatedFault(
                id,
                kind,
                api,
                route,
                consumer,
                client,
                clients,
                model,
                gateway,
                version,
                from + millis,
                to + millis,
                decidableAt == null ? null : (Long) (decidableAt + millis),
                plainAt == null ? null : (Long) (plainAt + millis),
                what);
    }

    SimulatedFault decidable(@Nullable Long at, @Nullable Long plainly) {
        return new SimulatedFault(
                id, kind, api, route, consumer, client, clients, model, gateway, version, from, to, at, plainly, what);
    }
}
