package dev.hypercare.patterns.mining;

/**
 * How many different words at one place, with all else equal, show that the place holds a value. Where its form tells, two are enough.
 *
 * @param named after a word that announces a name, such as {@code user}
 * @param identifiers in quotes, or where all of them look like identifiers, not like words of a language
 * @param placed after a preposition
 * @param words anywhere else
 * @param first at the beginning
 * @param literals words that have to be equal for each place that differs
 */
record Thresholds(int named, int identifiers, int placed, int words, int first, int literals) {
    /** Round numbers from the middle of where the labelled systems do not tell them apart, see docs/reference/mining.md. */
    static final Thresholds USUAL = new Thresholds(2, 3, 3, 6, 12, 2);
}
