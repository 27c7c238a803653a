package dev.hypercare.testdata.simulate;

/**
 * How a call ends that does not end well.
 *
 * @param status 0 for no response
 * @param code the gateway's error class
 */
record ErrorAnswer(int status, String code, String message) {
    /** How the 4xx of an ordinary day are made up. */
    private static final Weighted CLIENT_SHARES = Weighted.of(0.35, 0.4, 0.08, 0.05, 0.07, 0.05);

    private static final int[] CLIENT_STATUSES = {400, 404, 401, 403, 409, 429};
    private static final Weighted SERVER_SHARES = Weighted.of(0.6, 0.25, 0.15);
    private static final int[] SERVER_STATUSES = {500, 502, 503};

    /** Share of the ordinary 4xx that are 401 or 403. */
    static double unauthorisedShare() {
        return CLIENT_SHARES.share(2) + CLIENT_SHARES.share(3);
    }

    static ErrorAnswer ordinaryClientError(Draws draws) {
        return of(CLIENT_STATUSES[CLIENT_SHARES.pick(draws.next())], draws);
    }

    static ErrorAnswer ordinaryServerError(Draws draws) {
        return of(SERVER_STATUSES[SERVER_SHARES.pick(draws.next())], draws);
    }

    /** The answer that a gateway logs with a status. */
    static ErrorAnswer of(int status, Draws draws) {
        int number = 1000 + draws.below(9_000_000);
        return switch (status) {
            case 0 -> new ErrorAnswer(0, "client_disconnected", "connection closed before a response was complete");
            case 400 -> new ErrorAnswer(400, "bad_request", "field amount of item " + number + " is not valid");
            case 401 -> new ErrorAnswer(401, "unauthorized", "the token has expired");
            case 403 -> new ErrorAnswer(403, "forbidden", "the scope does not allow this");
            case 404 -> new ErrorAnswer(404, "not_found", "nothing is known under " + number);
            case 409 -> new ErrorAnswer(409, "conflict", "version " + number + " is not the newest");
            case 429 -> new ErrorAnswer(429, "rate_limited", "quota used up");
            case 502 -> new ErrorAnswer(502, "bad_gateway", "upstream closed the connection, request " + number);
            case 503 -> new ErrorAnswer(503, "upstream_unavailable", "no healthy upstream");
            case 504 -> new ErrorAnswer(504, "upstream_timeout", "upstream did not answer in time");
            default -> new ErrorAnswer(status, "upstream_error", "unexpected state of object " + number);
        };
    }
}
