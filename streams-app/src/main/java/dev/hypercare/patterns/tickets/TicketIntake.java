package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.RecordForm;
import dev.hypercare.patterns.tickets.TicketArrival.Kind;
import dev.hypercare.schemas.events.Feedback;
import dev.hypercare.schemas.events.FeedbackKind;
import dev.hypercare.schemas.events.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides whether a record of {@code tickets} or {@code feedback} can be used. */
final class TicketIntake {
    private static final int LONGEST_ID = 300;

    private TicketIntake() {}

    /**
     * A snapshot of a ticket.
     *
     * @param ingestedAt timestamp of the record, milliseconds: what is later than that by more than {@code maxFuture} cannot be
     */
    static Outcome<TicketArrival> ticket(
            byte @Nullable [] value, TicketForms forms, long ingestedAt, Duration maxFuture) {
        Outcome<Ticket> decoded = decoded(value, forms.tickets(), "a ticket");
        if (!(decoded instanceof Outcome.Ok<Ticket> ok)) {
            return again(decoded);
        }
        Ticket ticket = ok.value();
        if (isNoId(ticket.getId())) {
            return Outcome.rejected(
                    "missing-field", "id", "id: '" + cut(ticket.getId()) + "' (expected: 1 to 300 characters)");
        }
        if (ticket.getTitle().isBlank()
                && (ticket.getText() == null || ticket.getText().isBlank())) {
            return Outcome.rejected("missing-field", "title", "title: '' (expected: a title, or a text)");
        }
        if (ticket.getCreatedAt().isAfter(ticket.getAt())) {
            return bad("createdAt", ticket.getCreatedAt().toString(), "not after at, " + ticket.getAt());
        }
        if (ticket.getCreatedAt().isBefore(Instant.EPOCH)) {
            return bad("createdAt", ticket.getCreatedAt().toString(), "not before 1970");
        }
        return inTime(Kind.TICKET, ticket.getId(), ticket.getAt(), value, ingestedAt, maxFuture);
    }

    /** An answer about satisfaction; see {@link #ticket}. */
    static Outcome<TicketArrival> feedback(
            byte @Nullable [] value, TicketForms forms, long ingestedAt, Duration maxFuture) {
        Outcome<Feedback> decoded = decoded(value, forms.feedback(), "an answer");
        if (!(decoded instanceof Outcome.Ok<Feedback> ok)) {
            return again(decoded);
        }
        Feedback answer = ok.value();
        if (isNoId(answer.getId())) {
            return Outcome.rejected(
                    "missing-field", "id", "id: '" + cut(answer.getId()) + "' (expected: 1 to 300 characters)");
        }
        boolean csat = answer.getKind() == FeedbackKind.CSAT;
        int score = answer.getScore();
        if (csat ? score < 1 || score > 5 : score < 0 || score > 10) {
            return bad("score", String.valueOf(score), csat ? "1 to 5 for CSAT" : "0 to 10 for NPS");
        }
        return inTime(Kind.FEEDBACK, answer.getId(), answer.getAt(), value, ingestedAt, maxFuture);
    }

    private static Outcome<TicketArrival> inTime(
            Kind kind, String id, Instant at, byte @Nullable [] value, long ingestedAt, Duration maxFuture) {
        Instant last = Instant.ofEpochMilli(ingestedAt).plus(maxFuture);
        if (at.isAfter(last)) {
            return Outcome.rejected(
                    "in-the-future",
                    "at",
                    "at: " + at + " (expected: not after " + last + ", its ingest and patterns.tickets.max-future)");
        }
        if (at.isBefore(Instant.EPOCH)) {
            return bad("at", at.toString(), "not before 1970");
        }
        return Outcome.ok(new TicketArrival(kind, 0, at.toEpochMilli(), id, value == null ? new byte[0] : value));
    }

    private static <V> Outcome<V> decoded(byte @Nullable [] value, Function<byte[], V> form, String what) {
        if (value == null) {
            return Outcome.rejected("missing-value", null, "a record without a value (expected: " + what + ")");
        }
        return RecordForm.decode(form, value, what);
    }

    private static <V> Outcome<TicketArrival> again(Outcome<V> rejected) {
        Outcome.Rejected<V> why = (Outcome.Rejected<V>) rejected;
        return Outcome.rejected(why.reason(), why.field(), why.detail());
    }

    private static boolean isNoId(String id) {
        return id.isBlank() || id.length() > LONGEST_ID;
    }

    private static String cut(String id) {
        return id.length() > 40 ? id.substring(0, 40) + "..." : id;
    }

    private static Outcome<TicketArrival> bad(String field, String value, String expected) {
        return Outcome.rejected("bad-value", field, field + ": " + value + " (expected: " + expected + ")");
    }
}
