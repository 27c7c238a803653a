package dev.hypercare.patterns.tickets;

import dev.hypercare.schemas.events.Feedback;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;
import java.util.function.Function;

/**
 * How the bytes of topics are read; as of {@link dev.hypercare.contract.RecordForm#read}.
 *
 * @param tickets of {@code tickets}
 * @param feedback of {@code feedback}
 * @param patterns of {@code patterns}
 */
record TicketForms(
        Function<byte[], Ticket> tickets, Function<byte[], Feedback> feedback, Function<byte[], Pattern> patterns) {}
