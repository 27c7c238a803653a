package dev.hypercare.bench.compare;

/**
 * Whether what a variant put out is true.
 *
 * @param right nothing is wrong
 * @param text {@code exact}, or what is wrong
 */
record Verdict(boolean right, String text) {
    static final Verdict EXACT = new Verdict(true, "exact");

    static Verdict wrong(String text) {
        return new Verdict(false, text);
    }
}
