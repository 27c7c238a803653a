package dev.hypercare.contract;

import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.PatternState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule on patterns, read with the other rules and judged by the stage that knows the patterns.
 *
 * @param id of the rule
 * @param version of its definition
 * @param severity technical severity
 * @param shadow whether it only says what it would say
 * @param states the states that a pattern has to have one of
 * @param minCalls how many calls of the pattern its window has to have, or, of one that is new or has come back, all since then
 * @param overflow whether it looks at the messages that found no place of their own, and at nothing else
 * @param criticalities of the API by the catalog; empty for any
 * @param keep how long after it was seen last in such a state the breach lasts
 * @param condition all of that, for people
 * @param runbook where to read what to do
 * @param wording how its labels are matched and its summary is written
 */
public record PatternRule(
        String id,
        String version,
        Severity severity,
        boolean shadow,
        Set<PatternState> states,
        long minCalls,
        boolean overflow,
        Set<Criticality> criticalities,
        Duration keep,
        String condition,
        String runbook,
        Wording wording) {
    /** The labels of the series that a pattern of messages makes. */
    public static final List<String> VIEW = List.of("api", "pattern");

    /** What names a pattern in the labels of a series, and in selectors of marks. */
    public static final String LABEL = "pattern";

    /** The template of the pattern that stands for all messages of an API that found no place of their own. */
    public static final String OVERFLOW = "(messages that are not told apart)";

    /** The figure with the calls of a pattern since it is new, or has come back; 0 where it is neither. */
    public static final String FRESH = "fresh";

    public PatternRule {
        states = Set.copyOf(states);
        criticalities = Set.copyOf(criticalities);
    }

    /** What of a rule depends on the rule language. */
    public interface Wording {
        /** Whether it looks at a series with these labels. */
        boolean matches(Map<String, String> labels);

        /**
         * The line for people.
         *
         * @param words labels, and other texts, by name
         * @param figures by name
         */
        String summary(Map<String, String> words, Map<String, Double> figures);
    }
}
