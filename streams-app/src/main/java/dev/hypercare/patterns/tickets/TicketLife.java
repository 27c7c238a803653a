package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The life of one ticket, told by what it was at each event. The events may come in any order and more than once: what follows from them
 * is the same, as long as there are no more than {@value #MOST} different ones; of more the oldest are forgotten, but for how often it was opened
 * again.
 */
final class TicketLife {
    static final int MOST = 200;
    private static final int LAYOUT = 1;
    private static final long NONE = Long.MIN_VALUE;

    private final TreeSet<Event> events = new TreeSet<>(Event.ORDER);
    /** The newest snapshot in full, as it was on the topic. */
    private byte[] newest;

    private long forgottenReopened;
    private long forgottenEscalated = NONE;
    private long forgottenAnswered = NONE;
    private long forgottenResolved = NONE;
    private boolean forgottenDone;

    /** What is kept of a snapshot that is no longer the newest; times in milliseconds, {@link #NONE} for none. */
    private record Event(long at, TicketStatus status, long answeredAt, long resolvedAt, boolean escalated, int hash) {
        static final Comparator<Event> ORDER = Comparator.comparingLong(Event::at)
                .thenComparing(Event::status)
                .thenComparingLong(Event::resolvedAt)
                .thenComparingLong(Event::answeredAt)
                .thenComparing(Event::escalated)
                .thenComparingInt(Event::hash);

        boolean isDone() {
            return status == TicketStatus.RESOLVED || status == TicketStatus.CLOSED;
        }
    }

    private TicketLife(byte[] newest) {
        this.newest = newest;
    }

    /** Begins with the first snapshot that came; {@code bytes} are it as on the topic. */
    static TicketLife of(Ticket ticket, byte[] bytes) {
        TicketLife life = new TicketLife(bytes);
        life.events.add(event(ticket, bytes));
        return life;
    }

    /** Takes a snapshot; returns whether it says something new. */
    boolean add(Ticket ticket, byte[] bytes) {
        Event event = event(ticket, bytes);
        boolean isNewest = Event.ORDER.compare(event, events.last()) > 0;
        if (events.size() >= MOST && Event.ORDER.compare(event, events.first()) < 0 || !events.add(event)) {
            return false;
        }
        if (isNewest) {
            newest = bytes;
        }
        while (events.size() > MOST) {
            forgetFirst();
        }
        return true;
    }

    /** The newest snapshot by event time, as on the topic; of two of one instant the one that is further in its life. */
    byte[] newest() {
        return newest;
    }

    /** Where it stands. */
    CaseState state() {
        Event last = events.last();
        return switch (last.status) {
            case RESOLVED -> CaseState.RESOLVED;
            case CLOSED -> CaseState.CLOSED;
            case WAITING -> reopened().isEmpty() ? CaseState.WAITING : CaseState.REOPENED;
            case IN_PROGRESS -> reopened().isEmpty() ? CaseState.IN_PROGRESS : CaseState.REOPENED;
            case OPEN -> reopened().isEmpty() ? CaseState.OPEN : CaseState.REOPENED;
        };
    }

    /** When it was opened again after it had been resolved, each time that is remembered, milliseconds. */
    List<Long> reopened() {
        List<Long> times = new ArrayList<>();
        boolean done = forgottenDone;
        for (Event event : events) {
            if (done && !event.isDone()) {
                times.add(event.at);
            }
            done = event.isDone();
        }
        return times;
    }

    /** How often it was, the times included that are no longer remembered. */
    int reopenedCount() {
        return Math.toIntExact(forgottenReopened + reopened().size());
    }

    /** When it was resolved, each time that is remembered, milliseconds: by the source where it says so, else when it was first seen. */
    List<Long> resolved() {
        List<Long> times = new ArrayList<>();
        boolean done = forgottenDone;
        if (done && forgottenResolved != NONE) {
            times.add(forgottenResolved);
        }
        for (Event event : events) {
            if (event.isDone() && !done) {
                times.add(event.resolvedAt == NONE ? event.at : Math.min(event.resolvedAt, event.at));
            }
            done = event.isDone();
        }
        return times;
    }

    /** When it was last resolved; null while it is open. */
    @Nullable
    Long resolvedAt() {
        List<Long> times = resolved();
        return !events.last().isDone() || times.isEmpty() ? null : times.get(times.size() - 1);
    }

    /** When it was first answered, by the earliest that any snapshot says; null where none does. */
    @Nullable
    Long firstAnsweredAt() {
        long first = forgottenAnswered == NONE ? Long.MAX_VALUE : forgottenAnswered;
        for (Event event : events) {
            first = event.answeredAt == NONE ? first : Math.min(first, event.answeredAt);
        }
        return first == Long.MAX_VALUE ? null : (Long) first;
    }

    /** When it was first seen to be escalated; null where it never was. */
    @Nullable
    Long escalatedAt() {
        if (forgottenEscalated != NONE) {
            return forgottenEscalated;
        }
        return events.stream()
                .filter(Event::escalated)
                .map(Event::at)
                .findFirst()
                .orElse(null);
    }

    private void forgetFirst() {
        Event first = events.pollFirst();
        if (first == null) {
            return;
        }
        if (forgottenDone && !first.isDone()) {
            forgottenReopened++;
        }
        if (first.isDone() && !forgottenDone) {
            forgottenResolved = first.resolvedAt == NONE ? first.at : Math.min(first.resolvedAt, first.at);
        }
        forgottenDone = first.isDone();
        if (first.escalated && forgottenEscalated == NONE) {
            forgottenEscalated = first.at;
        }
        if (first.answeredAt != NONE) {
            forgottenAnswered =
                    forgottenAnswered == NONE ? first.answeredAt : Math.min(forgottenAnswered, first.answeredAt);
        }
    }

    private static Event event(Ticket ticket, byte[] bytes) {
        return new Event(
                ticket.getAt().toEpochMilli(),
                ticket.getStatus(),
                millis(ticket.getFirstAnsweredAt()),
                millis(ticket.getResolvedAt()),
                ticket.getEscalated(),
                Arrays.hashCode(bytes));
    }

    private static long millis(@Nullable Instant at) {
        return at == null ? NONE : at.toEpochMilli();
    }

    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.block(newest);
        writer.number(forgottenReopened);
        writer.number(forgottenEscalated);
        writer.number(forgottenAnswered);
        writer.number(forgottenResolved);
        writer.raw(forgottenDone ? 1 : 0);
        writer.number(events.size());
        for (Event event : events) {
            writer.number(event.at);
            writer.raw(event.status.ordinal());
            writer.number(event.answeredAt);
            writer.number(event.resolvedAt);
            writer.raw(event.escalated ? 1 : 0);
            writer.number(event.hash);
        }
        return writer.toBytes();
    }

    /** Error: {@link UnknownLayout}. */
    static TicketLife of(byte[] bytes) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "lives of tickets");
        TicketLife life = new TicketLife(BinaryWriter.readBlock(from));
        life.forgottenReopened = BinaryWriter.readNumber(from);
        life.forgottenEscalated = BinaryWriter.readNumber(from);
        life.forgottenAnswered = BinaryWriter.readNumber(from);
        life.forgottenResolved = BinaryWriter.readNumber(from);
        life.forgottenDone = from.get() == 1;
        for (long n = BinaryWriter.readNumber(from); n > 0; n--) {
            life.events.add(new Event(
                    BinaryWriter.readNumber(from),
                    TicketStatus.values()[from.get()],
                    BinaryWriter.readNumber(from),
                    BinaryWriter.readNumber(from),
                    from.get() == 1,
                    Math.toIntExact(BinaryWriter.readNumber(from))));
        }
        return life;
    }
}
