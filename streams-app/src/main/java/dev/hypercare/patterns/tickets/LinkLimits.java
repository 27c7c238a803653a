package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.config.Section;
import java.time.Duration;

/**
 * When a ticket is linked to a pattern of messages.
 *
 * @param likely score from which on a link is likely, 0 to 1
 * @param possible score from which on it is possible
 * @param window how far apart a ticket and a pattern may be in time; farther, what speaks for a link fades
 */
public record LinkLimits(double likely, double possible, Duration window) {
    static LinkLimits read(Section section, LinkLimits absent) {
        LinkLimits limits = new LinkLimits(
                section.number("likely", absent.likely, 0, 1),
                section.number("possible", absent.possible, 0, 1),
                section.duration("window", absent.window, Duration.ofMinutes(1), Duration.ofDays(30)));
        if (limits.possible > limits.likely) {
            section.problem("possible", String.valueOf(limits.possible), "not above likely, " + limits.likely);
        }
        return limits;
    }
}
