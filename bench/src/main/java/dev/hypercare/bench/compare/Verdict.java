package dev.hypercare.bench.compare;

/**
 * Whether what a variant put out is true.
 *
 * @param right nothing is wrong
 * @param text {@code exact}, or what is wrong
 */
public record Verdict(boolean right, String text) {
    /** Nothing is wrong. */
    public static final Verdict EXACT = new Verdict(true, "exact");

    /** Something is, as the text says. */
    public static Verdict wrong(String text) {
        return new Verdict(false, text);
    }
}
