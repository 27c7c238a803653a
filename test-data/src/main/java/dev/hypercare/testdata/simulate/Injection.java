package dev.hypercare.testdata.simulate;

import org.jspecify.annotations.Nullable;

/**
 * A fault as it is injected.
 *
 * @param byArrival whether it concerns the logs that arrive while it lasts, not the calls that start
 * @param extra null where the fault makes no calls of its own
 * @param what one line for people
 * @param from epoch ms
 * @param to epoch ms, not included
 */
record Injection(
        SimulatedFaultKind kind,
        Scope scope,
        boolean byArrival,
        Effect effect,
        @Nullable ExtraCalls extra,
        Evidence evidence,
        String what,
        long from,
        long to) {
    /** A call that is retried, or is on its way, may be touched so long after it started. */
    static final long LONGEST_WAY_MILLIS = 150_000;

    static Injection of(
            FaultSite site, SimulatedFaultKind kind, Scope scope, Effect effect, Evidence evidence, String what) {
        return new Injection(kind, scope, false, effect, null, evidence, what, site.from(), site.to());
    }

    /** The same, for the logs that arrive while it lasts. */
    Injection ofLogs() {
        return new Injection(kind, scope, true, effect, extra, evidence, what, from, to);
    }

    /** The same with calls of its own. */
    Injection with(ExtraCalls calls) {
        return new Injection(kind, scope, byArrival, effect, calls, evidence, what, from, to);
    }

    /** Whether it may touch what a second begins. */
    boolean near(long secondMillis) {
        return secondMillis < to && secondMillis + LONGEST_WAY_MILLIS > from;
    }

    boolean touches(Draft call) {
        long at = byArrival ? call.arrivalMillis() : call.startMillis;
        return at >= from && at < to && scope.holds(call);
    }

    void apply(Draft call) {
        effect.change(call, call.startMillis - from, new Draws(Draws.key(call.key, from + kind.ordinal())));
    }

    SimulatedFault label(String id, Landscape landscape) {
        Integer gateway = scope.gateway();
        return new SimulatedFault(
                id,
                kind,
                scope.api() == null ? null : scope.api().name(),
                scope.route() == null ? null : scope.route().path(),
                scope.caller() == null ? null : scope.caller().name(),
                scope.client(),
                scope.clients(),
                scope.model() == null ? null : scope.model().name(),
                gateway == null ? null : landscape.gateways().get(gateway),
                scope.version(),
                from,
                to,
                null,
                null,
                what);
    }
}
