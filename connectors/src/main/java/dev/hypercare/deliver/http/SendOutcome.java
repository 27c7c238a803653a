package dev.hypercare.deliver.http;

/**
 * What became of a request.
 *
 * @param kind what to do next
 * @param status the HTTP status; 0 where no answer came
 * @param retryAfterMs the pause that the answer asks for, milliseconds; 0 where it asks for none
 * @param text why, for people: never the address, headers or what was sent
 */
public record SendOutcome(Kind kind, int status, long retryAfterMs, String text) {
    /** What to do next. */
    public enum Kind {
        /** Nothing. */
        DONE,
        /** Try again later: no answer, 408, 425, 429, 5xx; and 401, 403, 407, which whoever keeps the secret can mend. */
        AGAIN,
        /** Give up: the request itself is refused. */
        REFUSED
    }

    /** Whether it arrived. */
    public boolean isDone() {
        return kind == Kind.DONE;
    }
}
