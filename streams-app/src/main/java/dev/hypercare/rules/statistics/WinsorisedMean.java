package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * Exponentially weighted mean and mean absolute deviation of a series, in 12 bytes. A value further than a limit from the mean counts
 * only as far as the limit, so that an outage moves it slowly. Not thread-safe.
 */
final class WinsorisedMean {
    /** So many values are taken as they are: the deviation is not known before. */
    static final int FIRST = 30;

    /** Standard deviation over mean absolute deviation of the normal distribution. */
    static final double SIGMAS = Math.sqrt(Math.PI / 2);

    /** A value counts as far as so many mean absolute deviations from the mean: four standard ones. */
    static final double LIMIT = 4 * SIGMAS;

    private float mean;
    private float deviation;
    private float seen;

    /** How far from the mean a value counts, as long as deviations below {@code least} are taken for it. */
    double limit(double least) {
        return isKnown() ? LIMIT * Math.max(deviation, least) : Double.POSITIVE_INFINITY;
    }

    /** Learns a value as far as a limit; of the memory {@code rate} is replaced, or more while there are few. */
    void learn(double value, double rate, double limit) {
        double error = Math.max(-limit, Math.min(limit, value - mean));
        double gain = Math.max(rate, 1 / (seen + 1));
        if (seen == 0) {
            mean = (float) value;
        } else {
            mean += (float) (gain * error);
            deviation += (float) (gain * (Math.abs(error) - deviation));
        }
        seen = Math.min(seen + 1, 1 << 20);
    }

    boolean isKnown() {
        return seen >= FIRST;
    }

    double mean() {
        return mean;
    }

    /** Mean absolute deviation. */
    double deviation() {
        return deviation;
    }

    void write(BinaryWriter to) {
        StateForm.write(to, mean, deviation, seen);
    }

    static WinsorisedMean read(ByteBuffer from) {
        WinsorisedMean read = new WinsorisedMean();
        read.mean = StateForm.read(from);
        read.deviation = StateForm.read(from);
        read.seen = StateForm.read(from);
        return read;
    }
}
