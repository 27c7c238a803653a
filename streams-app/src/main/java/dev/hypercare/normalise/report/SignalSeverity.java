package dev.hypercare.normalise.report;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the severities of other systems mean here: one table for all, as words with two meanings were not found. */
final class SignalSeverity {
    private static final Map<String, String> TABLE = Map.ofEntries(
            Map.entry("critical", "P1"),
            Map.entry("emergency", "P1"),
            Map.entry("fatal", "P1"),
            Map.entry("disaster", "P1"),
            Map.entry("page", "P1"),
            Map.entry("p1", "P1"),
            Map.entry("sev1", "P1"),
            Map.entry("error", "P2"),
            Map.entry("major", "P2"),
            Map.entry("high", "P2"),
            Map.entry("p2", "P2"),
            Map.entry("sev2", "P2"),
            Map.entry("warning", "P3"),
            Map.entry("warn", "P3"),
            Map.entry("minor", "P3"),
            Map.entry("average", "P3"),
            Map.entry("medium", "P3"),
            Map.entry("p3", "P3"),
            Map.entry("sev3", "P3"),
            Map.entry("info", "P4"),
            Map.entry("informational", "P4"),
            Map.entry("notice", "P4"),
            Map.entry("low", "P4"),
            Map.entry("debug", "P4"),
            Map.entry("p4", "P4"),
            Map.entry("sev4", "P4"));

    private SignalSeverity() {}

    /** P1 to P4; null for a word that is not in the table. */
    static @Nullable String of(@Nullable String word) {
        return word == null ? null : TABLE.get(word.toLowerCase(Locale.ROOT));
    }
}
