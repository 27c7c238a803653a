package dev.hypercare.testdata.simulate;

/** Faults that show as logs that do not come, or come with a wrong time. */
final class TelemetryFaults {
    private static final long OFF_MILLIS = 600_000;
    private static final long PLAINLY_OFF_MILLIS = 60_000;

    private TelemetryFaults() {}

    static Injection gatewaySilent(FaultSite site) {
        int gateway = site.draws().below(site.landscape().gateways().size());
        double share = site.landscape().gatewayShares().share(gateway);
        TrafficModel model = site.model();
        SilenceEvidence evidence = new SilenceEvidence(at -> {
            double load = model.day().load(at);
            return share
                    * model.landscape().routes().stream()
                            .mapToDouble(route -> model.perSecond(route, at, load))
                            .sum();
        });
        return Injection.of(
                        site,
                        SimulatedFaultKind.GATEWAY_SILENT,
                        Scope.ofGateway(gateway),
                        Effects.vanishes(),
                        evidence,
                        "the logs of the gateway stop")
                .ofLogs();
    }

    static Injection seriesSilent(FaultSite site) {
        SimulatedRoute route = site.route(2, 15);
        TrafficModel model = site.model();
        return Injection.of(
                        site,
                        SimulatedFaultKind.SERIES_SILENT,
                        Scope.of(route),
                        Effects.vanishes(),
                        new SilenceEvidence(at -> model.perSecond(route, at)),
                        "nobody calls the route any more")
                .ofLogs();
    }

    static Injection clock(FaultSite site) {
        boolean ahead = site.draws().chance(0.5);
        ShareEvidence evidence = new ShareEvidence(
                call -> true,
                call -> Math.abs(call.arrivedAt() - call.completedAt()) > PLAINLY_OFF_MILLIS,
                ShareEvidence.NEVER);
        return Injection.of(
                        site,
                        SimulatedFaultKind.GATEWAY_CLOCK,
                        Scope.ofGateway(
                                site.draws().below(site.landscape().gateways().size())),
                        Effects.clockOff(ahead ? OFF_MILLIS : -OFF_MILLIS),
                        evidence,
                        "the clock of the gateway is 10 minutes " + (ahead ? "ahead" : "behind"))
                .ofLogs();
    }
}
