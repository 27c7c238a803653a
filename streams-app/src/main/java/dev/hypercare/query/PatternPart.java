package dev.hypercare.query;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What some partitions say to a {@link PatternQuestion}.
 *
 * @param countedUpTo everything that ends there or before is counted, milliseconds; {@link #NOTHING} before anything is
 * @param calls by API and by the id that a pattern had when it was counted
 */
public record PatternPart(long countedUpTo, Map<String, Map<String, Long>> calls) {
    /** Nothing is counted yet. */
    public static final long NOTHING = 0;

    /** That of these stores: whole hours from the counts by hour, the edges from those by minute. Error: {@link NotReadyException}. */
    public static PatternPart of(PatternHistory history, PatternQuestion question) {
        Map<String, Map<String, Long>> calls = new TreeMap<>();
        if (question.from() < question.to()) {
            String wanted = question.api();
            for (String api : wanted == null ? history.apis() : List.of(wanted)) {
                Map<String, Long> byId = new TreeMap<>();
                add(history, api, question.from(), question.to(), byId);
                if (!byId.isEmpty()) {
                    calls.put(api, byId);
                }
            }
        }
        return new PatternPart(history.countedUpTo().orElse(NOTHING), calls);
    }

    /** All of them together: counted as far as the one that is least far, of those that have begun. */
    public static PatternPart of(List<PatternPart> parts) {
        Map<String, Map<String, Long>> calls = new TreeMap<>();
        long lowest = NOTHING;
        for (PatternPart part : parts) {
            if (part.countedUpTo != NOTHING) {
                lowest = lowest == NOTHING ? part.countedUpTo : Math.min(lowest, part.countedUpTo);
            }
            part.calls.forEach((api, byId) -> {
                Map<String, Long> all = calls.computeIfAbsent(api, unseen -> new TreeMap<>());
                byId.forEach((id, count) -> all.merge(id, count, Long::sum));
            });
        }
        return new PatternPart(lowest, calls);
    }

    /** {@link #countedUpTo}; empty before anything is counted. */
    OptionalLong counted() {
        return countedUpTo == NOTHING ? OptionalLong.empty() : OptionalLong.of(countedUpTo);
    }

    private static void add(PatternHistory history, String api, long from, long to, Map<String, Long> byId) {
        long first = Cover.ceil(Resolution.HOUR, from);
        long end = Resolution.HOUR.startOf(to);
        if (first < end) {
            read(history, Resolution.MINUTE, api, from, first, byId);
            read(history, Resolution.HOUR, api, first, end, byId);
            read(history, Resolution.MINUTE, api, end, to, byId);
        } else {
            read(history, Resolution.MINUTE, api, from, to, byId);
        }
    }

    private static void read(
            PatternHistory history, Resolution resolution, String api, long from, long to, Map<String, Long> byId) {
        if (from < to) {
            for (PatternCounts window : history.windows(resolution, api, from, to)) {
                window.byId().forEach((id, count) -> byId.merge(id, count, Long::sum));
            }
        }
    }
}
