package dev.hypercare.gaps;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** When what has to be looked at again, event time; of one instant in the order of the keys. */
final class GapTimes {
    /** No time at all. */
    static final long NEVER = Long.MAX_VALUE;

    private record Due(long at, String key) {}

    private final TreeSet<Due> order =
            new TreeSet<>(Comparator.comparingLong(Due::at).thenComparing(Due::key));
    private final Map<String, Due> byKey = new HashMap<>();

    void clear() {
        order.clear();
        byKey.clear();
    }

    /** Sets the one time of a key; {@link #NEVER} takes it away. */
    void set(String key, long at) {
        Due before = byKey.remove(key);
        if (before != null) {
            order.remove(before);
        }
        if (at != NEVER) {
            Due due = new Due(at, key);
            byKey.put(key, due);
            order.add(due);
        }
    }

    /** The first time of all; {@link #NEVER} where there is none. */
    long first() {
        return order.isEmpty() ? NEVER : order.first().at();
    }

    /** Whose turn it is at {@link #first}; its time is taken away. There has to be one. */
    String take() {
        String key = order.first().key();
        set(key, NEVER);
        return key;
    }
}
