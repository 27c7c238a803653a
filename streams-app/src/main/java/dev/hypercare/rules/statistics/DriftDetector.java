package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds slow drifts, and small shifts that stay, in residuals ({@link Expectation#residual}): a two-sided CUSUM adds up what exceeds an
 * allowance and speaks once when the sum passes a threshold; it is armed again when the last {@value #MEMORY} residuals are ordinary on
 * the average. Residuals have to come from a baseline that does not follow the drift: a frozen or seasonal one. A single outlier counts
 * as three standard deviations. State: about 150 bytes. Not thread-safe.
 */
public final class DriftDetector {
    /** Standard deviations a step that a residual may be off without adding up. */
    public static final double ALLOWANCE = 0.5;

    /** Of white noise the sum passes it once in about half a million steps. */
    public static final double THRESHOLD = 12;

    private static final int LAYOUT = 1;
    private static final int MEMORY = 30;
    private static final double OUTLIER = 3;

    /**
     * A drift that was found.
     *
     * @param up whether values rise above what was expected
     * @param since when the residuals began to add up, about, milliseconds since the epoch
     * @param slope the trend of the last 30 residuals, standard deviations a step (Theil-Sen: the median of all slopes)
     * @param level their median, standard deviations
     */
    public record Drift(boolean up, long since, double slope, double level) {}

    private final double allowance;
    private final double threshold;
    private final float[] memory = new float[MEMORY];
    private int seen;
    private float up;
    private float down;
    private long upSince;
    private long downSince;
    private boolean drifting;

    /** With the usual allowance and threshold. */
    public DriftDetector() {
        this(ALLOWANCE, THRESHOLD);
    }

    /** @param allowance half the shift, in standard deviations, that has to be found soonest */
    public DriftDetector(double allowance, double threshold) {
        this.allowance = allowance;
        this.threshold = threshold;
    }

    /**
     * Looks at the next residual; returns a drift once, when it is found. NaN is passed over.
     *
     * @param at its instant, milliseconds since the epoch
     */
    public @Nullable Drift observe(long at, double residual) {
        if (Double.isNaN(residual)) {
            return null;
        }
        double clipped = Math.max(-OUTLIER, Math.min(OUTLIER, residual));
        memory[seen % MEMORY] = (float) clipped;
        seen = seen + 1 < 2 * MEMORY ? seen + 1 : MEMORY; // stays on the same place of the memory
        if (drifting) {
            drifting = seen < MEMORY || Math.abs(mean()) >= allowance;
            return null;
        }
        upSince = up == 0 ? at : upSince;
        downSince = down == 0 ? at : downSince;
        up = (float) Math.max(0, up + clipped - allowance);
        down = (float) Math.max(0, down - clipped - allowance);
        if (up <= threshold && down <= threshold) {
            return null;
        }
        Drift drift = new Drift(up > down, up > down ? upSince : downSince, slope(), median(recent()));
        up = 0;
        down = 0;
        drifting = true;
        return drift;
    }

    /** Whether a drift was found and the residuals are not ordinary again. */
    public boolean isDrifting() {
        return drifting;
    }

    private double mean() {
        double sum = 0;
        for (float value : recent()) {
            sum += value;
        }
        return sum / Math.max(1, Math.min(seen, MEMORY));
    }

    /** The last residuals, the oldest first. */
    private float[] recent() {
        int n = Math.min(seen, MEMORY);
        float[] recent = new float[n];
        for (int i = 0; i < n; i++) {
            recent[i] = memory[(seen - n + i) % MEMORY];
        }
        return recent;
    }

    private double slope() {
        float[] values = recent();
        float[] slopes = new float[values.length * (values.length - 1) / 2];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                slopes[n++] = (values[j] - values[i]) / (j - i);
            }
        }
        return median(slopes);
    }

    private static double median(float[] values) {
        if (values.length == 0) {
            return 0;
        }
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2.0;
    }

    /** The binary form, without the allowance and the threshold. */
    public void write(BinaryWriter to) {
        to.raw(LAYOUT);
        to.raw(drifting ? 1 : 0);
        to.number(seen);
        to.number(upSince);
        to.number(downSince);
        StateForm.write(to, up, down);
        StateForm.write(to, memory);
    }

    /** Takes the state that another wrote. Error: {@link dev.hypercare.contract.measure.UnknownLayout}. */
    public DriftDetector restore(ByteBuffer from) {
        StateForm.expect(LAYOUT, from, "drift detectors");
        drifting = from.get() != 0;
        seen = Math.toIntExact(BinaryWriter.readNumber(from));
        upSince = BinaryWriter.readNumber(from);
        downSince = BinaryWriter.readNumber(from);
        up = StateForm.read(from);
        down = StateForm.read(from);
        StateForm.read(from, memory);
        return this;
    }
}
