package dev.hypercare.gaps;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What waits until the time of the desk has come to its own: there it is taken in the order of event time, whatever order it came in. */
final class EventLine {
    private static final String PREFIX = "w|";

    private final TreeMap<String, GapArrival> line = new TreeMap<>();
    private final GapMemory memory;

    EventLine(GapMemory memory) {
        this.memory = memory;
    }

    void clear() {
        line.clear();
    }

    static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    void restore(String key, byte[] value) {
        line.put(key, GapArrival.of(value));
    }

    /** @param subject whose arrival it is: those of one and the same instant keep their order */
    void add(String subject, GapArrival arrival) {
        String begin = String.format(
                Locale.ROOT,
                "%s%016x|%d|%s|",
                PREFIX,
                Math.max(0, arrival.at()),
                arrival.kind().ordinal(),
                subject);
        int number = line.subMap(begin, begin + Character.MAX_VALUE).size();
        String key = begin + String.format(Locale.ROOT, "%08d", number);
        line.put(key, arrival);
        memory.put(key, arrival.toBytes());
    }

    /** The event time of the first; {@link GapTimes#NEVER} where nothing waits. */
    long first() {
        return line.isEmpty() ? GapTimes.NEVER : line.firstEntry().getValue().at();
    }

    /** The first; there has to be one. */
    GapArrival take() {
        Map.Entry<String, GapArrival> first = line.pollFirstEntry();
        memory.delete(first.getKey());
        return first.getValue();
    }
}
