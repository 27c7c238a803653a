package dev.hypercare.query;

import dev.hypercare.schemas.events.Mark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Marks in the heap, for tests. */
public final class FakeMarks implements MarkBook {
    private final Map<String, Mark> marks = new LinkedHashMap<>();

    @Override
    public List<Mark> marks() {
        return List.copyOf(marks.values());
    }

    @Override
    public void put(Mark mark) {
        marks.put(mark.getId(), mark);
    }

    @Override
    public void remove(String id) {
        marks.remove(id);
    }
}
