package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import java.util.function.ToLongFunction;

/**
 * A number of a slice that adds up: of a window it is the sum of its slices. Baselines are made of such numbers alone, so that windows of many
 * lengths cost next to nothing. The order is stored; a new one comes last.
 */
enum Tally {
    CALLS(Kpis::calls),
    FAILED(Kpis::failed),
    SERVER_ERRORS(Kpis::serverErrors),
    CLIENT_ERRORS(Kpis::clientErrors),
    /** 401 and 403. */
    UNAUTHORISED(kpis -> kpis.status(401) + kpis.status(403)),
    AI_CALLS(Kpis::aiCalls),
    USAGE_MISSING(Kpis::usageMissing),
    /** Calls whose latency is told. */
    TIMED(kpis -> kpis.latency().count()),
    /** The sum of the logarithms of their latencies. */
    LOG_LATENCY(kpis -> kpis.latency().logSum()),
    /** Calls that neither failed nor ended with a 4xx. */
    GOOD(kpis -> kpis.calls() - kpis.failed() - kpis.clientErrors()),
    RESPONSE_BYTES(Kpis::responseBytes),
    /** AI calls that tell their usage. */
    TOLD(kpis -> kpis.aiCalls() - kpis.usageMissing()),
    /** Prompt and completion tokens. */
    TOKENS(kpis -> kpis.tokensIn() + kpis.tokensOut()),
    /** Millionths of a currency unit. */
    COST(Kpis::costMicros),
    /** Calls that came late. */
    LATE(kpis -> kpis.late() + kpis.tooLate()),
    /** Calls, whenever they came. */
    COME(kpis -> kpis.calls() + kpis.late() + kpis.tooLate()),
    /** 400 and 422: what was asked for is refused as wrong. */
    BAD_REQUESTS(kpis -> kpis.status(400) + kpis.status(422)),
    NO_RESPONSE(Kpis::noResponse),
    STATUS_502(kpis -> kpis.status(502)),
    STATUS_503(kpis -> kpis.status(503)),
    STATUS_504(kpis -> kpis.status(504)),
    /** AI calls that ended well. */
    ANSWERED(kpis -> kpis.aiCalls() - badAiCalls(kpis)),
    /** Of these, those that tell no usage: one that failed has none to tell. */
    UNTOLD(kpis -> kpis.usageMissing() - badAiCalls(kpis));

    private final ToLongFunction<Kpis> number;

    Tally(ToLongFunction<Kpis> number) {
        this.number = number;
    }

    /** AI calls without usage because they failed or ended with a 4xx; where a series has other calls too, those are taken to be the bad ones. */
    private static long badAiCalls(Kpis kpis) {
        long bad = kpis.failed() + kpis.clientErrors() - (kpis.calls() - kpis.aiCalls());
        return Math.max(0, Math.min(bad, kpis.usageMissing()));
    }

    /** The number of what was counted in one slice, or in any other time. */
    long in(Kpis kpis) {
        return number.applyAsLong(kpis);
    }
}
