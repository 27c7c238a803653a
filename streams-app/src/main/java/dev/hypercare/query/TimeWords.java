package dev.hypercare.query;

import dev.hypercare.contract.config.Durations;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Reads an instant as people and programs write it. */
public final class TimeWords {
    /** What can be read, for messages. */
    public static final String EXPECTED =
            "an instant such as 2026-11-22T10:00:00Z, milliseconds since the epoch, now, or before now such as -15m";

    /** The last instant that can be asked for, 9999-12-31: rounded up to a day it still is of the year 9999. */
    static final long MAX = 253_402_214_400_000L;

    private TimeWords() {}

    /**
     * Milliseconds since the epoch. Error: {@link IllegalArgumentException} where the text is none of {@link #EXPECTED}.
     *
     * @param now milliseconds since the epoch, for relative times
     */
    public static long parse(String text, long now) {
        String word = text.trim();
        long at;
        if (word.equals("now")) {
            at = now;
        } else if (word.startsWith("-") || word.startsWith("now-")) {
            at = now - Durations.parse(word.substring(word.indexOf('-') + 1)).toMillis();
        } else if (word.matches("\\d{1,15}")) {
            at = Long.parseLong(word);
        } else {
            try {
                // A + of an offset arrives as a space where a client does not escape it.
                at = OffsetDateTime.parse(word.replace(' ', '+')).toInstant().toEpochMilli();
            } catch (DateTimeException | ArithmeticException e) {
                throw new IllegalArgumentException(EXPECTED, e);
            }
        }
        if (at < 0 || at > MAX) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return at;
    }
}
