package dev.hypercare.testdata.simulate;

import java.util.Locale;
import java.util.function.Function;

/** The kinds of faults. Each occurs at least once in a simulation. */
public enum SimulatedFaultKind {
    /** Almost every call of an API ends with a 503. */
    API_OUTAGE(4, 10, ErrorFaults::outage),
    /** 20 % of the calls of a route end with a 5xx. */
    ROUTE_ERRORS(5, 12, ErrorFaults::partial),
    /** 1 % of the calls of a route with about 20 calls/s end with a 500. */
    ROUTE_ONE_PERCENT(10, 15, ErrorFaults::onePercent),
    /** The calls of one consumer fail: about 5 % of those of a route. */
    CONSUMER_ERRORS(8, 14, ErrorFaults::consumer),
    /** Some of the calls to one AI model fail. */
    MODEL_ERRORS(8, 14, ErrorFaults::model),
    /** Calls of a route end with a 504 after a long time. */
    UPSTREAM_TIMEOUT(6, 12, ErrorFaults::timeout),
    /** Calls of a route end without a response. */
    NO_RESPONSE(6, 12, ErrorFaults::noResponse),
    /** A route answers 200 with an error in the body: the response is small, and some gateways see the error. */
    ERROR_BODY(6, 12, ErrorFaults::errorBody),
    /** Failures whose many repetitions succeed, so that the share of failures stays low. */
    RETRY_STORM(8, 14, ErrorFaults::retryStorm),
    /** A route with a call in about 10 s fails, at night. */
    THIN_TRAFFIC_ERRORS(12, 15, ErrorFaults::thin),
    /** A route takes 3 times as long. */
    LATENCY_STEP(6, 12, LatencyFaults::step),
    /** A route takes 1 % longer each minute. */
    LATENCY_DRIFT(40, 50, LatencyFaults::drift),
    /** A deployment makes a route 40 % slower. */
    DEPLOYMENT_SLOW(10, 15, LatencyFaults::deployment),
    /** A deployment turns 3 % of the good answers of a route into 400. */
    DEPLOYMENT_CLIENT_ERRORS(10, 15, CallerFaults::deployment),
    /** The logs of a gateway stop. */
    GATEWAY_SILENT(4, 8, TelemetryFaults::gatewaySilent),
    /** A route falls silent while its gateways go on. */
    SERIES_SILENT(5, 10, TelemetryFaults::seriesSilent),
    /** The clock of a gateway is 10 minutes off. */
    GATEWAY_CLOCK(5, 10, TelemetryFaults::clock),
    /** A burst of 401 and 403 by one consumer. */
    UNAUTHORISED_BURST(5, 10, CallerFaults::unauthorised),
    /** One client tries many routes. */
    CLIENT_SCAN(4, 8, CallerFaults::scan),
    /** AI calls do not tell their usage. */
    USAGE_MISSING(10, 15, CallerFaults::usage),
    /** One consumer uses 10 times as many tokens. */
    SPEND_EXPLOSION(10, 15, CallerFaults::spend);

    private final int leastMinutes;
    private final int mostMinutes;
    private final Function<FaultSite, Injection> recipe;

    SimulatedFaultKind(int leastMinutes, int mostMinutes, Function<FaultSite, Injection> recipe) {
        this.leastMinutes = leastMinutes;
        this.mostMinutes = mostMinutes;
        this.recipe = recipe;
    }

    /** The name in labels and tables, such as {@code api-outage}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How long it lasts where there is room enough, ms. */
    long lasts(Draws draws) {
        return (long) (draws.between(leastMinutes, mostMinutes) * 60_000);
    }

    /** How many places of the schedule it needs. */
    int places() {
        return mostMinutes > 30 ? 3 : 1;
    }

    Injection at(FaultSite site) {
        return recipe.apply(site);
    }
}
