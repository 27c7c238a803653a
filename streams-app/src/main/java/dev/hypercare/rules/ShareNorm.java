package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.Cycle;
import dev.hypercare.rules.statistics.SeasonalShare;
import dev.hypercare.rules.statistics.StateForm;
import dev.hypercare.rules.statistics.Surprise;
import dev.hypercare.rules.statistics.Tails;
import java.nio.ByteBuffer;

/**
 * Which share of the calls is ordinarily of some kind, such as failed. It is known from calls, too, so it is a distribution and not a number;
 * where minutes differ by more than chance allows, counts are taken for as much fewer. Not thread-safe.
 */
final class ShareNorm implements Norm {
    /** Below so many calls, and minutes, nothing is known. */
    private static final double ENOUGH = 100;

    private static final double MINUTES = 10;
    /** Where so many are expected, there are hardly ever few. */
    private static final double SHOWS = 8;
    /** What is below this is not worth a better look, nats. */
    private static final double NEAR = 5;
    /** However much was learned: a share wavers by an eighth by itself. */
    private static final double MOST_HITS = 64;
    /** How minutes differ is taken for chance, until so many hits said otherwise. */
    private static final double DOUBT = 20;

    private static final double FADE = 1 - 1.0 / 240;

    private final Tally part;
    private final Tally whole;
    private final SeasonalShare share;
    private Reluctance reluctance = new Reluctance();
    private float learned;
    private float minutes;
    /** Squares of how far minutes were off, and what chance would make of that; both fade. */
    private float squares;

    private float expectedSquares;

    /** What the ordinary share is known from, at the instant asked for last. */
    private double hits;

    private double misses;
    private long knownAt = Long.MIN_VALUE;

    /**
     * Knows nothing.
     *
     * @param part how many are of the kind
     * @param whole of how many
     */
    ShareNorm(Tally part, Tally whole) {
        this(part, whole, new SeasonalShare(Cycle.DAY_TYPE, STEP_MILLIS));
    }

    private ShareNorm(Tally part, Tally whole, SeasonalShare share) {
        this.part = part;
        this.whole = whole;
        this.share = share;
    }

    static ShareNorm read(Tally part, Tally whole, ByteBuffer from) {
        ShareNorm read = new ShareNorm(part, whole, SeasonalShare.read(from));
        read.reluctance = Reluctance.read(from);
        read.learned = StateForm.read(from);
        read.minutes = StateForm.read(from);
        read.squares = StateForm.read(from);
        read.expectedSquares = StateForm.read(from);
        return read;
    }

    @Override
    public void learn(Kpis minute, long at) {
        long n = whole.in(minute);
        long k = Math.min(n, part.in(minute));
        if (n == 0) {
            return;
        }
        if (isKnown()) {
            if (reluctance.refuses(surprise(k, n, at), at)) {
                return;
            }
            double p = hits / (hits + misses);
            squares = (float) (FADE * squares + (k - n * p) * (k - n * p));
            expectedSquares = (float) (FADE * expectedSquares + n * p * (1 - p));
        }
        boolean known = isKnown();
        share.learn(at, k, n);
        learned = (float) Math.min(1e9, learned + n);
        minutes = Math.min(1e6f, minutes + 1);
        if (!known && isKnown()) {
            reluctance.begin(at);
        }
        knownAt = Long.MIN_VALUE;
    }

    /** How many times as much as by chance alone minutes differ; at least 1. */
    private double dispersion() {
        return Math.max(1, (DOUBT + squares) / (DOUBT + expectedSquares));
    }

    private void ask(long at) {
        if (knownAt != at) {
            double[] known = share.known(at);
            double counted = Math.min(1, MOST_HITS / known[0]);
            hits = counted * known[0];
            misses = counted * known[1];
            knownAt = at;
        }
    }

    @Override
    public double surprise(Counts window, long at) {
        long k = window.of(part);
        return k == 0 ? 0 : surprise(k, Math.max(k, window.of(whole)), at);
    }

    private double surprise(long k, long n, long at) {
        ask(at);
        double p = hits / (hits + misses);
        if (k <= n * p) {
            return 0;
        }
        double weight = 1 / dispersion();
        double about = Surprise.atLeast(k * weight, n * weight, p);
        return about < NEAR ? about : Tails.shareAtLeast(k * weight, n * weight, hits, misses);
    }

    @Override
    public boolean isSeen(Counts window) {
        return window.of(part) > 0;
    }

    @Override
    public double seen(Counts window) {
        long n = window.of(whole);
        return n == 0 ? Double.NaN : (double) window.of(part) / n;
    }

    @Override
    public double ordinary(long windowMillis, long at) {
        ask(at);
        return hits / (hits + misses);
    }

    @Override
    public boolean shows(double times, Counts window, long at) {
        return times * ordinary(window.millis(), at) * window.of(whole) >= SHOWS;
    }

    @Override
    public long since() {
        return reluctance.calmSince();
    }

    @Override
    public boolean isKnown() {
        return learned >= ENOUGH && minutes >= MINUTES;
    }

    @Override
    public void write(BinaryWriter to) {
        share.write(to);
        reluctance.write(to);
        StateForm.write(to, learned, minutes, squares, expectedSquares);
    }
}
