package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * How unusual the last scores of a series are for that series: their mean against the mean and the standard deviation of all scores of
 * a longer past. Not thread-safe.
 */
final class Likelihood {
    /** What a score replaces of the memory. */
    private static final double RATE = 0.002;
    /** So many scores are seen before it says anything. */
    private static final int FIRST = 50;

    private static final double LEAST = 1e-6;

    private final float[] last;
    private int seen;
    private float mean;
    private float variance;

    /** @param length how many scores are the last */
    Likelihood(int length) {
        last = new float[length];
    }

    /** Takes the next score, at least 0; returns the likelihood with it, in standard deviations of a score. */
    double observe(double score) {
        last[seen % last.length] = (float) score;
        double unusual = seen < FIRST ? 0 : (recent() - mean) / (Math.sqrt(variance) + LEAST);
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
