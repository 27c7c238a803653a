package dev.hypercare.kpi;

import dev.hypercare.contract.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What makes a call that could be read unfit to be counted. */
final class Unusable {
    private Unusable() {}

    /**
     * Why the call read last cannot be used; null where it can.
     *
     * @param ingested time of ingest, milliseconds; 0 or less for unknown
     * @param maxFuture how far completion may lie after it, milliseconds
     */
    static Outcome.@Nullable Rejected<?> reasonFor(CallReader call, long ingested, long maxFuture) {
        long ahead = call.completedAt() - ingested;
        if (ingested > 0 && ahead > maxFuture) {
            return new Outcome.Rejected<>(
                    "in-the-future",
                    "completedAt",
                    "completedAt: " + Instant.ofEpochMilli(call.completedAt()) + ", " + ahead
                            + " ms after its ingest (expected: at most " + maxFuture + " ms)");
        }
        if (call.textLength(CallReader.API) <= 0) {
            return missing("api");
        }
        return call.textLength(CallReader.GATEWAY) <= 0 ? missing("gateway") : null;
    }

    private static Outcome.Rejected<?> missing(String field) {
        return new Outcome.Rejected<>("missing-field", field, field + ": '' (expected: a name)");
    }
}
