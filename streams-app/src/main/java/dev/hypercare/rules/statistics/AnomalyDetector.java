package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * Finds where a series stops to be as usual, upwards or downwards, and says so once. Four steps, each of which can be left out:
 *
 * <ol>
 *   <li>a residual: how many standard deviations a value is off from what is usual lately and, once that is known, at this hour of such
 *       a day;
 *   <li>winsorised learning, so that an outage does not become usual;
 *   <li>a likelihood: the mean of the last residuals against what it is in the long run, so that a series that is always restless has
 *       to do more;
 *   <li>an onset: the likelihood passes a threshold after it did not for a while.
 * </ol>
 *
 * <p>The state takes about 0.7 kB. Not thread-safe.
 */
public final class AnomalyDetector {
    private static final int LAYOUT = 1;
    /** What a value replaces of the memory of the level. */
    private static final double LEVEL_RATE = 0.01;
    /** The season speaks when a slot was visited so often. */
    private static final double VISITS = 2;
    /** What a value replaces of the memory of how far off the level and the season were. */
    private static final double ERROR_RATE = 0.002;

    private static final int LONG_AGO = 1 << 20;
    /** No value was further off than so many standard deviations. */
    private static final double OUTLIER = 4;

    /**
     * How it looks.
     *
     * @param seasonal whether it learns the hours of a day
     * @param winsorised whether what it learns of a value is limited to about four standard deviations
     * @param smoothing how many residuals make a likelihood; 1 takes the residual itself
     * @param rearm after so many values below the threshold the next one above is an onset; 0 makes every value above one
     * @param threshold likelihood of an onset
     */
    public record Settings(boolean seasonal, boolean winsorised, int smoothing, int rearm, double threshold) {
        /** What the rules use; docs/reference/anomalies.md says what each is worth. */
        public static final Settings USUAL = new Settings(true, true, 4, 100, 3);
    }

    /**
     * What was seen of a value.
     *
     * @param residual standard deviations off what is usual, positive above; 0 while nothing is known
     * @param likelihood how unusual the last residuals are for this series, in standard deviations
     * @param onset whether an anomaly begins
     */
    public record Sight(double residual, double likelihood, boolean onset) {}

    private final Scale scale;
    private final Settings settings;
    private final SlotEstimates slots;
    private final OnsetDetector onsets;
    private WinsorisedMean level = new WinsorisedMean();
    private float levelError;
    private float seasonError;
    private int compared;

    /**
     * @param scale of the values
     * @param stepMillis usual time between two values, milliseconds
     */
    public AnomalyDetector(Scale scale, long stepMillis, Settings settings) {
        this.scale = scale;
        this.settings = settings;
        this.slots = new SlotEstimates(Cycle.DAY_TYPE, stepMillis, false);
        this.onsets = new OnsetDetector(settings, false);
    }

    /**
     * Looks at the next value and learns from it; one that is not a number or not finite is passed over.
     *
     * @param at its instant, milliseconds since the epoch
     */
    public Sight observe(long at, double value) {
        if (!Double.isFinite(value)) {
            return new Sight(0, onsets.likelihood(), false);
        }
        double scaled = scale.of(value);
        double residual = residual(at, scaled);
        learn(at, scaled);
        boolean onset = onsets.observe(residual);
        return new Sight(residual, onsets.likelihood(), onset);
    }

    /** Off what was expected; where the season is known, what each of the two was right about of late decides how much it counts. */
    private double residual(long at, double value) {
        if (!level.isKnown()) {
            return 0;
        }
        double least = least();
        double spread = Math.max(least, level.deviation() * WinsorisedMean.SIGMAS);
        double lately = (value - level.mean()) / spread;
        if (!settings.seasonal() || slots.learned(at, VISITS) < 1) {
            return lately;
        }
        double error = value - slots.mean(at);
        double thisHour = error / Math.max(least, slots.deviation(at) * WinsorisedMean.SIGMAS);
        double trust = trust(least);
        learnErrors(Math.abs(value - level.mean()), Math.abs(error), OUTLIER * spread);
        return trust * thisHour + (1 - trust) * lately;
    }

    /** The part of the season in a mean of both that is weighted by precision. */
    private double trust(double least) {
        double ofSeason = square(levelError) + square(least);
        double ofLevel = square(seasonError) + square(least);
        return ofSeason / (ofSeason + ofLevel);
    }

    private void learnErrors(double ofLevel, double ofSeason, double limit) {
        double gain = Math.max(ERROR_RATE, 1 / (compared + 1.0));
        levelError += (float) (gain * (Math.min(limit, ofLevel) - levelError));
        seasonError += (float) (gain * (Math.min(limit, ofSeason) - seasonError));
        compared = Math.min(compared + 1, LONG_AGO);
    }

    private static double square(double x) {
        return x * x;
    }

    private double least() {
        return scale.leastDeviation(level.mean());
    }

    private void learn(long at, double value) {
        double least = least() / WinsorisedMean.SIGMAS;
        boolean limited = settings.winsorised();
        if (settings.seasonal()) {
            slots.learn(at, value, limited ? slots.limit(at, least) : Double.POSITIVE_INFINITY);
        }
        level.learn(value, LEVEL_RATE, limited ? level.limit(least) : Double.POSITIVE_INFINITY);
    }

    /** The binary form, without the settings. */
    public void write(BinaryWriter to) {
        to.raw(LAYOUT);
        to.number(compared);
        StateForm.write(to, levelError, seasonError);
        level.write(to);
        onsets.write(to);
        slots.write(to);
    }

    /** Takes the state that another of the same settings wrote. Error: {@link dev.hypercare.contract.measure.UnknownLayout}. */
    public AnomalyDetector restore(ByteBuffer from) {
        StateForm.expect(LAYOUT, from, "anomaly detectors");
        compared = Math.toIntExact(BinaryWriter.readNumber(from));
        levelError = StateForm.read(from);
        seasonError = StateForm.read(from);
        level = WinsorisedMean.read(from);
        onsets.restore(from);
        slots.read(from);
        return this;
    }
}
