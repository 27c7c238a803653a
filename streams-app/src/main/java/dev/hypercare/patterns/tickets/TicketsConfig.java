package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.config.Section;
import dev.hypercare.patterns.tickets.text.SubjectLimits;
import dev.hypercare.schemas.events.Criticality;
import java.time.Duration;
import java.util.List;

/**
 * What is done with tickets.
 *
 * @param settle how long after its event time something is taken up, so that what belongs before it has come
 * @param longestWait how far a partition that stands still, or ticks that do not come, can hold up tickets, event time
 * @param maxFuture how far after its ingest an event may say that it was
 * @param keep how long closed tickets and figures are remembered, event time
 * @param perTenant whether each tenant has subjects of its own
 * @param subjects how subjects are found
 * @param surge when a subject is new, surging or quiet
 * @param links when a ticket is linked to a pattern
 * @param maxSeries series of KPIs; beyond, APIs count as {overflow}
 * @param defaultCriticality of an API that the catalog does not know
 * @param categories kinds of requests, tried all; of equals the first wins
 */
public record TicketsConfig(
        Duration settle,
        Duration longestWait,
        Duration maxFuture,
        Duration keep,
        boolean perTenant,
        SubjectLimits subjects,
        SubjectSurge surge,
        LinkLimits links,
        int maxSeries,
        Criticality defaultCriticality,
        List<TicketCategory> categories) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    public TicketsConfig {
        categories = List.copyOf(categories);
    }

    public static TicketsConfig defaults() {
        return new TicketsConfig(
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ofDays(400),
                true,
                SubjectLimits.DEFAULT,
                new SubjectSurge(DAY, Duration.ofDays(7), 4, 3),
                new LinkLimits(0.7, 0.4, Duration.ofHours(1)),
                1000,
                Criticality.NORMAL,
                TicketCategory.SHIPPED);
    }

    /** Reads the section {@code patterns.tickets}. */
    public static TicketsConfig read(Section section) {
        TicketsConfig absent = defaults();
        return new TicketsConfig(
                section.duration("settle", absent.settle, Duration.ZERO, Duration.ofHours(1)),
                section.duration("longest-wait", absent.longestWait, SECOND, DAY),
                section.duration("max-future", absent.maxFuture, Duration.ZERO, DAY),
                section.duration("keep", absent.keep, DAY, Duration.ofDays(36_500)),
                section.bool("per-tenant", absent.perTenant),
                subjects(section.section("subjects"), absent.subjects),
                SubjectSurge.read(section.section("surge"), absent.surge),
                LinkLimits.read(section.section("links"), absent.links),
                section.integer("max-series", absent.maxSeries, 1, 100_000),
                section.choice("default-criticality", Criticality.class, absent.defaultCriticality),
                TicketCategory.read(section));
    }

    private static SubjectLimits subjects(Section section, SubjectLimits absent) {
        return new SubjectLimits(
                section.number("join", absent.join(), 0.01, 1),
                section.number("merge", absent.merge(), 0.01, 1),
                section.integer("max", absent.maxSubjects(), 10, 20_000),
                absent.maxTerms(),
                absent.halfLife());
    }
}
