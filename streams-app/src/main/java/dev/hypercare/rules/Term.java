package dev.hypercare.rules;

import dev.hypercare.contract.config.Durations;
import java.time.Duration;

/**
 * A figure as a condition names it: of the rule's window, or of the same window so long before.
 *
 * @param measure what is computed
 * @param lag zero for the window that ends now
 */
record Term(Measure measure, Duration lag) {
    /** The function of a figure of the same window before, {@code earlier(p95, "1h")}. */
    static final String EARLIER = "earlier";

    static Term now(Measure measure) {
        return new Term(measure, Duration.ZERO);
    }

    /** As it is told apart from others, and shown in evidence: {@code p95}, {@code earlier(p95, 1h)}. */
    String name() {
        return lag.isZero() ? measure.name() : EARLIER + "(" + measure.name() + ", " + Durations.show(lag) + ")";
    }

    /** Its value for a rule of this window; NaN where nothing was measured. */
    double of(Scene scene, Duration window) {
        return scene.figure(this, window);
    }
}
