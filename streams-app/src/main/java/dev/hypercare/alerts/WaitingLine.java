package dev.hypercare.alerts;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What waits until the time of all partitions has come to its own: there it is taken in the order of event time, whatever order it
 * came in. Changes of sources stand before verdicts of the same instant.
 */
final class WaitingLine {
    private static final String PREFIX = "w|";

    private final TreeMap<String, Arrival> line = new TreeMap<>();
    private final DeskMemory memory;

    WaitingLine(DeskMemory memory) {
        this.memory = memory;
    }

    void clear() {
        line.clear();
    }

    static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    void restore(String key, byte[] value) {
        line.put(key, Arrival.of(value));
    }

    void add(String fingerprint, Arrival arrival) {
        String begin = String.format(
                Locale.ROOT,
                "%s%016x|%d|%s|",
                PREFIX,
                arrival.at(),
                arrival.kind() == Arrival.Kind.VERDICT ? 1 : 0,
                fingerprint);
        int number = line.subMap(begin, begin + Character.MAX_VALUE).size();
        String key = begin + String.format(Locale.ROOT, "%08d", number);
        line.put(key, arrival);
        memory.putWaiting(key, arrival.toBytes());
    }

    int size() {
        return line.size();
    }

    /** The event time of the first; {@link Timers#NEVER} where nobody waits. */
    long first() {
        return line.isEmpty() ? Timers.NEVER : line.firstEntry().getValue().at();
    }

    /** The first; there has to be one. */
    Arrival take() {
        Map.Entry<String, Arrival> first = line.pollFirstEntry();
        memory.deleteWaiting(first.getKey());
        return first.getValue();
    }
}
