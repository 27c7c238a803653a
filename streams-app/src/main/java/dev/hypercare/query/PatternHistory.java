package dev.hypercare.query;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import java.util.List;
import java.util.OptionalLong;

/** Reads how many calls patterns of messages had by window, wherever it is. Error of each: {@link NotReadyException}. */
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

    /** One that is never ready. */
    static PatternHistory absent(String why) {
        return new PatternHistory() {
            @Override
            public OptionalLong countedUpTo() {
                throw new NotReadyException(why);
            }

            @Override
            public List<String> apis() {
                throw new NotReadyException(why);
            }

            @Override
            public List<PatternCounts> windows(Resolution resolution, String api, long from, long to) {
                throw new NotReadyException(why);
            }
        };
    }
}
