package dev.hypercare.patterns.tickets.text;

import java.util.List;

/**
 * A word or several in a row, in any inflection.
 *
 * @param text as it was given
 * @param stems of its words
 */
public record Phrase(String text, List<String> stems) {
    public Phrase {
        stems = List.copyOf(stems);
    }

    /** Reads one. */
    public static Phrase of(String text) {
        return new Phrase(text, PlainWords.of(text).stream().map(LightStem::of).toList());
    }

    /** How many words it has. */
    public int length() {
        return stems.size();
    }
}
