package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How unusual the last residuals of a series are for that series: the mean of their scores against the mean and the standard deviation
 * of the scores of a longer past. Not thread-safe.
 */
final class Likelihood {
    /** What a score replaces of the memory. */
    private static final double RATE = 0.002;
    /** So many scores are seen before it says anything. */
    private static final int FIRST = 50;

    /** Mean and variance of the scores of normal residuals. */
    private static final float NORMAL_MEAN = 0.331f;

    private static final float NORMAL_VARIANCE = 0.126f;
    /** A series that never moved is not surprised by less than others are. */
    private static final double LEAST_DEVIATION = 0.2;

    private final float[] last;
    private int seen;
    private float mean;
    private float variance;

    /**
     * @param length how many scores are the last
     * @param primed whether residuals are taken for normal ones until it is seen how they are, so that it speaks from the start
     */
    Likelihood(int length, boolean primed) {
        last = new float[length];
        if (primed) {
            seen = FIRST;
            mean = NORMAL_MEAN;
            variance = NORMAL_VARIANCE;
            Arrays.fill(last, NORMAL_MEAN);
        }
    }

    /**
     * Takes the next residual; returns the likelihood with it, in standard deviations of a score: {@code ln(1 + z^2 / 2)}, the
     * surprise of a residual whose tails are heavy (Student's t with two degrees of freedom).
     */
    double observe(double residual) {
        double score = Math.log1p(residual * residual / 2);
        last[seen % last.length] = (float) score;
        double unusual = seen < FIRST ? 0 : (recent() - mean) / Math.max(LEAST_DEVIATION, Math.sqrt(variance));
        double gain = Math.max(RATE, 1 / (seen + 1.0));
        double error = score - mean;
        mean += (float) (gain * error);
        variance = (float) ((1 - gain) * (variance + gain * error * error));
        // Up to here the gain falls; afterwards only the place in the ring matters.
        seen = seen + 1 < 1000 * last.length + last.length ? seen + 1 : 1000 * last.length;
        return Math.max(0, unusual);
    }

    private double recent() {
        double sum = 0;
        for (float score : last) {
            sum += score;
        }
        return sum / last.length;
    }

    void write(BinaryWriter to) {
        to.number(seen);
        StateForm.write(to, mean, variance);
        StateForm.write(to, last);
    }

    void read(ByteBuffer from) {
        seen = Math.toIntExact(BinaryWriter.readNumber(from));
        mean = StateForm.read(from);
        variance = StateForm.read(from);
        StateForm.read(from, last);
    }
}
