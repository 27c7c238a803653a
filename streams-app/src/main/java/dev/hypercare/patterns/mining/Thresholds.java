package dev.hypercare.patterns.mining;

/**
 * How many different words at one place, with all else equal, show that the place holds a value.
 *
 * @param values where it is told by its form: after an equals sign, or where another line has a masked value
 * @param named after a word that announces a name, such as {@code user}
 * @param identifiers where all of them look like identifiers, not like words of a language
 * @param placed after a preposition
 * @param words anywhere else
 * @param first at the beginning
 * @param literals words that have to be equal for each place that differs
 */
record Thresholds(int values, int named, int identifiers, int placed, int words, int first, int literals) {
    /** Chosen on halves of the labelled systems that were drawn at random, see docs/reference/mining.md. */
    static final Thresholds USUAL = new Thresholds(2, 2, 3, 4, 8, 12, 2);
}
