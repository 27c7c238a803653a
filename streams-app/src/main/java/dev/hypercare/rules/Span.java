package dev.hypercare.rules;

import dev.hypercare.contract.config.Durations;
import java.time.Duration;

/**
 * A stretch of event time that moves along: so long, and ending so long before the slice that is judged.
 *
 * @param length whole seconds
 * @param lag whole seconds; zero for a window that ends with the slice
 */
record Span(Duration length, Duration lag) {
    /** One that ends with the slice that is judged. */
    static Span now(Duration length) {
        return new Span(length, Duration.ZERO);
    }

    /** The same stretch so long before. */
    Span earlier(Duration by) {
        return new Span(length, lag.plus(by));
    }

    /** How far back it reaches, milliseconds. */
    long reach() {
        return length.toMillis() + lag.toMillis();
    }

    @Override
    public String toString() {
        return lag.isZero() ? Durations.show(length) : Durations.show(length) + " " + Durations.show(lag) + " ago";
    }
}
