package dev.hypercare.kpi;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What the combiner remembers of its partition across restarts: how far time has come, and which series have a place. Keys:
 * {@code time}, {@code gateway:} and its name, {@code series:} and an hour of event time (19 digits) and a number (9 digits). Values:
 * whole numbers of 8 bytes, big endian.
 */
final class CombineMemory {
    private static final String TIME = "time";
    private static final String GATEWAY = "gateway:";
    private static final String SERIES = "series:";

    /** The store of the task. */
    interface Entries {
        void forEach(BiConsumer<String, byte[]> action);

        void put(String key, byte[] value);

        void delete(String key);
    }

    private final Entries entries;
    private final TreeMap<String, Long> periodOfKey = new TreeMap<>();
    private long newestTick = Watermarks.NONE;
    private long watermark = Watermarks.NONE;
    private int nextNumber;

    CombineMemory(Entries entries) {
        this.entries = entries;
    }

    /** Reads back everything. */
    void restore(Watermarks watermarks, SeriesLimit limit) {
        Map<String, byte[]> series = new TreeMap<>();
        entries.forEach((key, value) -> {
            if (key.equals(TIME)) {
                long[] values = Longs.from(value);
                newestTick = values[0];
                watermark = values[1];
                watermarks.restore(newestTick, watermark);
            } else if (key.startsWith(GATEWAY)) {
                watermarks.restoreGateway(key.substring(GATEWAY.length()), Longs.from(value)[0]);
            } else if (key.startsWith(SERIES)) {
                series.put(key, value);
            }
        });
        List<SeriesLimit.Mark> marks = new ArrayList<>();
        series.forEach((key, value) -> readMarks(key, value, marks));
        limit.restore(marks);
        limit.time(watermark);
    }

    private void readMarks(String key, byte[] value, List<SeriesLimit.Mark> marks) {
        String[] parts = key.split(":", 3);
        long period = Long.parseLong(parts[1]);
        nextNumber = Math.max(nextNumber, Integer.parseInt(parts[2]) + 1);
        periodOfKey.put(key, period);
        ByteBuffer from = ByteBuffer.wrap(value);
        while (from.hasRemaining()) {
            marks.add(new SeriesLimit.Mark((int) from.getLong(), from.getLong(), from.getLong()));
        }
    }

    /** Writes what changed since the last time. */
    void save(Watermarks watermarks, SeriesLimit limit) {
        for (Watermarks.Clock clock : watermarks.takeChanged()) {
            entries.put(GATEWAY + clock.gateway(), Longs.bytes(clock.newest()));
        }
        if (watermarks.newestTick() != newestTick || watermarks.watermark() != watermark) {
            newestTick = watermarks.newestTick();
            watermark = watermarks.watermark();
            entries.put(TIME, Longs.bytes(newestTick, watermark));
        }
        watermarks.takeForgotten().forEach(gateway -> entries.delete(GATEWAY + gateway));
        saveMarks(limit);
    }

    private void saveMarks(SeriesLimit limit) {
        List<SeriesLimit.Mark> marks = limit.takeMarks();
        if (!marks.isEmpty()) {
            ByteBuffer to = ByteBuffer.allocate(24 * marks.size());
            marks.forEach(
                    mark -> to.putLong(mark.places()).putLong(mark.series()).putLong(mark.period()));
            String key = "%s%019d:%09d".formatted(SERIES, limit.period(), nextNumber++);
            periodOfKey.put(key, limit.period());
            entries.put(key, to.array());
        }
        List<String> over = new ArrayList<>();
        periodOfKey.forEach((key, period) -> {
            if (period < limit.period() - 1) {
                over.add(key);
            }
        });
        over.forEach(key -> {
            periodOfKey.remove(key);
            entries.delete(key);
        });
    }
}
