package dev.hypercare.patterns.tickets;

import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;

/** Where the desk of tickets puts what it has decided. */
interface TicketOutput {
    void ticketCase(TicketCase ticketCase);

    void kpi(String key, TicketKpi kpi);

    void pattern(Pattern pattern);

    /** Nothing is told any more of a subject: it was forgotten or joined to another. */
    default void gone(String id) {}
}
