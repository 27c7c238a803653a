package dev.hypercare.patterns;

import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

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

    /** The newest record of each pattern. */
    List<Pattern> patterns() {
        return List.copyOf(patterns.values());
    }

    /** How many entries are kept of all kinds. */
    int size() {
        return panes.size() + memory.size() + patterns.size();
    }
}
