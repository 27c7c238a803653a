package dev.hypercare.patterns.tickets;

/** What is counted of tickets, in the order in which sums are kept. */
enum TicketFigure {
    OPENED,
    RESOLVED,
    REOPENED,
    RESOLVE_MILLIS,
    ANSWERED,
    ANSWER_MILLIS,
    ESCALATED,
    FIRST_CONTACT,
    CONTACT_KNOWN,
    CSAT,
    CSAT_SUM,
    CSAT_SATISFIED,
    NPS,
    NPS_PROMOTERS,
    NPS_DETRACTORS
}
