package dev.hypercare.normalise.report;

import dev.hypercare.contract.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a record reports, or why there is none.
 *
 * @param index position in the record's list, from 0; null when it is the record as a whole
 * @param outcome what was read
 */
public record Reported(@Nullable Integer index, Outcome<Report> outcome) {
    /** The reason of what is right and nothing that is watched, such as a push to a repository. */
    static final String NO_REPORT = "no-report";

    /** Whether it is right and nothing that is watched: it is counted, not rejected. */
    public boolean isNoReport() {
        return outcome instanceof Outcome.Rejected<?> why && why.reason().equals(NO_REPORT);
    }
}
