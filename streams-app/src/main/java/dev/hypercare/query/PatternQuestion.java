package dev.hypercare.query;

import org.jspecify.annotations.Nullable;

/**
 * How many calls each pattern of messages had in {@code [from, to)}. Times are milliseconds since the epoch; an empty range asks only how far
 * calls are counted.
 *
 * @param api only those of it; null for all
 * @param from on the beginning of a minute, or of an hour where counts by minute are no longer kept
 * @param to likewise
 */
public record PatternQuestion(@Nullable String api, long from, long to) {
    /** How far calls are counted. */
    static final PatternQuestion HOW_FAR = new PatternQuestion(null, 0, 0);
}
