package dev.hypercare.cli.demo;

import dev.hypercare.testdata.Recording;
import dev.hypercare.testdata.ReplayClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a recording is replayed, and how fast.
 *
 * @param from where the part begins, recorded time, milliseconds since the epoch
 * @param to where it ends
 * @param speed how many seconds of event time pass in one second
 */
record DemoPlan(long from, long to, double speed) {
    /** Speed without a time limit: a launch of 20 minutes in two. */
    static final double USUAL_SPEED = 10;

    /** Time kept of the limit for the last slices to close and the last alerts to arrive. */
    static final Duration TAIL = Duration.ofSeconds(15);

    /**
     * With a limit and no speed, the whole recording as fast as it takes; with both, the last part that fits.
     *
     * @param limit how long the demo may take; null for no limit
     * @param speed how fast; null for the usual
     */
    static DemoPlan of(Recording.Span span, @Nullable Duration limit, @Nullable Double speed) {
        long length = Math.max(1, span.last() - span.first());
        if (limit == null) {
            return new DemoPlan(span.first(), span.last(), speed == null ? USUAL_SPEED : speed);
        }
        long time = Math.max(1000, limit.minus(TAIL).toMillis());
        if (speed == null) {
            return new DemoPlan(span.first(), span.last(), Math.max(1, (double) length / time));
        }
        long part = Math.min(length, Math.round(time * speed));
        return new DemoPlan(span.last() - part, span.last(), speed);
    }

    /** The clock of a replay that begins at an instant of the wall clock. */
    ReplayClock clock(long startWall) {
        return new ReplayClock(from, to, startWall, speed);
    }
}
