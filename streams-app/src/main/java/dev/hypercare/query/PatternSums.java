package dev.hypercare.query;

import dev.hypercare.contract.PatternCounts;
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
            PatternHistory history, KnownPatterns known, @Nullable String api, long from, long to, long now) {
        OptionalLong counted = history.countedUpTo();
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
        for (String one : api == null ? history.apis() : List.of(api)) {
            add(history, one, first, end, known, calls);
        }
        return new PatternSums(
                first, end, counted.isPresent() ? (Long) counted.getAsLong() : null, calls, List.copyOf(notes));
    }

    private static void add(
            PatternHistory history, String api, long from, long to, KnownPatterns known, Map<String, Long> calls) {
        long first = Cover.ceil(Resolution.HOUR, from);
        long end = Resolution.HOUR.startOf(to);
        List<PatternCounts> windows = new ArrayList<>();
        if (first < end) {
            windows.addAll(read(history, Resolution.MINUTE, api, from, first));
            windows.addAll(read(history, Resolution.HOUR, api, first, end));
            windows.addAll(read(history, Resolution.MINUTE, api, end, to));
        } else {
            windows.addAll(read(history, Resolution.MINUTE, api, from, to));
        }
        windows.forEach(window -> window.byId().forEach((id, count) -> {
            known.sawOn(id, api);
            calls.merge(known.idNow(id), count, Long::sum);
        }));
    }

    private static List<PatternCounts> read(
            PatternHistory history, Resolution resolution, String api, long from, long to) {
        return from < to ? history.windows(resolution, api, from, to) : List.of();
    }

    /** How much of the range is counted, milliseconds. */
    long countedMillis() {
        return asOf == null ? 0 : Math.max(0, Math.min(asOf, to) - from);
    }
}
