package dev.hypercare.gaps;

import dev.hypercare.contract.config.Section;
import java.time.Duration;

/**
 * When something is a gap.
 *
 * @param settle how far the stage stays behind event time, so that alerts and patterns that come a little late find their place
 * @param noAlert when a pattern that rises without an alert is one
 * @param noReport when an alert that nobody takes note of is one
 */
public record GapsConfig(Duration settle, NoAlertLimits noAlert, NoReportLimits noReport) {

    public static GapsConfig defaults() {
        return new GapsConfig(
                Duration.ofSeconds(30),
                new NoAlertLimits(Duration.ofMinutes(2), 5, 3),
                new NoReportLimits(Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofDays(7)));
    }

    /** Reads the section {@code gaps}. */
    public static GapsConfig read(Section section) {
        GapsConfig absent = defaults();
        return new GapsConfig(
                section.duration("settle", absent.settle, Duration.ZERO, Duration.ofHours(1)),
                NoAlertLimits.read(section.section("no-alert"), absent.noAlert),
                NoReportLimits.read(section.section("no-report"), absent.noReport));
    }
}
