package dev.hypercare.cli.demo;

import dev.hypercare.cli.tickets.FiledTicket;
import dev.hypercare.cli.tickets.TicketFile;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.Labels;
import dev.hypercare.testdata.RecordedTickets;
import dev.hypercare.testdata.ReplayClock;
import dev.hypercare.testdata.Scoreboard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The support tickets beside a recording, as a demo publishes them: their times are moved as those of the calls are, and none is
 * published before its time. Those of a part that is not replayed are left out. Not thread-safe.
 */
public final class DemoTickets {
    private final Deque<Ticket> waiting;
    private final Map<String, String> faults;
    /** When each was opened, event time, in the order in which they were published. */
    private final Map<String, Instant> opened = new LinkedHashMap<>();

    /**
     * @param tickets with recorded times
     * @param faults the fault that each is about, by its id
     */
    DemoTickets(List<Ticket> tickets, Map<String, String> faults) {
        this.waiting = new ArrayDeque<>(
                tickets.stream().sorted(Comparator.comparing(Ticket::getAt)).toList());
        this.faults = faults;
    }

    /** Those that ship with the recording. */
    public static DemoTickets launch() {
        List<Ticket> tickets = new ArrayList<>();
        try (InputStream lines = RecordedTickets.launch();
                TicketFile file = TicketFile.of(RecordedTickets.LAUNCH, lines, Instant.MAX)) {
            for (FiledTicket next = file.next(); next != null; next = file.next()) {
                if (next.ticket() == null) {
                    throw new IllegalStateException(String.join("; ", next.problems()));
                }
                tickets.add(next.ticket());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DemoTickets(tickets, RecordedTickets.faults());
    }

    /** None: for a recording that has none. */
    public static DemoTickets none() {
        return new DemoTickets(List.of(), Map.of());
    }

    /** Hands on those whose time has come, with event times. */
    void publish(ReplayClock clock, long wall, Consumer<Ticket> to) {
        while (!waiting.isEmpty()) {
            long at = waiting.peek().getAt().toEpochMilli();
            if (at >= clock.recordedFrom() && at <= clock.recordedTo() && clock.dueAt(at) > wall) {
                return;
            }
            Ticket next = waiting.remove();
            if (at >= clock.recordedFrom() && at <= clock.recordedTo()) {
                Ticket moved = moved(next, clock);
                opened.putIfAbsent(moved.getId(), moved.getCreatedAt());
                to.accept(moved);
            }
        }
    }

    private static Ticket moved(Ticket ticket, ReplayClock clock) {
        return Ticket.newBuilder(ticket)
                .setAt(moved(ticket.getAt(), clock))
                .setCreatedAt(moved(ticket.getCreatedAt(), clock))
                .setFirstAnsweredAt(
                        ticket.getFirstAnsweredAt() == null ? null : moved(ticket.getFirstAnsweredAt(), clock))
                .setResolvedAt(ticket.getResolvedAt() == null ? null : moved(ticket.getResolvedAt(), clock))
                .build();
    }

    private static Instant moved(Instant recorded, ReplayClock clock) {
        return Instant.ofEpochMilli(clock.shifted(recorded.toEpochMilli()));
    }

    /** Whether all that were published have been taken up. */
    boolean areTakenUp(Map<String, TicketCase> cases) {
        return cases.keySet().containsAll(opened.keySet());
    }

    /**
     * What became of each that was published, in their order.
     *
     * @param cases the newest record of each that is known
     */
    List<Fate> fates(Map<String, TicketCase> cases, Scoreboard score) {
        List<Fate> fates = new ArrayList<>();
        opened.forEach((id, at) -> {
            Scoreboard.Row row = score.rows().stream()
                    .filter(one -> one.fault().id().equals(faults.get(id)))
                    .findFirst()
                    .orElse(null);
            FiredAlert alert = row == null ? null : row.first();
            fates.add(new Fate(
                    id,
                    at.toEpochMilli(),
                    cases.get(id),
                    row == null ? null : row.fault(),
                    alert == null ? null : (Long) (at.toEpochMilli() - alert.firedAt())));
        });
        return fates;
    }

    /**
     * What became of a ticket.
     *
     * @param openedAt event time, milliseconds since the epoch
     * @param known the newest that is known of it; null where it was not taken up
     * @param fault that it is about; null for none
     * @param alertBeforeMillis how long before it was opened the first alert of the fault had fired; less than 0 where it fired
     *     afterwards, null where none did
     */
    public record Fate(
            String id,
            long openedAt,
            @Nullable TicketCase known,
            Labels.@Nullable Fault fault,
            @Nullable Long alertBeforeMillis) {
        /** Whether it is about a fault, and its API is that of the fault. */
        public boolean isRight() {
            return known != null && fault != null && fault.api().equals(known.getApi());
        }
    }
}
