package dev.hypercare.testdata.simulate;

/** Faults that make calls slow, of a deployment or not. */
final class LatencyFaults {
    private static final double USUALLY_SLOWER = 0.05;

    private LatencyFaults() {}

    static Injection step(FaultSite site) {
        SimulatedRoute route = site.route(1, 20);
        return Injection.of(
                site,
                SimulatedFaultKind.LATENCY_STEP,
                Scope.of(route),
                Effects.slower(3),
                slow(site, route),
                "every call takes 3 times as long");
    }

    static Injection drift(FaultSite site) {
        SimulatedRoute route = site.route(4, 40);
        return Injection.of(
                site,
                SimulatedFaultKind.LATENCY_DRIFT,
                Scope.of(route),
                Effects.slowing(0.01),
                slow(site, route),
                "calls take 1 % longer each minute");
    }

    static Injection deployment(FaultSite site) {
        SimulatedRoute route = site.route(3, 40);
        return Injection.of(
                site,
                SimulatedFaultKind.DEPLOYMENT_SLOW,
                Scope.of(route).served(site.newVersion()),
                Effects.slower(1.4),
                slow(site, route),
                "with the new version calls take 40 % longer");
    }

    /** More good answers than usual take longer than the fault-free p95 of the route. */
    private static ShareEvidence slow(FaultSite site, SimulatedRoute route) {
        long limit = route.latency().exceededBy(USUALLY_SLOWER);
        DailyLoad day = site.model().day();
        return new ShareEvidence(
                call -> call.status() >= 200 && call.status() < 300,
                call -> call.durationMicros() > limit * day.strain(call.startedAt()),
                route.latency().shareAbove(limit));
    }
}
