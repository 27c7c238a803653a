package dev.hypercare.rules.statistics;

/**
 * What is ordinary at an instant.
 *
 * @param scale in which the rest is told
 * @param middle the expected value, transformed
 * @param deviation standard deviation around it, transformed, above zero
 * @param learned how much of it comes from the season that was learned, 0 to 1; the rest from the last hour
 */
public record Expectation(Scale scale, double middle, double deviation, double learned) {
    /** The expected value. */
    public double value() {
        return scale.back(middle);
    }

    /** The value so many standard deviations above the expected one; below for a negative number. */
    public double at(double deviations) {
        return scale.back(middle + deviations * deviation);
    }

    /** How many standard deviations a value lies above the expected one; negative below. */
    public double residual(double value) {
        return (scale.of(value) - middle) / deviation;
    }
}
