package dev.hypercare.patterns;

import dev.hypercare.contract.Resolution;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A memory in maps, for where nothing has to survive: trials, evaluations, tests. */
final class HeapPatternMemory implements PatternMemory {
    private record Place(long takenWith, long number) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return takenWith != other.takenWith
                    ? Long.compare(takenWith, other.takenWith)
                    : Long.compare(number, other.number);
        }
    }

    private final TreeMap<Place, MessageCounts> panes = new TreeMap<>();
    private final TreeMap<String, byte[]> memory = new TreeMap<>();
    private final TreeMap<String, Pattern> patterns = new TreeMap<>();
    private final Map<Resolution, TreeMap<Long, Map<String, byte[]>>> counts = new EnumMap<>(Resolution.class);

    @Override
    public void putMessages(long takenWith, long offset, MessageCounts counts) {
        panes.put(new Place(takenWith, offset), counts);
    }

    @Override
    public void takeMessages(long from, long until, Consumer<MessageCounts> action) {
        Map<Place, MessageCounts> taken =
                panes.subMap(new Place(from, Long.MIN_VALUE), new Place(until, Long.MIN_VALUE));
        List.copyOf(taken.values()).forEach(action);
        taken.clear();
    }

    @Override
    public void put(String key, byte[] value) {
        memory.put(key, value.clone());
    }

    @Override
    public void delete(String key) {
        memory.remove(key);
    }

    @Override
    public void each(BiConsumer<String, byte[]> action) {
        new TreeMap<>(memory).forEach(action);
    }

    @Override
    public void putPattern(Pattern pattern) {
        patterns.put(pattern.getId(), Pattern.newBuilder(pattern).build());
    }

    @Override
    public void deletePattern(String id) {
        patterns.remove(id);
    }

    @Override
    public void eachPattern(Consumer<Pattern> action) {
        List.copyOf(patterns.values()).forEach(action);
    }

    @Override
    public byte @Nullable [] counts(Resolution resolution, String api, long start) {
        return windows(resolution).getOrDefault(start, Map.of()).get(api);
    }

    @Override
    public void putCounts(Resolution resolution, String api, long start, byte[] bytes) {
        TreeMap<Long, Map<String, byte[]>> windows = windows(resolution);
        windows.computeIfAbsent(start, unseen -> new TreeMap<>()).put(api, bytes.clone());
        windows.headMap(windows.lastKey() - resolution.kept().toMillis()).clear();
    }

    private TreeMap<Long, Map<String, byte[]>> windows(Resolution resolution) {
        return counts.computeIfAbsent(resolution, unseen -> new TreeMap<>());
    }

    /** The counts of a length, by beginning and API. */
    Map<Long, Map<String, byte[]>> counted(Resolution resolution) {
        return windows(resolution);
    }

    /** The newest record of each pattern. */
    List<Pattern> patterns() {
        return List.copyOf(patterns.values());
    }

    /** How many entries are kept of all kinds but counts, whose number is that of the windows that are kept. */
    int size() {
        return panes.size() + memory.size() + patterns.size();
    }
}
