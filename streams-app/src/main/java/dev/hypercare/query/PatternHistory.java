package dev.hypercare.query;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import java.util.List;
import java.util.OptionalLong;

/** How many calls patterns of messages had by window, in stores of this process. Error of each: {@link NotReadyException}. */
public interface PatternHistory {

    /** Everything that ends there or before is counted, milliseconds; empty before anything is. */
    OptionalLong countedUpTo();

    /** The APIs that ever had messages. */
    List<String> apis();

    /**
     * The windows of an API that begin in {@code [from, to)} and have calls.
     *
     * @param resolution one of {@link PatternCounts#KEPT}
     */
    List<PatternCounts> windows(Resolution resolution, String api, long from, long to);

    /** The same, that is read until then for one question; then it throws {@link TooSlow}. */
    default PatternHistory until(Deadline deadline) {
        return new TimedHistory(this, deadline);
    }
}
