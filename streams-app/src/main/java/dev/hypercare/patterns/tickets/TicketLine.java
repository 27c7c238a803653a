package dev.hypercare.patterns.tickets;

import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;

/** What waits for its event time, in the order in which it is taken up: event time, kind, id. The same thing waits once. */
final class TicketLine {
    static final String PREFIX = "w|";
    /** Nothing waits. */
    static final long NEVER = Long.MAX_VALUE;

    private final TreeMap<String, TicketArrival> line = new TreeMap<>();
    private final TicketMemory memory;

    TicketLine(TicketMemory memory) {
        this.memory = memory;
    }

    void restore(String key, byte[] value) {
        line.put(key, TicketArrival.of(value));
    }

    void add(TicketArrival arrival) {
        String key = String.format(
                Locale.ROOT,
                "%s%016x|%d|%s|%08x",
                PREFIX,
                arrival.at() ^ Long.MIN_VALUE,
                arrival.kind().ordinal(),
                arrival.id(),
                Arrays.hashCode(arrival.payload()));
        line.put(key, arrival);
        memory.put(key, arrival.toBytes());
    }

    int size() {
        return line.size();
    }

    /** The event time of the first; {@link #NEVER} where nothing waits. */
    long first() {
        return line.isEmpty() ? NEVER : line.firstEntry().getValue().at();
    }

    /** The first; there has to be one. */
    TicketArrival take() {
        var first = line.pollFirstEntry();
        memory.put(first.getKey(), null);
        return first.getValue();
    }
}
