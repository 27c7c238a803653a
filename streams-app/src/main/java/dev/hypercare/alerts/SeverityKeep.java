package dev.hypercare.alerts;

import dev.hypercare.contract.Severity;
import java.time.Duration;

/**
 * The severity that is shown: it gets worse at once and milder only after it was to be milder for a while, so that it does not go to and
 * fro with every figure.
 *
 * @param shown what the alert has
 * @param wanted what it would have by the newest figures
 * @param since since when it is to be milder, milliseconds; {@link #NEVER} while it is not
 */
record SeverityKeep(Severity shown, Severity wanted, long since) {
    static final long NEVER = Long.MAX_VALUE;

    static SeverityKeep of(Severity severity) {
        return new SeverityKeep(severity, severity, NEVER);
    }

    /** After new figures at an instant. */
    SeverityKeep want(Severity severity, long at) {
        return severity.compareTo(shown) <= 0
                ? of(severity)
                : new SeverityKeep(shown, severity, since == NEVER ? at : since);
    }

    /** When it becomes milder unless something comes between; {@link #NEVER} where it does not. */
    long due(Duration keep) {
        return since == NEVER ? NEVER : since + keep.toMillis();
    }

    /** After time has passed. */
    SeverityKeep until(long at, Duration keep) {
        return due(keep) <= at ? of(wanted) : this;
    }
}
