package dev.hypercare.patterns;

import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.schemas.events.MessageCount;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the calls of a pane tell of one message or of one pattern. It depends on which calls these are, not on how they came in records:
 * counts add, times take the extremes, names are sets, of trace ids the lowest are kept. Not thread-safe.
 */
final class Sightings {
    /** As the topic orders them. */
    private static final Comparator<String> BY_BYTES = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private static final int TRACES = 2;

    /** By pane of completion. */
    final TreeMap<Long, Long> calls = new TreeMap<>();

    final NavigableSet<String> routes = new TreeSet<>();
    final NavigableSet<String> versions = new TreeSet<>();
    final NavigableSet<String> errorCodes = new TreeSet<>();
    final NavigableSet<Integer> statuses = new TreeSet<>();
    final DistinctCount consumers = new DistinctCount();
    final NavigableSet<String> traceIds = new TreeSet<>(BY_BYTES);
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;

    /** Adds what one partition of calls counted. Error: {@link IllegalArgumentException} for a sketch that is none. */
    void add(long paneStart, MessageCount count) {
        addCalls(paneStart, count.getCalls());
        first = Math.min(first, count.getFirstCompletedAt().toEpochMilli());
        last = Math.max(last, count.getLastCompletedAt().toEpochMilli());
        routes.add(count.getRoute());
        statuses.add(count.getStatus());
        if (count.getVersion() != null) {
            versions.add(count.getVersion());
        }
        if (count.getErrorCode() != null) {
            errorCodes.add(count.getErrorCode());
        }
        ByteBuffer sketch = count.getConsumerSketch();
        if (sketch != null) {
            consumers.mergeFrom(sketch.duplicate());
        }
        addTraces(count.getTraceIds());
    }

    /** Adds calls of which only the pane is known. */
    void addUntold(long paneStart, long count, long paneMillis) {
        addCalls(paneStart, count);
        first = Math.min(first, paneStart);
        last = Math.max(last, paneStart + paneMillis - 1);
    }

    void addAll(Sightings other) {
        other.calls.forEach(this::addCalls);
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        routes.addAll(other.routes);
        versions.addAll(other.versions);
        errorCodes.addAll(other.errorCodes);
        statuses.addAll(other.statuses);
        consumers.merge(other.consumers);
        addTraces(List.copyOf(other.traceIds));
    }

    private void addCalls(long paneStart, long count) {
        calls.merge(paneStart, count, Long::sum);
    }

    private void addTraces(List<String> more) {
        traceIds.addAll(more);
        while (traceIds.size() > TRACES) {
            traceIds.pollLast();
        }
    }

    long total() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    /** First instant of the latest pane that has some. */
    long latestPane() {
        return calls.lastKey();
    }

    /** The calls of panes that begin at an instant or later. */
    long since(long instant) {
        return calls.tailMap(instant).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The calls by pane. */
    Map<Long, Long> panes() {
        return calls;
    }
}
