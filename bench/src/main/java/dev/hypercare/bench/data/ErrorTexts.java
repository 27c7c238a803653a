package dev.hypercare.bench.data;

/** What gateways say of calls that went wrong. */
final class ErrorTexts {
    private static final byte[] TIMEOUT = ByteSink.ascii("upstream_timeout");
    private static final byte[] UNAVAILABLE = ByteSink.ascii("upstream_unavailable");
    private static final byte[] NOT_FOUND = ByteSink.ascii("not_found");
    private static final byte[] INVALID = ByteSink.ascii("invalid_request");

    private static final byte[] TIMED_OUT = ByteSink.ascii("upstream request timed out after 2000 ms, connection ");
    private static final byte[] NO_HOST = ByteSink.ascii("no healthy upstream for request ");
    private static final byte[] NO_OBJECT = ByteSink.ascii("no object with number ");
    private static final byte[] BAD_FIELD = ByteSink.ascii("validation failed: field amount, value ");

    private ErrorTexts() {}

    static byte[] code(int status) {
        return switch (status) {
            case 504 -> TIMEOUT;
            case 503 -> UNAVAILABLE;
            case 404 -> NOT_FOUND;
            default -> INVALID;
        };
    }

    /** What a number follows. */
    static byte[] message(int status) {
        return switch (status) {
            case 504 -> TIMED_OUT;
            case 503 -> NO_HOST;
            case 404 -> NO_OBJECT;
            default -> BAD_FIELD;
        };
    }
}
