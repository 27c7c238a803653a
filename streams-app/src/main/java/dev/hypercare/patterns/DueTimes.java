package dev.hypercare.patterns;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which pattern has to be looked at when, though nothing comes. */
final class DueTimes {
    static final long NEVER = Long.MAX_VALUE;

    private final TreeMap<Long, SortedSet<String>> byTime = new TreeMap<>();
    private final Map<String, Long> byId = new HashMap<>();

    void clear() {
        byTime.clear();
        byId.clear();
    }

    /** Sets the time of a pattern; {@link #NEVER} for none. */
    void set(String id, long at) {
        Long before = at == NEVER ? byId.remove(id) : byId.put(id, at);
        if (before != null) {
            byTime.computeIfPresent(before, (time, ids) -> {
                ids.remove(id);
                return ids.isEmpty() ? null : ids;
            });
        }
        if (at != NEVER) {
            byTime.computeIfAbsent(at, unseen -> new TreeSet<>()).add(id);
        }
    }

    /** The earliest; {@link #NEVER} for none. */
    long first() {
        return byTime.isEmpty() ? NEVER : byTime.firstKey();
    }

    /** Takes away those that are due at an instant or before, in the order of their ids. */
    SortedSet<String> take(long until) {
        SortedSet<String> due = new TreeSet<>();
        byTime.headMap(until, true).values().forEach(due::addAll);
        byTime.headMap(until, true).clear();
        due.forEach(byId::remove);
        return due;
    }
}
