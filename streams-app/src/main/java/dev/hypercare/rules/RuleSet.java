package dev.hypercare.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that judge the slices of a stretch of event time.
 *
 * @param entries what makes them
 * @param from first instant of it, milliseconds since the epoch; {@link Long#MIN_VALUE} where it has none
 * @param until first instant after it; {@link Long#MAX_VALUE} where it has none
 */
record RuleSet(List<RuleEntry> entries, RuleBook book, long from, long until) {
    RuleSet {
        entries = List.copyOf(entries);
    }

    /** Whether it judges the slice that begins at an instant, milliseconds. */
    boolean holdsAt(long start) {
        return from <= start && start < until;
    }

    /** The id of the entry that makes a rule; null where none does. */
    @Nullable
    String makerOf(String rule) {
        return entries.stream()
                .filter(entry -> entry.makes(rule))
                .map(RuleEntry::id)
                .findFirst()
                .orElse(null);
    }
}
