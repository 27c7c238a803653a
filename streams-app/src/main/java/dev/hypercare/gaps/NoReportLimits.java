package dev.hypercare.gaps;

import dev.hypercare.contract.config.Section;
import java.time.Duration;

/**
 * When an alert that nobody takes note of is a gap.
 *
 * @param after how long after it was told somebody may take note of it
 * @param minFiring how long it has to have fired
 * @param listedFor for how long such a gap stays open when nothing more comes of it
 */
public record NoReportLimits(Duration after, Duration minFiring, Duration listedFor) {
    static NoReportLimits read(Section section, NoReportLimits absent) {
        Duration second = Duration.ofSeconds(1);
        return new NoReportLimits(
                section.duration("after", absent.after, second, Duration.ofDays(30)),
                section.duration("min-firing", absent.minFiring, Duration.ZERO, Duration.ofDays(1)),
                section.duration("listed-for", absent.listedFor, second, Duration.ofDays(90)));
    }
}
