package dev.hypercare.alerts;

import dev.hypercare.contract.config.Section;
import java.time.Duration;

/**
 * How an upstream's alert mutes those of its dependants.
 *
 * @param hold how long nobody is told of a dependant's alert, so that its upstream's can arrive; never for P1
 * @param release how long it stays muted after its upstream's has ended
 */
public record InhibitionTimes(Duration hold, Duration release) {

    static InhibitionTimes read(Section section, InhibitionTimes absent) {
        return new InhibitionTimes(
                section.duration("wait", absent.hold, Duration.ZERO, Duration.ofMinutes(10)),
                section.duration("release", absent.release, Duration.ZERO, Duration.ofMinutes(10)));
    }
}
