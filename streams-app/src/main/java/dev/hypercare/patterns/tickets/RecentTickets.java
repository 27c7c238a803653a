package dev.hypercare.patterns.tickets;

import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.TicketCase;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tickets that a pattern told now may be about, at most {@value #MOST}: those opened of late that are not closed. Not thread-safe. */
final class RecentTickets {
    static final String PREFIX = "r|";
    /** Patterns that are told later are compared with so many tickets. */
    static final int MOST = 1000;

    /** Ids by time of opening. */
    private final TreeMap<String, String> ids = new TreeMap<>();
    /** What patterns are compared with, read when it is first needed: many may be told before a ticket changes. */
    private final Map<String, Compared> compared = new HashMap<>();

    private final TicketMemory memory;

    /**
     * What patterns are compared with.
     *
     * @param facts without the API, which the catalog may tell otherwise later
     * @param known its case, with the links it has
     */
    record Compared(TicketFacts facts, TicketCase known) {
        private boolean isLinked(String pattern) {
            return known.getLinks().stream().anyMatch(link -> link.getPattern().equals(pattern));
        }
    }

    RecentTickets(TicketMemory memory) {
        this.memory = memory;
    }

    void restore(String key, byte[] value) {
        ids.put(key, new String(value, StandardCharsets.UTF_8));
    }

    /** Ids of those whose text says something that a pattern says too, or that are linked to it; by time of opening. */
    List<String> about(KnownPattern pattern, Function<String, @Nullable Compared> read) {
        return List.copyOf(ids.values()).stream()
                .filter(id -> {
                    Compared one = compared.computeIfAbsent(id, read);
                    return one != null && (TicketLinking.agree(one.facts, pattern) || one.isLinked(pattern.id()));
                })
                .toList();
    }

    /** A snapshot of a ticket came: what was read of it is read again, also where its case stays as it is. */
    void changed(String id) {
        compared.remove(id);
    }

    /** A case as it stands now. */
    void put(TicketCase known) {
        String key = key(known.getCreatedAt().toEpochMilli()) + "|" + known.getId();
        compared.remove(known.getId());
        if (known.getState() == CaseState.CLOSED) {
            ids.remove(key);
            memory.put(key, null);
        } else {
            ids.put(key, known.getId());
            memory.put(key, known.getId().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Forgets those that were opened before a time, milliseconds, and the oldest where there are too many. */
    void forget(long before) {
        String first = key(before);
        while (!ids.isEmpty() && (ids.size() > MOST || ids.firstKey().compareTo(first) < 0)) {
            var oldest = ids.pollFirstEntry();
            compared.remove(oldest.getValue());
            memory.put(oldest.getKey(), null);
        }
    }

    private static String key(long createdAt) {
        return String.format(Locale.ROOT, "%s%016x", PREFIX, createdAt ^ Long.MIN_VALUE);
    }
}
