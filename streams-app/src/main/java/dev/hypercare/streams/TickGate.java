package dev.hypercare.streams;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Decides which tick may be written. A tick at an instant says that everything that had reached the raw topics by then has been
 * normalised: it may be written once the committed offsets have reached the end offsets seen at that instant.
 *
 * @param <P> names a partition
 */
final class TickGate<P> {
    /** More waiting snapshots than this add nothing: while normalising lags this far behind, older ones are tried first. */
    static final int MOST_WAITING = 60;

    private final Deque<Snapshot<P>> waiting = new ArrayDeque<>();
    private long latestTick = Long.MIN_VALUE;

    private record Snapshot<P>(long atMillis, Map<P, Long> ends) {}

    /**
     * Remembers how far the raw topics went.
     *
     * @param atMillis an instant before the end offsets were asked for
     * @param ends end offset of each raw partition
     */
    void saw(long atMillis, Map<P, Long> ends) {
        Snapshot<P> last = waiting.peekLast();
        if (waiting.size() < MOST_WAITING && (last == null || atMillis > last.atMillis)) {
            waiting.addLast(new Snapshot<>(atMillis, Map.copyOf(ends)));
        }
    }

    /** Whether a tick waits for offsets to be committed. */
    boolean waits() {
        return !waiting.isEmpty();
    }

    /** The partitions in which the oldest waiting snapshot has not been reached. */
    Map<P, Long> missing(Map<P, Long> done) {
        Snapshot<P> oldest = waiting.peekFirst();
        if (oldest == null) {
            return Map.of();
        }
        Map<P, Long> missing = new HashMap<>(oldest.ends);
        missing.entrySet().removeIf(end -> reached(end.getKey(), end.getValue(), done));
        return missing;
    }

    /**
     * The latest instant that may be told, if there is a new one.
     *
     * @param done offset up to which each partition has been normalised; absent means 0
     */
    OptionalLong due(Map<P, Long> done) {
        long due = Long.MIN_VALUE;
        while (!waiting.isEmpty() && missing(done).isEmpty()) {
            due = waiting.removeFirst().atMillis;
        }
        if (due <= latestTick) {
            return OptionalLong.empty();
        }
        latestTick = due;
        return OptionalLong.of(due);
    }

    private boolean reached(P partition, long end, Map<P, Long> done) {
        return done.getOrDefault(partition, 0L) >= end;
    }
}
