package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.Cycle;
import dev.hypercare.rules.statistics.Expectation;
import dev.hypercare.rules.statistics.Scale;
import dev.hypercare.rules.statistics.SeasonalBaseline;
import dev.hypercare.rules.statistics.StateForm;
import dev.hypercare.rules.statistics.Tails;
import java.nio.ByteBuffer;

/**
 * How many calls come in a minute ordinarily, by the last quarter of an hour, and by the hour where that was learned, and how much that wavers
 * by itself: a count is surprising only beyond both. Not thread-safe.
 */
final class CallPace implements Norm {
    private static final int ENOUGH = 15;
    /** So many minutes tell how long a silence of what is called all the time can be. */
    private static final int SOON = 5;
    /** Minutes that are remembered, of the pace and of how it wavers. */
    private static final double MEMORY = 15;

    private static final float FADE = 1 - 1 / 60f;
    /** It wavers by at least 5 %, and by 10 % until so many minutes told. */
    private static final double LEAST = 0.05 * 0.05;

    private static final double FIRST = 0.1 * 0.1;
    private static final double DOUBT = 10;
    private static final double MOST = 4;
    private static final double LIMIT = 4;
    /** From here on the hour of the day is known. */
    private static final double LEARNED = 0.99;

    private final boolean more;
    private final SeasonalBaseline season;
    private Reluctance reluctance = new Reluctance();
    private float minutes;
    private float mean;
    /** By how much the squares of errors exceed what chance makes of them, and the squares of means; both fade. */
    private float excess;

    private float squares;

    /** @param more whether more calls than ordinary surprise; otherwise fewer do */
    CallPace(boolean more) {
        this(more, new SeasonalBaseline(Scale.COUNT, Cycle.DAY_TYPE, STEP_MILLIS));
    }

    private CallPace(boolean more, SeasonalBaseline season) {
        this.more = more;
        this.season = season;
    }

    static CallPace read(boolean more, ByteBuffer from) {
        CallPace read = new CallPace(more, SeasonalBaseline.read(from));
        read.reluctance = Reluctance.read(from);
        read.minutes = StateForm.read(from);
        read.mean = StateForm.read(from);
        read.excess = StateForm.read(from);
        read.squares = StateForm.read(from);
        return read;
    }

    @Override
    public void learn(Kpis minute, long at) {
        learn(minute.calls(), at);
    }

    /** Learns how many calls came in a minute that ends at an instant. */
    void learn(long calls, long at) {
        if (isKnown() && reluctance.refuses(surprise(calls, STEP_MILLIS, at, calls > mean), at)) {
            return;
        }
        season.learn(at, calls);
        double error = calls - mean;
        if (minutes > 0) {
            double limit = LIMIT * Math.sqrt(mean + wavers() * mean * mean) + 2;
            double gain = Math.max(1 / MEMORY, 1 / (minutes + 1.0));
            error = minutes < ENOUGH ? error : Math.max(-limit, Math.min(limit, error));
            excess = (float) (FADE * excess + error * error - mean);
            squares = FADE * squares + mean * mean;
            mean += (float) (gain * error);
        } else {
            mean = calls;
        }
        boolean known = isKnown();
        minutes = Math.min(1e6f, minutes + 1);
        if (!known && isKnown()) {
            reluctance.begin(at);
        }
    }

    /** The square of how much the pace wavers, as a part of it. */
    private double wavers() {
        double doubt = DOUBT * mean * mean;
        double square = mean <= 0 ? FIRST : (excess + doubt * FIRST) / (squares + doubt);
        return Math.min(MOST, Math.max(LEAST, square));
    }

    /** How many calls come in a minute ordinarily; where the hour of the day says something else, the one that surprises less. */
    double perMinute(long at) {
        return expected(at, more);
    }

    private double expected(long at, boolean most) {
        Expectation ofHour = season.expected(at);
        if (ofHour.learned() < LEARNED) {
            return mean;
        }
        return most ? Math.max(mean, ofHour.value()) : Math.min(mean, ofHour.value());
    }

    /** How surprising it is that so many calls come in so long, nats; 0 in the other direction. */
    private double surprise(long calls, long millis, long at, boolean upwards) {
        double perMinute = expected(at, upwards);
        double ordinary = perMinute * millis / STEP_MILLIS;
        if (upwards ? calls <= ordinary : calls >= ordinary) {
            return 0;
        }
        double wavers = wavers();
        // Of the last quarter of an hour, or the minutes so far, no more is known than their calls tell.
        double unknown = (1 / Math.max(0.5, perMinute) + wavers) / (2 * Math.max(1, Math.min(MEMORY, minutes)));
        return Tails.count(calls, ordinary, 1 / (wavers + unknown));
    }

    /** The same in the direction that surprises. */
    double surprise(long calls, long millis, long at) {
        return surprise(calls, millis, at, more);
    }

    @Override
    public double surprise(Counts window, long at) {
        return surprise(window.of(Tally.CALLS), window.millis(), at, more);
    }

    @Override
    public double seen(Counts window) {
        return window.of(Tally.CALLS);
    }

    @Override
    public double ordinary(long windowMillis, long at) {
        return perMinute(at) * windowMillis / STEP_MILLIS;
    }

    @Override
    public boolean shows(double times, Counts window, long at) {
        double ordinary = ordinary(window.millis(), at);
        double far = times - 1;
        return far * far * ordinary >= 9 * (1 + wavers() * ordinary);
    }

    @Override
    public long since() {
        return reluctance.calmSince();
    }

    @Override
    public boolean isKnown() {
        return minutes >= ENOUGH;
    }

    /** Whether a silence can be judged, though a change of pace cannot yet. */
    boolean isKnownSoon() {
        return minutes >= SOON;
    }

    @Override
    public void write(BinaryWriter to) {
        season.write(to);
        reluctance.write(to);
        StateForm.write(to, minutes, mean, excess, squares);
    }
}
