package dev.hypercare.alerts;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** When which alert has to be looked at again, event time. */
final class Timers {
    /** No time at all. */
    static final long NEVER = Long.MAX_VALUE;

    private record Due(long at, String fingerprint) {}

    private final TreeSet<Due> order =
            new TreeSet<>(Comparator.comparingLong(Due::at).thenComparing(Due::fingerprint));
    private final Map<String, Due> byFingerprint = new HashMap<>();

    void clear() {
        order.clear();
        byFingerprint.clear();
    }

    /** Sets the one time of an alert; {@link #NEVER} takes it away. */
    void set(String fingerprint, long at) {
        Due before = byFingerprint.remove(fingerprint);
        if (before != null) {
            order.remove(before);
        }
        if (at != NEVER) {
            Due due = new Due(at, fingerprint);
            byFingerprint.put(fingerprint, due);
            order.add(due);
        }
    }

    /** The first time of all; {@link #NEVER} where there is none. */
    long first() {
        return order.isEmpty() ? NEVER : order.first().at();
    }

    /** The time of one alert; {@link #NEVER} where it has none. */
    long of(String fingerprint) {
        Due due = byFingerprint.get(fingerprint);
        return due == null ? NEVER : due.at();
    }

    /** Whose turn it is at {@link #first}; its time is taken away. There has to be one. */
    String take() {
        String fingerprint = order.first().fingerprint();
        set(fingerprint, NEVER);
        return fingerprint;
    }
}
