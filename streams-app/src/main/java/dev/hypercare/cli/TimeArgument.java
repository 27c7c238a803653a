package dev.hypercare.cli;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.TimeWords;

/** Instants on the command line, as the query API reads them. */
final class TimeArgument {
    private TimeArgument() {}

    /** Milliseconds since the epoch. Error: {@link InvalidInput} that names the option. */
    static long millis(String option, String text, long now) {
        try {
            return TimeWords.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(option + " " + text + " (expected: " + TimeWords.EXPECTED + ")", "Correct it.");
        }
    }
}
