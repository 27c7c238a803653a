package dev.hypercare.gaps;

import dev.hypercare.contract.config.Section;
import java.time.Duration;

/**
 * When a pattern that rises without an alert is a gap.
 *
 * @param after how long an alert may take after the pattern was told
 * @param minCalls calls in its window from which on a new pattern of messages counts
 * @param minTickets tickets in its window from which on a new subject of tickets counts
 */
public record NoAlertLimits(Duration after, int minCalls, int minTickets) {
    private static final int MANY = 1_000_000;

    static NoAlertLimits read(Section section, NoAlertLimits absent) {
        return new NoAlertLimits(
                section.duration("after", absent.after, Duration.ofSeconds(1), Duration.ofDays(1)),
                section.integer("min-calls", absent.minCalls, 1, MANY),
                section.integer("min-tickets", absent.minTickets, 1, MANY));
    }
}
