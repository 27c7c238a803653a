package dev.hypercare.patterns.tickets;

import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.TicketCase;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Knows by time what was over when, so that forgetting it costs nothing for all that is kept. */
final class Forgetting {
    private static final String OVER = "o|";
    private static final String ANSWERED = "a|";
    private static final String COUNTED = "v|";
    private static final byte[] NOTHING = {};

    private final TicketMemory memory;

    Forgetting(TicketMemory memory) {
        this.memory = memory;
    }

    /** A case is another one now. */
    void changed(@Nullable TicketCase before, TicketCase now) {
        move(before == null ? null : key(before), key(now));
    }

    /**
     * An answer took the place of another one with its id.
     *
     * @param before when that one was given, milliseconds; null for none
     */
    void answered(String id, @Nullable Long before, long now) {
        move(before == null ? null : key(ANSWERED, before) + "|" + id, key(ANSWERED, now) + "|" + id);
    }

    /** A window of figures came to be, by the key of its record and its start, milliseconds. */
    void counted(String window, long start) {
        memory.put(key(COUNTED, start) + "|" + window, NOTHING);
    }

    /** Forgets which windows began before an event time, milliseconds; calls the action with the key of each. */
    void takeWindows(long before, Consumer<String> action) {
        memory.each(COUNTED, key(COUNTED, before), (key, nothing) -> {
            memory.put(key, null);
            action.accept(id(key, COUNTED));
        });
    }

    private void move(@Nullable String from, @Nullable String to) {
        if (Objects.equals(from, to)) {
            return;
        }
        if (from != null) {
            memory.put(from, null);
        }
        if (to != null) {
            memory.put(to, NOTHING);
        }
    }

    /** Forgets the cases that were over before an event time, milliseconds, and the answers that were given before it. */
    void forget(long before) {
        memory.each(OVER, key(OVER, before), (key, nothing) -> {
            String id = id(key, OVER);
            memory.deleteCase(id);
            memory.put(TicketDesk.LIFE + id, null);
            memory.put(key, null);
        });
        memory.each(ANSWERED, key(ANSWERED, before), (key, nothing) -> {
            memory.put(TicketLedger.ANSWERS + id(key, ANSWERED), null);
            memory.put(key, null);
        });
    }

    private static @Nullable String key(TicketCase known) {
        boolean over = known.getState() == CaseState.CLOSED || known.getState() == CaseState.RESOLVED;
        return over ? key(OVER, known.getAt().toEpochMilli()) + "|" + known.getId() : null;
    }

    private static String key(String prefix, long at) {
        return String.format(Locale.ROOT, "%s%016x", prefix, at ^ Long.MIN_VALUE);
    }

    private static String id(String key, String prefix) {
        return key.substring(key(prefix, 0).length() + 1);
    }
}
