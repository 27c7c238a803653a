package dev.hypercare.gaps;

import dev.hypercare.contract.Outcome;
import dev.hypercare.gaps.GapArrival.Kind;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Decides what a record that the stage reads is, and whether it can be used. */
final class GapIntake {
    private static final byte[] NOTHING = {};

    private GapIntake() {}

    /**
     * From the stage alerts; null where it says nothing.
     *
     * @param alert null where only time moved
     * @param tick the event time in the headers; empty where it is no tick
     */
    static @Nullable Outcome<GapArrival> alert(@Nullable Alert alert, OptionalLong tick, GapForms forms) {
        return alert == null
                ? time(Kind.ALERTS_TIME, 0, tick)
                : Outcome.ok(new GapArrival(
                        Kind.ALERT,
                        0,
                        alert.getAt().toEpochMilli(),
                        forms.alerts().bytes(alert)));
    }

    /** From the stage patterns, in the same way: a pattern that is gone says nothing more. {@code partition} is the task there. */
    static @Nullable Outcome<GapArrival> pattern(
            @Nullable Pattern pattern, OptionalLong tick, int partition, GapForms forms) {
        return pattern == null
                ? time(Kind.PATTERNS_TIME, partition, tick)
                : Outcome.ok(new GapArrival(
                        Kind.PATTERN,
                        partition,
                        pattern.getAt().toEpochMilli(),
                        forms.patterns().bytes(pattern)));
    }

    /** A record of {@code marks}; one without a value takes the mark of its key back. */
    static Outcome<GapArrival> mark(byte @Nullable [] key, byte @Nullable [] value, GapForms forms) {
        if (key == null) {
            return Outcome.rejected("missing-field", "id", "a mark without a key (expected: its id)");
        }
        if (value == null) {
            return Outcome.ok(new GapArrival(Kind.UNMARK, 0, 0, key));
        }
        try {
            Mark mark = forms.marks().value(value);
            return Outcome.ok(new GapArrival(Kind.MARK, 0, mark.getFrom().toEpochMilli(), value));
        } catch (RuntimeException e) {
            return Outcome.rejected("undecodable", null, "not a mark in Avro: " + e.getMessage());
        }
    }

    /** A record of {@code tickets}. */
    static Outcome<GapArrival> ticket(byte @Nullable [] value, GapForms forms) {
        if (value == null) {
            return Outcome.rejected("missing-value", null, "a record without a value (expected: a ticket)");
        }
        try {
            Ticket ticket = forms.tickets().value(value);
            return Outcome.ok(
                    new GapArrival(Kind.TICKET, 0, ticket.getCreatedAt().toEpochMilli(), value));
        } catch (RuntimeException e) {
            return Outcome.rejected("undecodable", null, "not a ticket in Avro: " + e.getMessage());
        }
    }

    private static @Nullable Outcome<GapArrival> time(Kind kind, int partition, OptionalLong tick) {
        return tick.isPresent() ? Outcome.ok(new GapArrival(kind, partition, tick.getAsLong(), NOTHING)) : null;
    }
}
