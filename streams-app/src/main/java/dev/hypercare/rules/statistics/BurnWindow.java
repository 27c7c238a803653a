package dev.hypercare.rules.statistics;

/** The windows that a {@link BurnRate} keeps. Each holds all calls of its length and at most one step more. */
public enum BurnWindow {
    FIVE_MINUTES(5, 10),
    HALF_HOUR(30, 60),
    HOUR(60, 60),
    TWO_HOURS(120, 300),
    SIX_HOURS(360, 300),
    DAY(1440, 1800),
    THREE_DAYS(4320, 1800);

    private final long millis;
    private final long stepMillis;

    BurnWindow(int minutes, int stepSeconds) {
        millis = minutes * 60_000L;
        stepMillis = stepSeconds * 1000L;
    }

    /** Length, milliseconds. */
    public long millis() {
        return millis;
    }

    /** What leaves at once, milliseconds. */
    long stepMillis() {
        return stepMillis;
    }

    /** The slot that the window begins with when it ends at an instant, exclusive. */
    long firstSlot(long endMillis) {
        return Math.floorDiv(endMillis - millis, stepMillis);
    }
}
