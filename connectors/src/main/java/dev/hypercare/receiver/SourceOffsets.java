package dev.hypercare.receiver;

import dev.hypercare.receiver.inbox.RecentIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Where the ids of deliveries stand in the source offsets: one source partition a path and segment. A record carries the segment as it is
 * when this record is in Kafka: only the last of a delivery tells its id, so that an offset never claims what is not there.
 */
final class SourceOffsets {
    private static final String PATH = "path";
    private static final String SEGMENT = "segment";
    private static final String FIRST = "first";
    private static final String IDS = "ids";

    private SourceOffsets() {}

    /** In an order that never changes: Connect finds an offset again by the bytes of its partition, and {@code Map.of} has another order in each JVM. */
    static Map<String, String> partition(String path, int segment) {
        Map<String, String> partition = new LinkedHashMap<>();
        partition.put(PATH, path);
        partition.put(SEGMENT, String.valueOf(segment));
        return partition;
    }

    /** The partition of what has no id. */
    static Map<String, ?> partition(String path) {
        return Map.of(PATH, path);
    }

    static Map<String, ?> offset(RecentIds.Place place, boolean last) {
        return Map.of(FIRST, place.first(), IDS, last ? place.after() : place.before());
    }

    static Map<String, ?> offset(long acceptedAt) {
        return Map.of("at", acceptedAt);
    }

    /** The ids of a path as they were stored. */
    static RecentIds restored(String path, int capacity, OffsetStorageReader reader) {
        List<Map<String, String>> partitions = new ArrayList<>();
        for (int segment = 0; segment < RecentIds.SEGMENTS; segment++) {
            partitions.add(partition(path, segment));
        }
        RecentIds ids = new RecentIds(capacity);
        Map<Map<String, String>, Map<String, Object>> stored = reader.offsets(partitions);
        stored.forEach((partition, offset) -> {
            if (offset != null && offset.get(FIRST) instanceof Number first && offset.get(IDS) instanceof String text) {
                ids.restore(Integer.parseInt(partition.get(SEGMENT)), first.longValue(), text);
            }
        });
        return ids;
    }
}
