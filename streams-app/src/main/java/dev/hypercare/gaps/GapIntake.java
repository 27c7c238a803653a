package dev.hypercare.gaps;

import dev.hypercare.gaps.GapArrival.Kind;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Tells what a record that the stage reads is to the desk; null where it is nothing. */
final class GapIntake {
    private static final byte[] NOTHING = {};

    private GapIntake() {}

    /**
     * From the stage alerts; null where it says nothing.
     *
     * @param alert null where only time moved
     * @param tick the event time in the headers; empty where it is no tick
     */
    static @Nullable GapArrival alert(@Nullable Alert alert, OptionalLong tick, GapForms forms) {
        return alert == null
                ? time(Kind.ALERTS_TIME, 0, tick)
                : new GapArrival(
                        Kind.ALERT,
                        0,
                        alert.getAt().toEpochMilli(),
                        forms.alerts().bytes(alert));
    }

    /** From the stage patterns, in the same way: a pattern that is gone says nothing more. {@code partition} is the task there. */
    static @Nullable GapArrival pattern(@Nullable Pattern pattern, OptionalLong tick, int partition, GapForms forms) {
        return pattern == null
                ? time(Kind.PATTERNS_TIME, partition, tick)
                : new GapArrival(
                        Kind.PATTERN,
                        partition,
                        pattern.getAt().toEpochMilli(),
                        forms.patterns().bytes(pattern));
    }

    /** A record of {@code marks}; one without a value takes the mark of its key back. Error: a {@link RuntimeException} for what is no mark. */
    static @Nullable GapArrival mark(byte @Nullable [] key, byte @Nullable [] value, GapForms forms) {
        if (key == null) {
            return null;
        }
        if (value == null) {
            return new GapArrival(Kind.UNMARK, 0, 0, key);
        }
        Mark mark = forms.marks().value(value);
        return new GapArrival(Kind.MARK, 0, mark.getFrom().toEpochMilli(), value);
    }

    /** A record of {@code tickets}. Error: a {@link RuntimeException} for what is no ticket. */
    static @Nullable GapArrival ticket(byte @Nullable [] value, GapForms forms) {
        if (value == null) {
            return null;
        }
        Ticket ticket = forms.tickets().value(value);
        return new GapArrival(Kind.TICKET, 0, ticket.getCreatedAt().toEpochMilli(), value);
    }

    private static @Nullable GapArrival time(Kind kind, int partition, OptionalLong tick) {
        return tick.isPresent() ? new GapArrival(kind, partition, tick.getAsLong(), NOTHING) : null;
    }
}
