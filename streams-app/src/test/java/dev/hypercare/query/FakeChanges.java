package dev.hypercare.query;

import dev.hypercare.contract.ChangeRegister;
import dev.hypercare.schemas.events.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes in the heap, for tests: what is put is known at once. */
public final class FakeChanges implements ChangeBoard, ChangeRegister {
    private static final long AHEAD_MILLIS = 3_000;

    private final Map<String, Change> changes = new LinkedHashMap<>();
    private final long now;
    private int written;

    /** @param now what time it is, milliseconds since the epoch */
    public FakeChanges(long now) {
        this.now = now;
    }

    @Override
    public ChangeRegister register() {
        return this;
    }

    @Override
    public void put(Change change) {
        changes.put(change.getId(), change);
        written++;
    }

    /** How many records were put. */
    public int written() {
        return written;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public List<Change> changes() {
        return List.copyOf(changes.values());
    }

    @Override
    public @Nullable Change change(String id) {
        return changes.get(id);
    }

    @Override
    public long earliest(long at) {
        return at + AHEAD_MILLIS;
    }

    @Override
    public boolean has(Change change) {
        return changes.containsValue(change);
    }
}
