package dev.hypercare.testdata.simulate;

import org.jspecify.annotations.Nullable;

/** Makes calls as they are when all is well. A call is a function of its key, its route and its time, whatever else happens. */
final class CallMaker {
    private static final long AGAIN = 0x5eed;
    private static final double DELAYED_SHARE = 0.03;

    private final Landscape landscape;
    private final DailyLoad day;
    private final Versions versions;

    CallMaker(Landscape landscape, DailyLoad day, Versions versions) {
        this.landscape = landscape;
        this.day = day;
        this.versions = versions;
    }

    /** A first try in a second, by one of the callers of the API. */
    Draft first(SimulatedRoute route, long secondMillis, long key) {
        Draws draws = new Draws(key);
        SimulatedApi api = route.api();
        boolean anonymous = draws.chance(api.anonymousShare());
        int place = api.callerShares().pick(draws.next());
        Caller caller = anonymous ? null : api.callers().get(place);
        String client = caller == null
                ? landscape
                        .anonymousClients()
                        .get(draws.below(landscape.anonymousClients().size()))
                : caller.client(draws);
        return made(route, secondMillis, key, draws, caller, client);
    }

    /** A first try in a second by somebody in particular. */
    Draft by(@Nullable Caller caller, String client, SimulatedRoute route, long secondMillis, long key) {
        return made(route, secondMillis, key, new Draws(key), caller, client);
    }

    /** Another try after one, so many milliseconds after its end. */
    Draft again(Draft earlier, long waitMillis, int number) {
        long key = Draws.key(earlier.key, AGAIN + number);
        Draft call = new Draft(
                earlier.route,
                key,
                earlier.attempt + 1,
                earlier.completedMillis() + waitMillis,
                earlier.caller,
                earlier.client);
        complete(call, new Draws(key));
        return call;
    }

    private Draft made(
            SimulatedRoute route, long secondMillis, long key, Draws draws, @Nullable Caller caller, String client) {
        Draft call = new Draft(route, key, 0, secondMillis + draws.below(1000), caller, client);
        complete(call, draws);
        return call;
    }

    private void complete(Draft call, Draws draws) {
        SimulatedRoute route = call.route;
        call.gateway = landscape.gatewayShares().pick(draws.next());
        call.version = versions.of(route.api(), call.startMillis, draws.next());
        call.shippingMillis = 4 + draws.below(26) + (draws.chance(DELAYED_SHARE) ? draws.below(250) : 0);
        call.drawIds(draws);
        call.requestBytes = 180 + (long) draws.logNormal(400, 0.7);
        double micros = route.latency().draw(draws) * day.strain(call.startMillis);
        AiMix ai = route.ai();
        if (ai != null) {
            AiModel model = ai.models().get(ai.shares().pick(draws.next()));
            call.model = model;
            micros *= model.firstTokenFactor();
        }
        double fate = draws.next();
        if (fate < route.serverErrors()) {
            end(call, ErrorAnswer.ordinaryServerError(draws), micros, draws);
        } else if (fate < route.serverErrors() + route.clientErrors()) {
            end(call, ErrorAnswer.ordinaryClientError(draws), micros * 0.4, draws);
        } else {
            answer(call, micros, draws);
        }
    }

    private static void end(Draft call, ErrorAnswer answer, double micros, Draws draws) {
        call.end(answer, (long) micros, draws);
        boolean byGateway = answer.status() == 401 || answer.status() == 403 || answer.status() == 429;
        call.upstreamMicros = byGateway ? Draft.NONE : (long) (micros * draws.between(0.85, 0.98));
    }

    private static void answer(Draft call, double micros, Draws draws) {
        SimulatedRoute route = call.route;
        call.status = route.method().equals("POST") && draws.chance(0.5) ? 201 : 200;
        call.responseBytes = 150 + (long) draws.logNormal(route.bytesMedian(), SimulatedRoute.BYTES_SIGMA);
        AiMix ai = route.ai();
        AiModel model = call.model;
        double whole = micros;
        if (ai != null && model != null) {
            call.status = 200;
            long in = 1 + (long) draws.logNormal(ai.tokensIn(), ai.sigma());
            long out = ai.tokensOut() == 0 ? 0 : 1 + (long) draws.logNormal(ai.tokensOut(), ai.sigma());
            boolean missing = draws.chance(ai.usageMissing());
            call.tokensIn = missing ? Draft.NONE : in;
            call.tokensOut = missing ? Draft.NONE : out;
            call.firstTokenMicros = (long) micros;
            call.requestBytes = 300 + 4 * in;
            call.responseBytes = ai.tokensOut() == 0 ? 6000 + draws.below(500) : 400 + 5 * out;
            whole = micros + out * model.microsPerToken();
        }
        call.durationMicros = Math.max(1, (long) whole);
        call.upstreamMicros = (long) (whole * draws.between(0.85, 0.98));
    }
}
