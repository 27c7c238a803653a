package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One call of a record, or why there is none. A part that is rejected as {@link #NO_CALL} is right and only no call, such as the inner
 * span of a trace: it is counted, not reported.
 *
 * @param index position in the record's batch, from 0; null when it is the record as a whole
 * @param from first of its bytes in the record
 * @param to end of its bytes, exclusive
 * @param outcome what was read
 */
public record Parsed(@Nullable Integer index, int from, int to, Outcome<CallDraft> outcome) {
    /** The reason of what is right and no call. */
    public static final String NO_CALL = "no-call";

    /** Whether it is right and only no call. */
    public boolean isNoCall() {
        return outcome instanceof Outcome.Rejected<?> why && why.reason().equals(NO_CALL);
    }
}
