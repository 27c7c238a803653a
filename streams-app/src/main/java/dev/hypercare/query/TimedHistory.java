package dev.hypercare.query;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import java.util.List;
import java.util.OptionalLong;

/** Counts of patterns that are read until a deadline; then it is told instead. */
record TimedHistory(PatternHistory history, Deadline deadline) implements PatternHistory {
    @Override
    public OptionalLong countedUpTo() {
        deadline.check();
        return history.countedUpTo();
    }

    @Override
    public List<String> apis() {
        deadline.check();
        return history.apis();
    }

    @Override
    public List<PatternCounts> windows(Resolution resolution, String api, long from, long to) {
        deadline.check();
        return history.windows(resolution, api, from, to);
    }
}
