package dev.hypercare.contract;

import dev.hypercare.contract.measure.Series;
import java.util.List;

/** The alert that always fires while Hypercare works: who counts alerts leaves it out. */
public final class WatchdogAlert {
    /** Id of the rule; no file may define it. */
    public static final String RULE = "hypercare-watchdog";

    /** What it is about: ourselves. */
    public static final Series SERIES = Series.of(List.of("watchdog"), List.of("hypercare"));

    private WatchdogAlert() {}
}
