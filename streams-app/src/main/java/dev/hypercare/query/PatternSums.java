package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls by pattern in a range, from the counts by hour and, at the edges, by minute. Times are milliseconds since the epoch.
 *
 * @param from first instant really covered: that asked for, rounded down to a window that is kept
 * @param to first instant after: that asked for, rounded up
 * @param asOf what ends there or before is counted; null before anything is
 * @param calls by the id that the pattern has now
 * @param notes what a reader has to know, for people
 */
record PatternSums(long from, long to, @Nullable Long asOf, Map<String, Long> calls, List<String> notes) {
    private static final String ROUNDED = "counts by minute are kept for "
            + Resolution.MINUTE.kept().toDays() + " days: the range is rounded outward to hours";

    /**
     * Adds them up.
     *
     * @param known the patterns that are known
     * @param api only those of it; null for all
     * @param now for what is still kept, before anything is counted
     */
    static PatternSums of(
            PatternSource source, KnownPatterns known, @Nullable String api, long from, long to, long now) {
        OptionalLong counted = source.counts(PatternQuestion.HOW_FAR).counted();
        List<String> notes = new ArrayList<>();
        long minutesFrom = Cover.ceil(
                Resolution.HOUR, counted.orElse(now) - Resolution.MINUTE.kept().toMillis());
        long first = Resolution.MINUTE.startOf(from);
        long end = Cover.ceil(Resolution.MINUTE, to);
        if (first < minutesFrom && first != Resolution.HOUR.startOf(first)
                || end < minutesFrom && end != Resolution.HOUR.startOf(end)) {
            notes.add(ROUNDED);
        }
        first = first < minutesFrom ? Resolution.HOUR.startOf(first) : first;
        end = end < minutesFrom ? Cover.ceil(Resolution.HOUR, end) : end;
        Map<String, Long> calls = new TreeMap<>();
        source.counts(new PatternQuestion(api, first, end))
                .calls()
                .forEach((one, byId) -> byId.forEach((id, count) -> {
                    known.sawOn(id, one);
                    calls.merge(known.idNow(id), count, Long::sum);
                }));
        return new PatternSums(
                first, end, counted.isPresent() ? (Long) counted.getAsLong() : null, calls, List.copyOf(notes));
    }

    /** How much of the range is counted, milliseconds. */
    long countedMillis() {
        return asOf == null ? 0 : Math.max(0, Math.min(asOf, to) - from);
    }
}
