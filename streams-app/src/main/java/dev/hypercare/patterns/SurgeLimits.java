package dev.hypercare.patterns;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.config.Section;
import java.time.Duration;

/**
 * When a pattern is much more frequent than usual.
 *
 * @param calls how many calls the window has to have
 * @param times how many times as many as usual
 * @param chance how improbable as many have to be, above 0 and below 1
 * @param windows how many windows have to be known before anything is usual
 * @param memory after how long a window counts half as much in what is usual
 */
public record SurgeLimits(long calls, double times, double chance, int windows, Duration memory) {
    private static final Duration HOUR = Duration.ofHours(1);

    public static SurgeLimits defaults() {
        return new SurgeLimits(10, 3, 1e-6, 6, Duration.ofHours(2));
    }

    /**
     * The same for single panes, against those of the last hour: so many windows have to be known too, and there are as many more chances to be
     * wrong.
     */
    SurgeLimits ofPanes(Duration window) {
        int panes = (int) (window.toMillis() / Resolution.PANE.millis());
        return new SurgeLimits(calls, times, chance / panes, windows * panes, HOUR);
    }

    /** Reads the section {@code patterns.surge}. */
    static SurgeLimits read(Section section, SurgeLimits absent) {
        return new SurgeLimits(
                section.integer("calls", (int) absent.calls, 1, 1_000_000_000),
                section.number("times", absent.times, 1.1, 1000),
                section.number("chance", absent.chance, 1e-30, 0.1),
                section.integer("windows", absent.windows, 1, 10_000),
                section.duration("memory", absent.memory, HOUR, Duration.ofDays(30)));
    }
}
