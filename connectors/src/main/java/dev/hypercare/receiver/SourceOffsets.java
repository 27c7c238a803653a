package dev.hypercare.receiver;

import dev.hypercare.receiver.inbox.RecentIds;
import java.util.ArrayList;
import java.util.HashMap;
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

    static Map<String, ?> partition(String path, int segment) {
        return Map.of(PATH, path, SEGMENT, String.valueOf(segment));
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
        List<Map<String, Object>> partitions = new ArrayList<>();
        for (int segment = 0; segment < RecentIds.SEGMENTS; segment++) {
            partitions.add(new HashMap<>(partition(path, segment)));
        }
        RecentIds ids = new RecentIds(capacity);
        Map<Map<String, Object>, Map<String, Object>> stored = reader.offsets(partitions);
        stored.forEach((partition, offset) -> {
            if (offset != null && offset.get(FIRST) instanceof Number first && offset.get(IDS) instanceof String text) {
                ids.restore(Integer.parseInt(String.valueOf(partition.get(SEGMENT))), first.longValue(), text);
            }
        });
        return ids;
    }
}
