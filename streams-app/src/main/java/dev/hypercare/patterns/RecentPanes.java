package dev.hypercare.patterns;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** How many calls of a pattern the panes of its window have. */
final class RecentPanes {
    private final TreeMap<Long, Long> calls = new TreeMap<>();

    /** Adds calls of the pane that begins at an instant. */
    void add(long paneStart, long count) {
        calls.merge(paneStart, count, Long::sum);
    }

    void addAll(RecentPanes other) {
        other.calls.forEach(this::add);
    }

    /** The calls of the window that ends at an instant; what is older is forgotten. */
    long upTo(long end, long window) {
        calls.headMap(end - window).clear();
        return calls.headMap(end).values().stream().mapToLong(Long::longValue).sum();
    }

    void write(BinaryWriter to) {
        to.number(calls.size());
        calls.forEach((start, count) -> {
            to.number(start);
            to.number(count);
        });
    }

    static RecentPanes read(ByteBuffer from) {
        RecentPanes panes = new RecentPanes();
        long size = BinaryWriter.readNumber(from);
        for (int i = 0; i < size; i++) {
            panes.add(BinaryWriter.readNumber(from), BinaryWriter.readNumber(from));
        }
        return panes;
    }

    @Override
    public String toString() {
        return Map.copyOf(calls).toString();
    }
}
