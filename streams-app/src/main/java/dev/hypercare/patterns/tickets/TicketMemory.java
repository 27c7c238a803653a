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

    /** Calls the action for each case, in the order of the ids. */
    void eachCase(BiConsumer<String, TicketCase> action);

    @Nullable
    TicketKpi kpi(String key);

    void putKpi(String key, TicketKpi kpi);

    byte @Nullable [] get(String key);

    /** Keeps bytes under a key; null takes them away. */
    void put(String key, byte @Nullable [] value);

    /** Calls the action for each key with its bytes, in the order of the keys. */
    void each(BiConsumer<String, byte[]> action);
}
