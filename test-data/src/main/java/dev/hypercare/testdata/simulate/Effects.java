package dev.hypercare.testdata.simulate;

/** The effects that faults are made of. Shares are from 0 to 1. */
final class Effects {
    private static final double MINUTE = 60_000;

    private Effects() {}

    /** A share of the calls ends with a status after so many milliseconds, give or take a third. */
    static Effect fails(double share, int status, double millis) {
        return (call, since, draws) -> {
            if (draws.chance(share)) {
                long micros = (long) (millis * 1000 * draws.between(0.67, 1.33));
                call.end(ErrorAnswer.of(status, draws), micros, draws);
                call.upstreamMicros = (long) (micros * 0.95);
            }
        };
    }

    /** A share of the calls ends with a status after the time that a good answer would have taken. */
    static Effect fails(double share, int status) {
        return (call, since, draws) -> {
            if (draws.chance(share)) {
                call.end(ErrorAnswer.of(status, draws), call.durationMicros, draws);
            }
        };
    }

    /** A share of the good answers becomes a 400. */
    static Effect rejects(double share) {
        return (call, since, draws) -> {
            if (call.good() && draws.chance(share)) {
                call.end(ErrorAnswer.of(400, draws), (long) (call.durationMicros * 0.4), draws);
            }
        };
    }

    /** Every call ends with a 401, some with a 403, before any upstream is asked. */
    static Effect unauthorised(double forbiddenShare) {
        return (call, since, draws) -> {
            int status = draws.chance(forbiddenShare) ? 403 : 401;
            call.end(ErrorAnswer.of(status, draws), 800 + draws.below(4000), draws);
            call.upstreamMicros = Draft.NONE;
        };
    }

    /** What a scanner gets: mostly nothing there, sometimes nothing allowed. */
    static Effect scanned() {
        Weighted shares = Weighted.of(0.6, 0.25, 0.15);
        int[] statuses = {404, 401, 403};
        return (call, since, draws) -> {
            call.end(ErrorAnswer.of(statuses[shares.pick(draws.next())], draws), 900 + draws.below(5000), draws);
            call.upstreamMicros = Draft.NONE;
        };
    }

    /** Every call takes so many times as long. */
    static Effect slower(double factor) {
        return (call, since, draws) -> stretch(call, factor);
    }

    /** Every call takes a share longer for each minute since the beginning. */
    static Effect slowing(double shareEachMinute) {
        return (call, since, draws) -> stretch(call, 1 + shareEachMinute * since / MINUTE);
    }

    private static void stretch(Draft call, double factor) {
        call.durationMicros = (long) (call.durationMicros * factor);
        if (call.upstreamMicros != Draft.NONE) {
            call.upstreamMicros = (long) (call.upstreamMicros * factor);
        }
    }

    /** A share of the good answers holds an error in place of what was asked for; the gateway may see that or not. */
    static Effect errorBody(double share, boolean seen) {
        return (call, since, draws) -> {
            if (call.good() && draws.chance(share)) {
                call.responseBytes = 190 + draws.below(90);
                if (seen) {
                    call.errorCode = "error_in_body";
                    call.errorMessage =
                            "response tells an error: object " + (1000 + draws.below(9_000_000)) + " has no state";
                }
            }
        };
    }

    /** A share of first tries fails, and each makes the client call again and again, mostly with success. */
    static Effect storm(double share, int fewest, int most) {
        return (call, since, draws) -> {
            if (call.attempt == 0 && draws.chance(share)) {
                call.end(ErrorAnswer.of(503, draws), call.durationMicros, draws);
                call.resends = fewest + draws.below(most - fewest + 1);
            }
        };
    }

    /** The calls, or their logs, do not come. */
    static Effect vanishes() {
        return (call, since, draws) -> call.vanished = true;
    }

    /** The clock of the gateway is off. */
    static Effect clockOff(long millis) {
        return (call, since, draws) -> call.skewMillis += millis;
    }

    /** A share of the calls does not tell its tokens. */
    static Effect usageUntold(double share) {
        return (call, since, draws) -> {
            if (draws.chance(share)) {
                call.tokensIn = Draft.NONE;
                call.tokensOut = Draft.NONE;
            }
        };
    }

    /** So many times as many tokens go in and come out. */
    static Effect tokensTimes(int factor) {
        return (call, since, draws) -> {
            AiModel model = call.model;
            if (model != null && call.tokensIn != Draft.NONE) {
                long more = call.tokensOut * (factor - 1);
                call.tokensIn *= factor;
                call.tokensOut += more;
                call.requestBytes *= factor;
                call.durationMicros += (long) (more * model.microsPerToken());
                call.upstreamMicros += (long) (more * model.microsPerToken());
            }
        };
    }
}
