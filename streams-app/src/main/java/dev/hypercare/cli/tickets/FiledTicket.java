package dev.hypercare.cli.tickets;

import dev.hypercare.schemas.events.Ticket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a file says.
 *
 * @param ticket null where it cannot be used
 * @param problems why not, each with file, line, field, value and what was expected; empty where there is a ticket
 */
public record FiledTicket(@Nullable Ticket ticket, List<String> problems) {
    public FiledTicket {
        problems = List.copyOf(problems);
    }
}
