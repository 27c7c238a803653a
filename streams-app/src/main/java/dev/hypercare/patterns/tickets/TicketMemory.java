package dev.hypercare.patterns.tickets;

import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the desk of tickets keeps; a state store for the application, a map for tests. */
interface TicketMemory {
    @Nullable
    TicketCase ticketCase(String id);

    void putCase(TicketCase ticketCase);

    void deleteCase(String id);

    @Nullable
    TicketKpi kpi(String key);

    void putKpi(String key, TicketKpi kpi);

    void deleteKpi(String key);

    byte @Nullable [] get(String key);

    /** Keeps bytes under a key; null takes them away. */
    void put(String key, byte @Nullable [] value);

    /** Calls the action for each key from one on and before another with its bytes, in the order of the keys; it may change the memory. */
    void each(String from, String before, BiConsumer<String, byte[]> action);

    /** The same for each key that begins so. */
    default void each(String prefix, BiConsumer<String, byte[]> action) {
        int last = prefix.length() - 1;
        each(prefix, prefix.substring(0, last) + (char) (prefix.charAt(last) + 1), action);
    }
}
