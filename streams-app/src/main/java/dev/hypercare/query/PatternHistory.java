package dev.hypercare.query;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import java.time.Duration;
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

    /** This for at most so long; then a question is answered with that. */
    default PatternHistory within(Duration limit) {
        return new TimedHistory(this, Deadline.within(limit));
    }
}
