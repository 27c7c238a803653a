package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.config.Section;
import java.time.Duration;

/**
 * When a subject is new, surging or quiet.
 *
 * @param newFor how long after its first ticket it is new
 * @param quietAfter how long without a ticket it is quiet
 * @param least tickets in six hours that it takes to surge
 * @param factor how many times as many as usual it takes besides
 */
public record SubjectSurge(Duration newFor, Duration quietAfter, int least, double factor) {
    static SubjectSurge read(Section section, SubjectSurge absent) {
        Duration hour = Duration.ofHours(1);
        Duration year = Duration.ofDays(400);
        return new SubjectSurge(
                section.duration("new-for", absent.newFor, hour, year),
                section.duration("quiet-after", absent.quietAfter, hour, year),
                section.integer("least", absent.least, 1, 1_000_000),
                section.number("factor", absent.factor, 1, 1000));
    }
}
