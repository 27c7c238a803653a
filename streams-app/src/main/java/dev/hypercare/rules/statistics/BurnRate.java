package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How fast one series spends the error budget of one objective: calls and bad calls over every {@link BurnWindow} at once, and since the
 * go-live. An update costs the same whatever the windows hold; the binary state takes about 1 to 3 kB. Not thread-safe.
 */
public final class BurnRate {
    /** A pace has to be proven with this confidence, and by so many bad calls. */
    public static final double CONFIDENCE = 0.95;

    public static final int FEWEST_BAD = 3;

    private static final int LAYOUT = 1;
    private static final BurnWindow[] WINDOWS = BurnWindow.values();
    private static final BurnPair[] PAIRS = BurnPair.values();

    /**
     * What one window shows.
     *
     * @param calls calls in it
     * @param bad of these, how many missed the objective
     * @param rate bad / calls / budget: 1 is the pace that spends exactly the budget in its period; NaN without calls
     */
    public record Burn(long calls, long bad, double rate) {}

    /**
     * What is left of the budget of a period that began with the go-live, on the assumption that traffic stays as it was.
     *
     * @param spent 0 to 1, more when it is overspent
     * @param exhaustedAt when it will be spent at the pace of the last six hours, milliseconds since the epoch; the present when it is;
     *     null when it never will
     */
    public record Budget(double spent, @Nullable Long exhaustedAt) {}

    private final double budget;
    private final Map<Long, CountRing> rings = new LinkedHashMap<>();
    private final long[] first = new long[WINDOWS.length];
    private final long[] calls = new long[WINDOWS.length];
    private final long[] bad = new long[WINDOWS.length];
    private long end;
    private long goLive;
    private long callsSince;
    private long badSince;

    /**
     * @param target the share of calls that have to be good, such as 0.999; above 0, below 1
     * @param start event time of the first call, about, milliseconds since the epoch
     * @param goLive since when the budget is spent, milliseconds since the epoch
     */
    public BurnRate(double target, long start, long goLive) {
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException("target " + target + " (expected: above 0 and below 1, such as 0.999)");
        }
        this.budget = 1 - target;
        this.end = start;
        this.goLive = goLive;
        for (BurnWindow window : WINDOWS) {
            long step = window.stepMillis();
            int slots = (int) (window.millis() / step) + 1;
            // The longer of two windows with the same step comes later.
            rings.put(step, new CountRing(step, slots, Math.floorDiv(start - 1, step)));
            first[window.ordinal()] = window.firstSlot(start);
        }
    }

    /**
     * Adds calls that completed in a slice, which may be up to five minutes older than the newest one.
     *
     * @param at first instant of the slice, milliseconds since the epoch
     */
    public void add(long at, long moreCalls, long moreBad) {
        if (moreBad < 0 || moreBad > moreCalls) {
            throw new IllegalArgumentException(moreBad + " of " + moreCalls + " (expected: 0 to " + moreCalls + ")");
        }
        moveTo(at + 1);
        for (CountRing ring : rings.values()) {
            long slot = Math.floorDiv(at, ring.stepMillis());
            if (slot >= ring.oldest()) {
                long callsBefore = ring.calls(slot);
                long badBefore = ring.bad(slot);
                ring.add(slot, moreCalls, moreBad);
                grow(ring, slot, ring.calls(slot) - callsBefore, ring.bad(slot) - badBefore);
            }
        }
        if (at >= goLive) {
            callsSince += moreCalls;
            badSince += moreBad;
        }
    }

    /** What a slot cannot hold is not in the sums either, so that they come to nothing when it leaves. */
    private void grow(CountRing ring, long slot, long moreCalls, long moreBad) {
        for (BurnWindow window : WINDOWS) {
            int w = window.ordinal();
            if (window.stepMillis() == ring.stepMillis() && slot >= first[w]) {
                calls[w] += moreCalls;
                bad[w] += moreBad;
            }
        }
    }

    /** Moves the end of all windows to an instant, exclusive, milliseconds since the epoch; never back. */
    public void moveTo(long endMillis) {
        if (endMillis <= end) {
            return;
        }
        end = endMillis;
        for (BurnWindow window : WINDOWS) {
            CountRing ring = ring(window);
            int w = window.ordinal();
            long begins = window.firstSlot(end);
            long last = Math.min(begins, ring.newest() + 1);
            for (long gone = Math.max(first[w], ring.oldest()); gone < last; gone++) {
                calls[w] -= ring.calls(gone);
                bad[w] -= ring.bad(gone);
            }
            first[w] = Math.max(first[w], begins);
        }
        rings.values().forEach(ring -> ring.moveTo(Math.floorDiv(end - 1, ring.stepMillis())));
    }

    /** What a window shows that ends now. */
    public Burn burn(BurnWindow window) {
        long n = calls[window.ordinal()];
        long k = bad[window.ordinal()];
        return new Burn(n, k, (double) k / n / budget);
    }

    /** The pace that a window proves at a confidence: the lower bound of what {@link Burn#rate} estimates; 0 without calls. */
    public double proven(BurnWindow window, double confidence) {
        return RatioBound.lower(bad[window.ordinal()], calls[window.ordinal()], confidence) / budget;
    }

    /** Whether both windows of a pair prove more than a factor; with the usual confidence and fewest bad calls. */
    public boolean burns(BurnPair pair, double factor) {
        return burns(pair.longer(), pair.shorter(), factor, CONFIDENCE, FEWEST_BAD);
    }

    /**
     * Whether both windows prove more than a factor, so that 1 bad call of 10 pages nobody.
     *
     * @param factor times the pace that spends exactly the budget in its period
     * @param confidence 0.5 to below 1
     * @param fewestBad so many bad calls have to be in the longer window
     */
    public boolean burns(BurnWindow longer, BurnWindow shorter, double factor, double confidence, long fewestBad) {
        return bad[longer.ordinal()] >= fewestBad
                && isAbove(shorter, factor, confidence)
                && isAbove(longer, factor, confidence);
    }

    private boolean isAbove(BurnWindow window, double factor, double confidence) {
        int w = window.ordinal();
        return RatioBound.isAbove(bad[w], calls[w], factor * budget, confidence);
    }

    /** The first pair that burns faster than its factor for a period; null for none. */
    public @Nullable BurnPair burning(Duration period) {
        for (BurnPair pair : PAIRS) {
            if (burns(pair, pair.factor(period))) {
                return pair;
            }
        }
        return null;
    }

    /** The budget of a period that began with the go-live. */
    public Budget budget(Duration period) {
        double spent = callsSince == 0 ? 0 : spent(period);
        if (spent >= 1) {
            return new Budget(spent, end);
        }
        Burn recent = end - goLive < BurnWindow.SIX_HOURS.millis()
                ? new Burn(callsSince, badSince, (double) badSince / callsSince / budget)
                : burn(BurnWindow.SIX_HOURS);
        if (recent.bad() == 0) {
            return new Budget(spent, null);
        }
        double millis = (1 - spent) / recent.rate() * period.toMillis();
        return new Budget(spent, end + (long) Math.ceil(millis));
    }

    private double spent(Duration period) {
        return (double) badSince / callsSince / budget * (end - goLive) / period.toMillis();
    }

    /** Sets another go-live: what was counted before it is forgotten; of the time before the old one up to three days are known. */
    public void goLive(long millis) {
        if (millis == goLive) {
            return;
        }
        goLive = millis;
        callsSince = 0;
        badSince = 0;
        CountRing ring = ring(BurnWindow.THREE_DAYS);
        for (long slot = ring.oldest(); slot <= ring.newest(); slot++) {
            if ((slot + 1) * ring.stepMillis() > goLive) {
                callsSince += ring.calls(slot);
                badSince += ring.bad(slot);
            }
        }
    }

    /** Since when the budget is spent, milliseconds. */
    public long goLive() {
        return goLive;
    }

    /** Bad calls since then. */
    public long badSince() {
        return badSince;
    }

    private CountRing ring(BurnWindow window) {
        CountRing ring = rings.get(window.stepMillis());
        if (ring == null) {
            throw new IllegalStateException("every window has a ring");
        }
        return ring;
    }

    /** The binary form; what a new one of the same target reads back. */
    public void write(BinaryWriter to) {
        to.raw(LAYOUT);
        to.number(end);
        to.number(goLive);
        to.number(callsSince);
        to.number(badSince);
        rings.values().forEach(ring -> ring.write(to));
    }

    /**
     * The inverse of {@link #write}. Error: {@link dev.hypercare.contract.measure.UnknownLayout}.
     *
     * @param target as it was
     */
    public static BurnRate read(ByteBuffer from, double target) {
        StateForm.expect(LAYOUT, from, "burn rates");
        BurnRate rate = new BurnRate(target, BinaryWriter.readNumber(from), BinaryWriter.readNumber(from));
        rate.callsSince = BinaryWriter.readNumber(from);
        rate.badSince = BinaryWriter.readNumber(from);
        for (CountRing ring : rate.rings.values()) {
            ring.read(from);
        }
        for (BurnWindow window : WINDOWS) {
            rate.sum(window);
        }
        return rate;
    }

    private void sum(BurnWindow window) {
        CountRing ring = ring(window);
        for (long slot = Math.max(ring.oldest(), first[window.ordinal()]); slot <= ring.newest(); slot++) {
            calls[window.ordinal()] += ring.calls(slot);
            bad[window.ordinal()] += ring.bad(slot);
        }
    }
}
