package dev.hypercare.rules.statistics;

import java.time.Duration;

/**
 * The usual pairs of windows for an objective: the long one says that it matters, the short one that it still goes on. The factor is
 * the pace that spends a share of the error budget within the long window.
 */
public enum BurnPair {
    HOUR(BurnWindow.HOUR, BurnWindow.FIVE_MINUTES, 0.02),
    SIX_HOURS(BurnWindow.SIX_HOURS, BurnWindow.HALF_HOUR, 0.05),
    DAY(BurnWindow.DAY, BurnWindow.TWO_HOURS, 0.10),
    THREE_DAYS(BurnWindow.THREE_DAYS, BurnWindow.SIX_HOURS, 0.10);

    private final BurnWindow longer;
    private final BurnWindow shorter;
    private final double share;

    BurnPair(BurnWindow longer, BurnWindow shorter, double share) {
        this.longer = longer;
        this.shorter = shorter;
        this.share = share;
    }

    public BurnWindow longer() {
        return longer;
    }

    public BurnWindow shorter() {
        return shorter;
    }

    /** The part of the period's budget that is spent in the long window at the factor. */
    public double share() {
        return share;
    }

    /**
     * How many times the sustainable pace: 14.4, 6, 3 and 1 for a period of 30 days; less for a shorter one, but never less than 1,
     * because a pace that the budget lasts for is no breach.
     */
    public double factor(Duration period) {
        return Math.max(1, share * period.toMillis() / longer.millis());
    }
}
