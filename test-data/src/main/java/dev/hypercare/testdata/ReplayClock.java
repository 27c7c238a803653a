package dev.hypercare.testdata;

/**
 * Maps the wall clock to the event time of a replay that ends now: recorded times are moved so that the last one falls on the
 * instant at which the replay ends; before, event time runs {@code speed} times as fast as the wall clock, afterwards it is the wall
 * clock. All times are epoch milliseconds.
 *
 * @param recordedFrom where the replayed part begins, recorded time
 * @param recordedTo where it ends, recorded time
 * @param startWall when the replay begins, wall clock
 * @param speed 1 is true speed; infinity publishes all at once
 */
public record ReplayClock(long recordedFrom, long recordedTo, long startWall, double speed) {
    /** So that a product that is a whole number but for the last bit is taken as that. */
    private static final double ROUNDING = 1e-6;

    /** Error: {@link IllegalArgumentException} for a part that ends before it begins, or a speed that is not above 0. */
    public ReplayClock {
        if (recordedTo < recordedFrom) {
            throw new IllegalArgumentException("a replay from " + recordedFrom + " to " + recordedTo
                    + " (expected: an end that is not before the beginning)");
        }
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed " + speed + " (expected: a number above 0)");
        }
    }

    /** The clock of a whole recording. */
    public static ReplayClock of(Recording.Span span, long startWall, double speed) {
        return new ReplayClock(span.first(), span.last(), startWall, speed);
    }

    /** When the replay ends, wall clock. */
    public long endWall() {
        return startWall + (long) Math.ceil((recordedTo - recordedFrom) / speed);
    }

    /** What is added to recorded times. */
    public long shift() {
        return endWall() - recordedTo;
    }

    /** The event time of a recorded time. */
    public long shifted(long recorded) {
        return recorded + shift();
    }

    /** Event time at an instant of the wall clock; the wall clock itself from the end on. */
    public long now(long wall) {
        long left = endWall() - wall;
        return left <= 0 ? wall : endWall() - (long) Math.ceil(left * speed - ROUNDING);
    }

    /** The instant of the wall clock at which what was recorded then is due. Never before {@link #now} has reached its event time. */
    public long dueAt(long recorded) {
        return recorded >= recordedTo ? endWall() : endWall() - (long) Math.floor((recordedTo - recorded) / speed);
    }
}
