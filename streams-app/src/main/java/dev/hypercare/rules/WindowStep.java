package dev.hypercare.rules;

import dev.hypercare.contract.Resolution;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The step in which calls leave a sliding window at its far end. Calls enter every window slice by slice; they leave windows of up
 * to 2 minutes slice by slice too, windows of up to an hour in panes of 10 seconds, longer ones in minutes. So a window holds all
 * calls of its length, and at most one step more. What lies back counts as if it were as long as it reaches, and calls enter it step by
 * step, too.
 */
enum WindowStep {
    SLICE(Duration.ofMillis(Resolution.SLICE_MILLIS), Duration.ofMinutes(2)),
    PANE(Duration.ofSeconds(10), Duration.ofHours(1)),
    MINUTE(Duration.ofMinutes(1), null),
    /** Steps of {@link Tallies}, which are a few numbers in place of whole KPIs. */
    TALLY_PANE(Duration.ofSeconds(10), null),
    TALLY_MINUTE(Duration.ofMinutes(1), null);

    private final long millis;
    private final @Nullable Duration longest;

    WindowStep(Duration length, @Nullable Duration longest) {
        this.millis = length.toMillis();
        this.longest = longest;
    }

    /** The step of windows that reach so far back. */
    static WindowStep of(Span span) {
        Duration reach = span.length().plus(span.lag());
        for (WindowStep step : values()) {
            if (step.longest == null || reach.compareTo(step.longest) <= 0) {
                return step;
            }
        }
        return MINUTE;
    }

    /** Length, milliseconds. */
    long millis() {
        return millis;
    }

    /** First instant of the step that holds an instant. */
    long startOf(long atMillis) {
        return atMillis - Math.floorMod(atMillis, millis);
    }
}
