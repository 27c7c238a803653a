package dev.hypercare.query.contribution;

/**
 * A figure of one value in two ranges.
 *
 * @param before in the range that it is compared with
 * @param after in the range asked for
 * @param callsBefore calls of the value there
 * @param callsAfter calls of the value here
 */
public record Amounts(double before, double after, long callsBefore, long callsAfter) {

    /** Both together. */
    public Amounts plus(Amounts other) {
        return new Amounts(
                before + other.before,
                after + other.after,
                callsBefore + other.callsBefore,
                callsAfter + other.callsAfter);
    }
}
