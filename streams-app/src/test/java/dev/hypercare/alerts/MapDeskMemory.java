package dev.hypercare.alerts;

import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Mark;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Stores in the heap, ordered by key as those of Kafka Streams. */
final class MapDeskMemory implements DeskMemory {
    final Map<String, byte[]> lives = new TreeMap<>();
    final Map<String, byte[]> waiting = new TreeMap<>();
    final Map<String, Alert> active = new TreeMap<>();
    final Map<String, Mark> marks = new TreeMap<>();

    @Override
    public void putLife(String fingerprint, byte[] life) {
        lives.put(fingerprint, life);
    }

    @Override
    public void deleteLife(String fingerprint) {
        lives.remove(fingerprint);
    }

    @Override
    public void eachLife(BiConsumer<String, byte[]> action) {
        Map.copyOf(lives).forEach(action);
    }

    @Override
    public void putWaiting(String key, byte[] value) {
        waiting.put(key, value);
    }

    @Override
    public void deleteWaiting(String key) {
        waiting.remove(key);
    }

    @Override
    public void eachWaiting(BiConsumer<String, byte[]> action) {
        new TreeMap<>(waiting).forEach(action);
    }

    @Override
    public void putActive(Alert alert) {
        active.put(alert.getFingerprint(), alert);
    }

    @Override
    public void deleteActive(String fingerprint) {
        active.remove(fingerprint);
    }

    @Override
    public void putMark(Mark mark) {
        marks.put(mark.getId(), mark);
    }

    @Override
    public void deleteMark(String id) {
        marks.remove(id);
    }

    @Override
    public void eachMark(Consumer<Mark> action) {
        marks.values().forEach(action);
    }
}
