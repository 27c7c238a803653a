package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.StateForm;
import java.nio.ByteBuffer;

/**
 * How much a call has on average, such as bytes of the response, taken for a gamma distribution as wide as minutes show it. Of less that bound is
 * safe, because little is seldom nothing; of more it is cut to a half, because one call may have as much as thirty. Not thread-safe.
 */
final class MeanNorm implements Norm {
    /** Calls, and minutes. */
    private static final int ENOUGH = 50;

    private static final int MINUTES = 10;
    private static final float FADE = 1 - 1 / 60f;
    /** The ordinary wavers by so much. */
    private static final double WAVERS = 1.05;
    /** A minute counts as far as so many times its ordinary spread. */
    private static final double OUTLIER = 16;

    private static final double HEAVY = 0.5;
    /** Fewer calls than this never prove that there is more. */
    private static final int FEWEST = 3;

    private static final int SHOWS = 20;

    private final Tally amount;
    private final Tally number;
    private final boolean more;
    private Reluctance reluctance = new Reluctance();
    private float minutes;
    /** Of the last hour. */
    private float calls;

    private float sum;
    /** The square of the relative spread of one call: it begins with that of an exponential distribution. */
    private float spread = 1;

    /**
     * Knows nothing.
     *
     * @param amount how much there is
     * @param number over how many calls
     * @param more whether more than is ordinary surprises; otherwise less does
     */
    MeanNorm(Tally amount, Tally number, boolean more) {
        this.amount = amount;
        this.number = number;
        this.more = more;
    }

    static MeanNorm read(Tally amount, Tally number, boolean more, ByteBuffer from) {
        MeanNorm read = new MeanNorm(amount, number, more);
        read.reluctance = Reluctance.read(from);
        read.minutes = StateForm.read(from);
        read.calls = StateForm.read(from);
        read.sum = StateForm.read(from);
        read.spread = StateForm.read(from);
        return read;
    }

    @Override
    public void learn(Kpis minute, long at) {
        long n = number.in(minute);
        long all = amount.in(minute);
        if (n == 0) {
            return;
        }
        if (isKnown() && reluctance.refuses(surprise(all, n), at)) {
            return;
        }
        if (sum > 0) {
            double off = (double) all / n / mean() - 1;
            double square = Math.min(OUTLIER * spread, n * off * off);
            spread += (float) ((square - spread) / Math.min(60, minutes + 10));
        }
        boolean known = isKnown();
        calls = FADE * calls + n;
        sum = FADE * sum + all;
        minutes = Math.min(1e6f, minutes + 1);
        if (!known && isKnown()) {
            reluctance.begin(at);
        }
    }

    private double mean() {
        return sum / calls;
    }

    @Override
    public double surprise(Counts window, long at) {
        long n = window.of(number);
        return n == 0 ? 0 : surprise(window.of(amount), n);
    }

    private double surprise(long all, long n) {
        if (sum <= 0 || more && n < FEWEST) {
            return 0;
        }
        double unsure = WAVERS + 2 * Math.sqrt(spread / calls);
        double ratio = (double) all / n / mean();
        double times = more ? ratio / unsure : ratio * unsure;
        if (more ? times <= 1 : times >= 1) {
            return 0;
        }
        double nats = n * (times - 1 - Math.log(Math.max(1e-6, times))) / Math.max(0.05, spread);
        return more ? HEAVY * nats : nats;
    }

    @Override
    public double seen(Counts window) {
        long n = window.of(number);
        return n == 0 ? Double.NaN : (double) window.of(amount) / n;
    }

    @Override
    public double ordinary(long windowMillis, long at) {
        return calls == 0 ? Double.NaN : mean();
    }

    @Override
    public boolean shows(double times, Counts window, long at) {
        return window.of(number) >= SHOWS;
    }

    @Override
    public long since() {
        return reluctance.calmSince();
    }

    @Override
    public boolean isKnown() {
        return calls >= ENOUGH && minutes >= MINUTES;
    }

    @Override
    public void write(BinaryWriter to) {
        reluctance.write(to);
        StateForm.write(to, minutes, calls, sum, spread);
    }
}
