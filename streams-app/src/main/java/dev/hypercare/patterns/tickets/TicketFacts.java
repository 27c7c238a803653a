package dev.hypercare.patterns.tickets;

import dev.hypercare.patterns.tickets.text.Clues;
import dev.hypercare.patterns.tickets.text.PlainWords;
import dev.hypercare.schemas.events.Ticket;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a ticket is compared with patterns.
 *
 * @param clues exact ones, of title and text
 * @param stems of its words
 * @param api that it is about by the source or by name; null where neither says
 * @param createdAt milliseconds
 */
record TicketFacts(Clues clues, Set<String> stems, @Nullable String api, long createdAt) {
    static TicketFacts of(Ticket ticket, @Nullable String api) {
        String words = words(ticket);
        return new TicketFacts(
                Clues.of(words),
                Set.copyOf(PlainWords.tellingStems(words)),
                api,
                ticket.getCreatedAt().toEpochMilli());
    }

    /** Title and text of a ticket. */
    static String words(Ticket ticket) {
        return ticket.getText() == null ? ticket.getTitle() : ticket.getTitle() + "\n" + ticket.getText();
    }
}
