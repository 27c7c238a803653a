package dev.hypercare.testdata.simulate;

import static dev.hypercare.testdata.simulate.SimulatedFaultKind.API_OUTAGE;
import static dev.hypercare.testdata.simulate.SimulatedFaultKind.CONSUMER_ERRORS;
import static dev.hypercare.testdata.simulate.SimulatedFaultKind.ERROR_BODY;
import static dev.hypercare.testdata.simulate.SimulatedFaultKind.MODEL_ERRORS;
import static dev.hypercare.testdata.simulate.SimulatedFaultKind.NO_RESPONSE;
import static dev.hypercare.testdata.simulate.SimulatedFaultKind.RETRY_STORM;
import static dev.hypercare.testdata.simulate.SimulatedFaultKind.ROUTE_ERRORS;
import static dev.hypercare.testdata.simulate.SimulatedFaultKind.ROUTE_ONE_PERCENT;
import static dev.hypercare.testdata.simulate.SimulatedFaultKind.THIN_TRAFFIC_ERRORS;
import static dev.hypercare.testdata.simulate.SimulatedFaultKind.UPSTREAM_TIMEOUT;

import java.util.Locale;

/** Faults that make calls fail. */
final class ErrorFaults {
    private ErrorFaults() {}

    static Injection outage(FaultSite site) {
        SimulatedApi api = site.api(1, 30);
        return Injection.of(
                site,
                API_OUTAGE,
                Scope.of(api),
                Effects.fails(site.draws().between(0.97, 1), 503, 3),
                ShareEvidence.failures(site.serverErrors(api)),
                "nothing answers: 503");
    }

    static Injection partial(FaultSite site) {
        SimulatedRoute route = site.route(1, 30);
        int status = site.draws().chance(0.5) ? 500 : 502;
        return onRoute(site, ROUTE_ERRORS, route, Effects.fails(0.2, status), "20 % end with " + status);
    }

    static Injection onePercent(FaultSite site) {
        SimulatedRoute route = site.route(14, 40, candidate -> candidate.serverErrors() < 0.003);
        return onRoute(site, ROUTE_ONE_PERCENT, route, Effects.fails(0.01, 500), "1 % end with 500");
    }

    static Injection consumer(FaultSite site) {
        SimulatedRoute route = site.route(4, 40);
        Caller caller = site.caller(route.api(), 0.04, 0.06);
        return Injection.of(
                site,
                CONSUMER_ERRORS,
                Scope.of(route).by(caller),
                Effects.fails(site.draws().between(0.9, 1), 500),
                ShareEvidence.failures(route.serverErrors()),
                String.format(
                        Locale.ROOT,
                        "calls of one consumer, %.0f %% of the route's, end with 500",
                        100 * route.api().shareOf(caller)));
    }

    static Injection model(FaultSite site) {
        SimulatedRoute route = site.aiRoute(0.5, 20);
        AiMix mix = route.aiMix();
        AiModel model = site.chosen(
                mix.models(), candidate -> mix.shares().share(mix.models().indexOf(candidate)), 0.15, 0.5);
        double share = site.draws().between(0.2, 0.5);
        return Injection.of(
                site,
                MODEL_ERRORS,
                Scope.of(route).to(model),
                Effects.fails(share, 503, 400),
                ShareEvidence.failures(route.serverErrors()),
                String.format(Locale.ROOT, "%.0f %% of one model's calls end with 503", 100 * share));
    }

    static Injection timeout(FaultSite site) {
        SimulatedRoute route = site.route(0.7, 20);
        double share = site.draws().between(0.3, 1);
        double seconds = new double[] {10, 15, 30}[site.draws().below(3)];
        return onRoute(
                site,
                UPSTREAM_TIMEOUT,
                route,
                Effects.fails(share, 504, seconds * 1000),
                String.format(Locale.ROOT, "%.0f %% end with 504 after about %.0f s", 100 * share, seconds));
    }

    static Injection noResponse(FaultSite site) {
        SimulatedRoute route = site.route(0.7, 20);
        double share = site.draws().between(0.3, 1);
        return onRoute(
                site,
                NO_RESPONSE,
                route,
                Effects.fails(share, 0, site.draws().between(500, 8000)),
                String.format(Locale.ROOT, "%.0f %% end without a response", 100 * share));
    }

    static Injection errorBody(FaultSite site) {
        SimulatedRoute route = site.route(1, 20, candidate -> candidate.bytesMedian() > 2500);
        double share = site.draws().between(0.4, 1);
        boolean seen = site.draws().chance(0.5);
        long limit = 150 + (long) (route.bytesMedian() * StrictMath.exp(-1.6449 * SimulatedRoute.BYTES_SIGMA));
        ShareEvidence evidence = new ShareEvidence(
                call -> call.status() >= 200 && call.status() < 300, call -> call.responseBytes() < limit, 0.05);
        return Injection.of(
                site,
                ERROR_BODY,
                Scope.of(route),
                Effects.errorBody(share, seen),
                evidence,
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the good answers hold an error, which the gateway %s",
                        100 * share,
                        seen ? "sees" : "does not see"));
    }

    static Injection retryStorm(FaultSite site) {
        SimulatedRoute route = site.route(4, 20, candidate -> candidate.serverErrors() < 0.004);
        double share = site.draws().between(0.015, 0.03);
        int fewest = 15 + site.draws().below(10);
        return onRoute(
                site,
                RETRY_STORM,
                route,
                Effects.storm(share, fewest, fewest + 15),
                String.format(
                        Locale.ROOT,
                        "%.1f %% of first calls fail, each is repeated %d times",
                        100 * share,
                        fewest + 7));
    }

    static Injection thin(FaultSite site) {
        SimulatedRoute route = site.route(0.08, 0.12);
        return onRoute(
                site,
                THIN_TRAFFIC_ERRORS,
                route,
                Effects.fails(site.draws().between(0.9, 1), 500),
                String.format(Locale.ROOT, "a call in %.0f s, and it fails", 1 / site.perSecond(route)));
    }

    private static Injection onRoute(
            FaultSite site, SimulatedFaultKind kind, SimulatedRoute route, Effect effect, String what) {
        ShareEvidence evidence = ShareEvidence.failures(route.serverErrors());
        return Injection.of(site, kind, Scope.of(route), effect, evidence, what);
    }
}
