package dev.hypercare.normalise.report;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.Feedback;
import dev.hypercare.schemas.events.Signal;
import dev.hypercare.schemas.events.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A signal, ticket, change or answer that a source reported.
 *
 * @param topic where it goes
 * @param id identity over all sources
 * @param at event time
 * @param value what is written
 */
public record Report(Topic<?> topic, String id, Instant at, SpecificRecord value) {
    /** Where reports go. */
    public static final List<Topic<?>> TOPICS =
            List.of(Topics.SIGNALS, Topics.TICKETS, Topics.CHANGES, Topics.FEEDBACK);

    private static final Duration CHANGES_AHEAD = Duration.ofDays(1);

    static Report of(Signal signal) {
        return new Report(Topics.SIGNALS, signal.getId(), signal.getAt(), signal);
    }

    static Report of(Ticket ticket) {
        return new Report(Topics.TICKETS, ticket.getId(), ticket.getAt(), ticket);
    }

    static Report of(Change change) {
        return new Report(Topics.CHANGES, change.getId(), change.getStartedAt(), change);
    }

    static Report of(Feedback answer) {
        return new Report(Topics.FEEDBACK, answer.getId(), answer.getAt(), answer);
    }

    /** Itself; of a change, rules know no sooner than all instances can have read it, where it is written only now (ADR 29). */
    public Report writtenAt(Instant now) {
        Instant known = now.plus(ChangeDraft.AHEAD);
        if (value instanceof Change change && known.isAfter(change.getUsedFrom())) {
            return new Report(
                    topic, id, at, Change.newBuilder(change).setUsedFrom(known).build());
        }
        return this;
    }

    /** Itself, or why its time cannot be: later than {@code maxFuture} after it came, for a change, which may be announced, than a day. */
    public Outcome<Report> inTime(Instant takenAt, Duration maxFuture) {
        boolean announced = topic == Topics.CHANGES && maxFuture.compareTo(CHANGES_AHEAD) < 0;
        Instant last = takenAt.plus(announced ? CHANGES_AHEAD : maxFuture);
        return at.isAfter(last)
                ? Outcome.rejected("in-the-future", "at", "at: " + at + " (expected: at most " + last + ")")
                : Outcome.ok(this);
    }
}
