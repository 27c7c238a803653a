package dev.hypercare.testdata.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Faults in what callers do or send, or in what becomes of it: 4xx, scans, AI usage and spend. */
final class CallerFaults {
    private CallerFaults() {}

    static Injection deployment(FaultSite site) {
        SimulatedRoute route = site.route(3, 40, candidate -> candidate.clientErrors() < 0.02);
        return Injection.of(
                site,
                SimulatedFaultKind.DEPLOYMENT_CLIENT_ERRORS,
                Scope.of(route).served(site.newVersion()),
                Effects.rejects(0.03),
                new ShareEvidence(call -> true, SimulatedCall::clientError, route.clientErrors()),
                "the new version answers 3 % of good calls with 400");
    }

    static Injection unauthorised(FaultSite site) {
        SimulatedApi api = site.api(3, 40);
        Caller caller = site.caller(api, 0.04, 0.3);
        double usual = site.clientErrors(api) * ErrorAnswer.unauthorisedShare();
        double more = site.draws().between(1, 5);
        String client = caller.client(site.draws());
        List<SimulatedRoute> routes = site.landscape().routesOf(api);
        return Injection.of(
                        site,
                        SimulatedFaultKind.UNAUTHORISED_BURST,
                        Scope.of(api).by(caller),
                        Effects.unauthorised(site.draws().chance(0.5) ? 0 : 0.3),
                        new ShareEvidence(call -> true, CallerFaults::denied, usual),
                        String.format(
                                Locale.ROOT, "a consumer's token has expired, it tries %.0f times a second more", more))
                .with((second, key, maker, to) -> {
                    Draws draws = new Draws(key);
                    int calls = draws.poisson(more);
                    for (int i = 0; i < calls; i++) {
                        SimulatedRoute route = routes.get(draws.below(routes.size()));
                        to.accept(maker.by(caller, client, route, second, Draws.key(key, i)));
                    }
                });
    }

    private static boolean denied(SimulatedCall call) {
        return call.status() == 401 || call.status() == 403;
    }

    static Injection scan(FaultSite site) {
        Landscape landscape = site.landscape();
        String client = "c-" + Draft.hex(site.draws().nextLong());
        double rate = site.draws().between(3, 12);
        double clients = landscape.anonymousClients().size()
                + landscape.apis().stream()
                        .flatMap(api -> api.callers().stream())
                        .distinct()
                        .mapToInt(caller -> caller.clients().size())
                        .sum();
        double rejected = landscape.routes().stream()
                .mapToDouble(route -> site.perSecond(route) * route.clientErrors())
                .sum();
        return Injection.of(
                        site,
                        SimulatedFaultKind.CLIENT_SCAN,
                        Scope.ofClient(client),
                        Effects.scanned(),
                        new CountEvidence(rejected / clients),
                        String.format(Locale.ROOT, "one client tries all routes, %.0f calls a second", rate))
                .with((second, key, maker, to) -> {
                    Draws draws = new Draws(key);
                    int calls = draws.poisson(rate);
                    for (int i = 0; i < calls; i++) {
                        SimulatedRoute route = landscape
                                .routes()
                                .get(draws.below(landscape.routes().size()));
                        to.accept(maker.by(null, client, route, second, Draws.key(key, i)));
                    }
                });
    }

    static Injection usage(FaultSite site) {
        SimulatedRoute route = site.aiRoute(0.5, 20);
        double share = site.draws().between(0.5, 1);
        double ended = route.serverErrors() + route.clientErrors();
        double usual = ended + (1 - ended) * route.aiMix().usageMissing();
        return Injection.of(
                site,
                SimulatedFaultKind.USAGE_MISSING,
                Scope.of(route),
                Effects.usageUntold(share),
                new ShareEvidence(call -> true, call -> call.tokensIn() == null, usual),
                String.format(Locale.ROOT, "%.0f %% of the AI calls tell no usage", 100 * share));
    }

    static Injection spend(FaultSite site) {
        SimulatedApi api = site.aiRoute(0.7, 20).api();
        Caller caller = site.caller(api, 0.08, 0.35);
        Map<String, Long> limits = new HashMap<>();
        for (SimulatedRoute route : site.landscape().routesOf(api)) {
            AiMix mix = route.aiMix();
            limits.put(route.path(), 1 + (long) (mix.tokensIn() * StrictMath.exp(1.6449 * mix.sigma())));
        }
        return Injection.of(
                site,
                SimulatedFaultKind.SPEND_EXPLOSION,
                Scope.of(api).by(caller),
                Effects.tokensTimes(10),
                new ShareEvidence(
                        call -> call.tokensIn() != null,
                        call -> call.tokensIn() != null && call.tokensIn() > limits.getOrDefault(call.route(), 0L),
                        0.05),
                "a consumer uses 10 times as many tokens a call");
    }
}
