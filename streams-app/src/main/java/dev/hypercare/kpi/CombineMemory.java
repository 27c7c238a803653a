package dev.hypercare.kpi;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;

/**
 * What the combiner remembers of its partition across restarts: how far time has come, which series have a place, which
 * requests came lately, and which messages have an entry. Keys: {@code time}, {@code gateway:} and its name, {@code series:} and an hour of event time (19 digits) and a
 * number (9 digits), {@code seen:} and the start of a step of event time in milliseconds (19 digits) and a number (9 digits), {@code message:} and the
 * start of a pane, likewise. Values: whole numbers of 8 bytes, big endian, no more than fit into a record.
 */
final class CombineMemory {
    private static final String TIME = "time";
    private static final String GATEWAY = "gateway:";
    private static final String SERIES = "series:";
    private static final String SEEN = "seen:";
    private static final String MESSAGE = "message:";

    /** A record holds so many numbers at most; brokers take a million bytes by default. */
    private static final int MOST = 30_000;

    /** The store of the task. */
    interface Entries {
        void forEach(BiConsumer<String, byte[]> action);

        void put(String key, byte[] value);

        void delete(String key);
    }

    private final Entries entries;
    private final TreeMap<String, Long> periodOfKey = new TreeMap<>();
    private final TreeMap<String, Long> stepOfKey = new TreeMap<>();
    private final TreeMap<String, Long> paneOfKey = new TreeMap<>();
    private long newestTick = Watermarks.NONE;
    private long watermark = Watermarks.NONE;
    private int nextNumber;

    CombineMemory(Entries entries) {
        this.entries = entries;
    }

    /** Reads back everything. */
    void restore(Watermarks watermarks, SeriesLimit limit, SeenRequests seen, MessagePlaces places) {
        Map<String, byte[]> series = new TreeMap<>();
        entries.forEach((key, value) -> {
            if (key.equals(TIME)) {
                long[] values = Longs.from(value);
                newestTick = values[0];
                watermark = values[1];
                watermarks.restore(newestTick, watermark);
            } else if (key.startsWith(GATEWAY)) {
                watermarks.restoreGateway(key.substring(GATEWAY.length()), Longs.from(value));
            } else if (key.startsWith(SERIES)) {
                series.put(key, value);
            } else if (key.startsWith(SEEN)) {
                seen.restore(readKey(key, stepOfKey), Longs.from(value));
            } else if (key.startsWith(MESSAGE)) {
                places.restore(readKey(key, paneOfKey), Longs.from(value));
            }
        });
        List<SeriesLimit.Mark> marks = new ArrayList<>();
        series.forEach((key, value) -> readMarks(key, value, marks));
        limit.restore(marks);
        limit.time(watermark);
        seen.time(watermark);
        places.time(watermark);
    }

    /** The time in a key, which is noted. */
    private long readKey(String key, Map<String, Long> timeOfKey) {
        String[] parts = key.split(":", 3);
        long time = Long.parseLong(parts[1]);
        nextNumber = Math.max(nextNumber, Integer.parseInt(parts[2]) + 1);
        timeOfKey.put(key, time);
        return time;
    }

    private void readMarks(String key, byte[] value, List<SeriesLimit.Mark> marks) {
        readKey(key, periodOfKey);
        ByteBuffer from = ByteBuffer.wrap(value);
        while (from.hasRemaining()) {
            marks.add(new SeriesLimit.Mark((int) from.getLong(), from.getLong(), from.getLong()));
        }
    }

    /** Writes what changed since the last time. */
    void save(Watermarks watermarks, SeriesLimit limit, SeenRequests seen, MessagePlaces places) {
        for (Watermarks.Clock clock : watermarks.takeChanged()) {
            entries.put(GATEWAY + clock.gateway(), Longs.bytes(clock.numbers()));
        }
        if (watermarks.newestTick() != newestTick || watermarks.watermark() != watermark) {
            newestTick = watermarks.newestTick();
            watermark = watermarks.watermark();
            entries.put(TIME, Longs.bytes(newestTick, watermark));
        }
        watermarks.takeForgotten().forEach(gateway -> entries.delete(GATEWAY + gateway));
        saveMarks(limit);
        deleteKeys(periodOfKey, period -> period < limit.period() - 1);
        seen.takeFresh((start, hashes) -> put(SEEN, start, hashes, stepOfKey));
        deleteKeys(stepOfKey, start -> !seen.isKept(start));
        places.takeFresh((pane, found) -> put(MESSAGE, pane, found, paneOfKey));
        deleteKeys(paneOfKey, pane -> !places.isOpen(pane));
    }

    private void put(String kind, long time, long[] values, Map<String, Long> timeOfKey) {
        for (int from = 0; from < values.length; from += MOST) {
            String key = "%s%019d:%09d".formatted(kind, time, nextNumber++);
            timeOfKey.put(key, time);
            entries.put(key, Longs.bytes(Arrays.copyOfRange(values, from, Math.min(values.length, from + MOST))));
        }
    }

    private void deleteKeys(Map<String, Long> timeOfKey, LongPredicate over) {
        timeOfKey.entrySet().removeIf(entry -> {
            boolean goes = over.test(entry.getValue());
            if (goes) {
                entries.delete(entry.getKey());
            }
            return goes;
        });
    }

    private void saveMarks(SeriesLimit limit) {
        List<SeriesLimit.Mark> marks = limit.takeMarks();
        long[] values = new long[3 * marks.size()];
        for (int i = 0; i < marks.size(); i++) {
            values[3 * i] = marks.get(i).places();
            values[3 * i + 1] = marks.get(i).series();
            values[3 * i + 2] = marks.get(i).period();
        }
        put(SERIES, limit.period(), values, periodOfKey);
    }
}
