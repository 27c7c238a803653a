package dev.hypercare.kpi;

/**
 * How long calls of one gateway are waited for in one partition: no longer than the configuration says, and less where they have come
 * sooner all the time lately. What it knows comes from calls and ticks in the order of the partition alone. Not thread-safe.
 */
public final class LearnedPatience {
    /** What is usual is what was so in the period before and in this one; so a hiccup is remembered for half an hour to an hour. */
    static final long PERIOD_MILLIS = 1_800_000;

    /** A gateway has to have been heard for so long before anything is usual. */
    private static final long SHORTEST_MILLIS = PERIOD_MILLIS / 2;

    /** A period with fewer calls tells nothing. */
    static final int ENOUGH = 100;

    /** A gateway is out of order by a little more now and then; a call that is, corrects its KPIs. */
    static final double LATENESS_TIMES = 1.25;

    static final long LEAST_LATENESS = 200;

    /** Whatever comes between, a queue or a broker, stops for a moment now and then, and that should not look like silence. */
    static final double LAG_TIMES = 2;

    static final long LEAST_LAG = 2_000;

    private static final int NUMBERS = 8;

    private final long mostLateness;
    private final long mostLag;
    private final boolean learns;

    /** The first tick after its first call. */
    private long since = Watermarks.NONE;

    private long period = Watermarks.NONE;
    private long calls;
    private long behind;
    private long lag;
    private long callsBefore;
    private long behindBefore;
    private long lagBefore;

    private long lateness;
    private long maxLag;

    public LearnedPatience(KpiConfig.Patience most) {
        mostLateness = most.lateness().toMillis();
        mostLag = most.maxLag().toMillis();
        learns = most.learn();
        settle();
    }

    /**
     * A call came. One that not even the longest patience waits for tells nothing.
     *
     * @param behindNewest how far it lies behind the newest call of the gateway, milliseconds
     * @param behindTick how far it lies behind the newest tick, milliseconds; negative where it is ahead
     */
    public void call(long behindNewest, long behindTick) {
        calls++;
        boolean moved = false;
        if (behindNewest > behind && behindNewest <= mostLateness) {
            behind = behindNewest;
            moved = true;
        }
        if (behindTick > lag && behindTick <= mostLag) {
            lag = behindTick;
            moved = true;
        }
        if (moved) {
            settle();
        }
    }

    /** Time has come so far, by a tick: an instant, milliseconds. */
    public void time(long tick) {
        long present = Math.floorDiv(tick, PERIOD_MILLIS);
        if (since == Watermarks.NONE) {
            since = tick;
            period = present;
        } else if (present > period) {
            boolean next = present == period + 1 && tick - since >= SHORTEST_MILLIS;
            callsBefore = next ? calls : 0;
            behindBefore = next ? behind : 0;
            lagBefore = next ? lag : 0;
            period = present;
            calls = 0;
            behind = 0;
            lag = 0;
            settle();
        }
    }

    private void settle() {
        boolean knows = learns && callsBefore >= ENOUGH;
        lateness = knows
                ? least(mostLateness, LEAST_LATENESS, LATENESS_TIMES * Math.max(behind, behindBefore))
                : mostLateness;
        maxLag = knows ? least(mostLag, LEAST_LAG, LAG_TIMES * Math.max(lag, lagBefore)) : mostLag;
        maxLag = Math.max(maxLag, lateness);
    }

    private static long least(long most, long least, double usual) {
        return Math.min(most, Math.max(least, Math.round(usual)));
    }

    /** How far its calls may be out of order before they are late, milliseconds. */
    public long lateness() {
        return lateness;
    }

    /** How long after the fact its calls may arrive before they are not waited for any more, milliseconds. */
    public long maxLag() {
        return maxLag;
    }

    /** What to store, for {@link #restore}. */
    long[] numbers() {
        return new long[] {since, period, calls, behind, lag, callsBefore, behindBefore, lagBefore};
    }

    /** Takes up what was stored, from a place in an array on; nothing where it ends there, as it did before anything was learned. */
    void restore(long[] stored, int from) {
        if (stored.length < from + NUMBERS) {
            return;
        }
        since = stored[from];
        period = stored[from + 1];
        calls = stored[from + 2];
        behind = stored[from + 3];
        lag = stored[from + 4];
        callsBefore = stored[from + 5];
        behindBefore = stored[from + 6];
        lagBefore = stored[from + 7];
        settle();
    }
}
