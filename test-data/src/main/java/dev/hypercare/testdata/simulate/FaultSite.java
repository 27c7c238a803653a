package dev.hypercare.testdata.simulate;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Where and when a fault may be placed.
 *
 * @param model the traffic that it will find
 * @param busy names of the APIs that have another fault at about that time
 * @param from when it begins, epoch ms
 * @param to when it is over, epoch ms
 */
record FaultSite(TrafficModel model, Draws draws, Set<String> busy, long from, long to) {
    FaultSite {
        busy = Set.copyOf(busy);
    }

    Landscape landscape() {
        return model.landscape();
    }

    /** Expected calls a second of a route in the middle of the fault. */
    double perSecond(SimulatedRoute route) {
        return model.perSecond(route, (from + to) / 2);
    }

    double perSecond(SimulatedApi api) {
        return landscape().routesOf(api).stream().mapToDouble(this::perSecond).sum();
    }

    /** A route without AI models whose rate is in a range, or else the one that comes nearest to it. */
    SimulatedRoute route(double least, double most) {
        return route(least, most, route -> true);
    }

    SimulatedRoute route(double least, double most, Predicate<SimulatedRoute> fit) {
        return chosen(plain().filter(fit).toList(), this::perSecond, least, most);
    }

    /** A route that calls AI models and gets tokens from them. */
    SimulatedRoute aiRoute(double least, double most) {
        List<SimulatedRoute> routes = free().filter(
                        route -> route.callsModels() && route.aiMix().tokensOut() > 0)
                .toList();
        return chosen(routes, this::perSecond, least, most);
    }

    /** An API without AI models. */
    SimulatedApi api(double least, double most) {
        List<SimulatedApi> apis = plain().map(SimulatedRoute::api).distinct().toList();
        return chosen(apis, this::perSecond, least, most);
    }

    /** A consumer of an API whose share of its calls is in a range, or comes nearest. */
    Caller caller(SimulatedApi api, double least, double most) {
        return chosen(api.callers(), api::shareOf, least, most);
    }

    /** The ordinary share of failures of an API's calls. */
    double serverErrors(SimulatedApi api) {
        return mean(api, SimulatedRoute::serverErrors);
    }

    /** The ordinary share of 4xx of an API's calls. */
    double clientErrors(SimulatedApi api) {
        return mean(api, SimulatedRoute::clientErrors);
    }

    String newVersion() {
        return "build-" + Draft.hex(draws.nextLong()).substring(0, 7);
    }

    private double mean(SimulatedApi api, ToDoubleFunction<SimulatedRoute> share) {
        double sum = 0;
        double weights = 0;
        for (SimulatedRoute route : landscape().routesOf(api)) {
            sum += route.perSecond() * share.applyAsDouble(route);
            weights += route.perSecond();
        }
        return sum / weights;
    }

    private Stream<SimulatedRoute> free() {
        return landscape().routes().stream()
                .filter(route -> !busy.contains(route.api().name()));
    }

    private Stream<SimulatedRoute> plain() {
        return free().filter(route -> !route.callsModels());
    }

    /** By chance one whose figure is in the range; where there is none, the one that is least far from it. */
    <T> T chosen(List<T> candidates, ToDoubleFunction<T> figure, double least, double most) {
        List<T> fitting = candidates.stream()
                .filter(candidate ->
                        figure.applyAsDouble(candidate) >= least && figure.applyAsDouble(candidate) <= most)
                .toList();
        if (!fitting.isEmpty()) {
            return fitting.get(draws.below(fitting.size()));
        }
        return candidates.stream()
                .min(Comparator.comparingDouble(candidate -> distance(figure.applyAsDouble(candidate), least, most)))
                .orElseThrow(() -> new IllegalStateException("No place is left for a fault at " + from
                        + ": every API that it could hit has another (expected: a longer simulation)"));
    }

    private static double distance(double figure, double least, double most) {
        double nearest = Math.max(least, Math.min(most, figure));
        return Math.abs(StrictMath.log(Math.max(figure, 1e-9) / nearest));
    }
}
