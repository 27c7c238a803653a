package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * Says when residuals ({@link Expectation#residual}) begin to be unusual, upwards or downwards, and says so once: an onset is where the
 * likelihood passes a threshold after it did not for a while. State: about 40 bytes. Not thread-safe.
 */
public final class OnsetDetector {
    private static final int LAYOUT = 1;

    private final int rearm;
    private final double threshold;
    private final Likelihood likelihood;
    /** Residuals since the last one above the threshold. */
    private int calm;

    private double unusual;

    /** With the usual settings, for residuals of a baseline that is known: it speaks from the first one. */
    public OnsetDetector() {
        this(AnomalyDetector.Settings.USUAL, true);
    }

    /** @param primed whether residuals are taken for normal ones until it is seen how they are */
    OnsetDetector(AnomalyDetector.Settings settings, boolean primed) {
        this.rearm = settings.rearm();
        this.threshold = settings.threshold();
        this.likelihood = new Likelihood(settings.smoothing(), primed);
        this.calm = settings.rearm();
    }

    /** Looks at the next residual, standard deviations; returns whether an anomaly begins. NaN is passed over. */
    public boolean observe(double residual) {
        if (Double.isNaN(residual)) {
            return false;
        }
        unusual = likelihood.observe(residual);
        if (unusual < threshold) {
            calm = Math.min(calm + 1, rearm);
            return false;
        }
        boolean onset = calm >= rearm;
        calm = 0;
        return onset;
    }

    /** How unusual the last residuals are for this series, in standard deviations; 0 before there were any. */
    public double likelihood() {
        return unusual;
    }

    /** Whether it is armed: no residual was unusual for a while. */
    public boolean isArmed() {
        return calm >= rearm;
    }

    /** The binary form, without the settings. */
    public void write(BinaryWriter to) {
        to.raw(LAYOUT);
        to.number(calm);
        to.real(unusual);
        likelihood.write(to);
    }

    /** Takes the state that another of the same settings wrote. Error: {@link dev.hypercare.contract.measure.UnknownLayout}. */
    public OnsetDetector restore(ByteBuffer from) {
        StateForm.expect(LAYOUT, from, "onset detectors");
        calm = Math.toIntExact(BinaryWriter.readNumber(from));
        unusual = StateForm.readReal(from);
        likelihood.read(from);
        return this;
    }
}
