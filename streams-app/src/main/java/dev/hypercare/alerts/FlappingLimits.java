package dev.hypercare.alerts;

import dev.hypercare.contract.config.Section;
import java.time.Duration;

/**
 * When an alert comes and goes too often.
 *
 * @param step a state that lasts counts once more after each step of event time
 * @param startPercent weighted share of changes, percent, at which flapping starts
 * @param stopPercent the share at which it stops
 */
public record FlappingLimits(Duration step, int startPercent, int stopPercent) {

    static FlappingLimits read(Section section, FlappingLimits absent) {
        FlappingLimits limits = new FlappingLimits(
                section.duration("step", absent.step, Duration.ofSeconds(1), Duration.ofHours(1)),
                section.integer("start-percent", absent.startPercent, 1, 100),
                section.integer("stop-percent", absent.stopPercent, 1, 100));
        if (limits.stopPercent > limits.startPercent) {
            section.problem(
                    "stop-percent",
                    String.valueOf(limits.stopPercent),
                    "not above start-percent, " + limits.startPercent);
        }
        return limits;
    }
}
