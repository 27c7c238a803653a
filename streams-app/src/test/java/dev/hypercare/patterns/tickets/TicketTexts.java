package dev.hypercare.patterns.tickets;

import dev.hypercare.schemas.events.Feedback;
import dev.hypercare.schemas.events.FeedbackKind;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import java.time.Instant;
import java.util.List;

/** Tickets, answers and patterns for tests; minutes count from {@link #START}. */
final class TicketTexts {
    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private TicketTexts() {}

    static Instant minute(long minute) {
        return START.plusSeconds(60 * minute);
    }

    static long millis(long minute) {
        return minute(minute).toEpochMilli();
    }

    /** A ticket that was opened at a minute, as it stood then. */
    static Ticket.Builder ticket(String id, long minute, String title) {
        return Ticket.newBuilder()
                .setId(id)
                .setSource("jira")
                .setAt(minute(minute))
                .setCreatedAt(minute(minute))
                .setStatus(TicketStatus.OPEN)
                .setTitle(title);
    }

    /** The same ticket at a later minute. */
    static Ticket later(Ticket ticket, long minute, TicketStatus status) {
        return Ticket.newBuilder(ticket).setAt(minute(minute)).setStatus(status).build();
    }

    static Feedback answer(String id, FeedbackKind kind, int score, long minute, String ticket) {
        return Feedback.newBuilder()
                .setId(id)
                .setKind(kind)
                .setScore(score)
                .setAt(minute(minute))
                .setTicket(ticket)
                .build();
    }

    /** A pattern of messages of the API pay that was seen from a minute on and told at another. */
    static Pattern.Builder pattern(String id, String template, long firstMinute, long minute) {
        return Pattern.newBuilder()
                .setId(id)
                .setKind(PatternKind.MESSAGE)
                .setApi("pay")
                .setApis(List.of("pay"))
                .setTemplate(template)
                .setState(PatternState.NEW)
                .setAt(minute(minute))
                .setReason("first seen")
                .setFirstSeen(minute(firstMinute))
                .setLastSeen(minute(minute))
                .setTotal(10)
                .setRecent(10)
                .setWindowSeconds(600);
    }
}
