package dev.hypercare.rules.statistics;

/**
 * What repeats: a day, a day of work or of the weekend, a week. Each has a slot an hour, in UTC; a value belongs to the two slots whose
 * middles it lies between, by its distance, so that an expectation never jumps from one slot to the next.
 */
public enum Cycle {
    DAY(24),
    /** Hours of working days, then hours of Saturdays and Sundays. */
    DAY_TYPE(48),
    WEEK(168);

    /** Milliseconds. */
    public static final long HOUR = 3_600_000;

    private static final int DAY_HOURS = 24;
    private static final int WEEK_DAYS = 7;
    /** The epoch was a Thursday: so many days after a Sunday. */
    private static final int EPOCH_DAY = 4;

    private final int slots;

    Cycle(int slots) {
        this.slots = slots;
    }

    /** How many hours it tells apart. */
    public int slots() {
        return slots;
    }

    /** The hour since the epoch whose middle is the last one before or at an instant. */
    static long hourBefore(long at) {
        return Math.floorDiv(at - HOUR / 2, HOUR);
    }

    /** How far an instant is from the middle of {@link #hourBefore} on the way to the next one, 0 to below 1. */
    static double way(long at) {
        return (double) Math.floorMod(at - HOUR / 2, HOUR) / HOUR;
    }

    /** The slot of an hour since the epoch. */
    public int slot(long hour) {
        int ofDay = (int) Math.floorMod(hour, (long) DAY_HOURS);
        long ofWeek = Math.floorMod(Math.floorDiv(hour, (long) DAY_HOURS) + EPOCH_DAY, (long) WEEK_DAYS);
        return switch (this) {
            case DAY -> ofDay;
            case DAY_TYPE -> ofWeek == 0 || ofWeek == WEEK_DAYS - 1 ? DAY_HOURS + ofDay : ofDay;
            case WEEK -> (int) ofWeek * DAY_HOURS + ofDay;
        };
    }
}
