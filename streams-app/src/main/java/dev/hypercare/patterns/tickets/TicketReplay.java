package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.RecordForm;
import dev.hypercare.contract.Topics;
import dev.hypercare.patterns.tickets.TicketArrival.Kind;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import dev.hypercare.streams.Wiring;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The desk of tickets without its topology: what comes is taken up as in the task of a running application, records are encoded as
 * in its stores. Nothing of it is kept. Not thread-safe.
 */
public final class TicketReplay {
    private static final byte[] NOTHING = {};

    private final TicketDesk desk;
    private final HeapTicketMemory memory;
    private final RecordForm<Ticket> tickets;
    private final RecordForm<Pattern> patterns;

    /** @param to receives each pattern of kind TICKET that is told */
    public TicketReplay(TicketsConfig config, Wiring wiring, Consumer<Pattern> to) {
        tickets = wiring.form(Topics.TICKETS);
        patterns = wiring.form(Topics.PATTERNS);
        memory = new HeapTicketMemory(wiring.form(Topics.TICKET_CASES), wiring.form(Topics.TICKET_KPIS));
        TicketForms forms =
                new TicketForms(tickets.read(), wiring.form(Topics.FEEDBACK).read(), patterns.read());
        desk = new TicketDesk(
                config,
                TicketCatalog.empty(),
                memory,
                forms,
                new TicketOutput() {
                    @Override
                    public void ticketCase(TicketCase ticketCase) {}

                    @Override
                    public void kpi(String key, TicketKpi kpi) {}

                    @Override
                    public void pattern(Pattern pattern) {
                        to.accept(pattern);
                    }
                },
                1);
        desk.restore();
    }

    /** A snapshot of a ticket. */
    public void take(Ticket ticket) {
        desk.take(new TicketArrival(
                Kind.TICKET, 0, ticket.getAt().toEpochMilli(), ticket.getId(), tickets.bytes(ticket)));
    }

    /** A pattern of messages that was told. */
    public void take(Pattern pattern) {
        desk.take(new TicketArrival(
                Kind.PATTERN, 0, pattern.getAt().toEpochMilli(), pattern.getId(), patterns.bytes(pattern)));
    }

    /** Everything up to an instant has been told. */
    public void time(Instant at) {
        desk.take(new TicketArrival(Kind.TICK, 0, at.toEpochMilli(), "", NOTHING));
    }

    /** Cases that are kept. */
    public int cases() {
        return memory.cases();
    }

    /** What a store would hold, keys and values, but for the figures. */
    public long bytes() {
        return memory.bytes();
    }

    /** What a store would hold of the figures, of which every window stays: the backlog is made of all of them. */
    public long figures() {
        return memory.figures();
    }
}
