package dev.hypercare.rules;

import dev.hypercare.contract.ChangeRegister;
import dev.hypercare.contract.Outcome;
import dev.hypercare.schemas.events.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was changed, and from when on rules know of it. Every record of a change is kept: at an instant the one holds that was used last
 * by then, so what rules see depends on event time and not on when this instance read it. One thread fills it, all tasks ask.
 */
final class ChangeBook implements ChangeRegister {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeBook.class);

    /**
     * So long after the time of a record that does not say it rules know of it, milliseconds: time to reach every instance.
     */
    static final long AHEAD_MILLIS = 3_000;

    /**
     * A record of a change.
     *
     * @param from event time from which it is used, milliseconds
     * @param order of two of the same time the greater one is the newer
     */
    private record Known(Change change, long from, Order order) {
        private static final Comparator<Known> BY_TIME =
                Comparator.comparingLong(Known::from).thenComparing(Known::order);

        long start() {
            return change.getStartedAt().toEpochMilli();
        }
    }

    /** Where a record stands in the topic; all records of an id are in one partition. */
    private record Order(int partition, long offset) implements Comparable<Order> {
        @Override
        public int compareTo(Order other) {
            return partition == other.partition
                    ? Long.compare(offset, other.offset)
                    : Integer.compare(partition, other.partition);
        }
    }

    /** Both by time, the oldest first. */
    private record Index(Map<String, List<Known>> byId, Map<String, List<Known>> byApi) {}

    private final LongSupplier judgedUpTo;
    private final Map<Order, Known> records = new HashMap<>();
    private final Map<Order, RefusedRecord> unusable = new TreeMap<>();
    private volatile List<RefusedRecord> refused = List.of();
    private volatile @Nullable Index index;

    /** @param judgedUpTo how far event time has come in this process, milliseconds */
    ChangeBook(LongSupplier judgedUpTo) {
        this.judgedUpTo = judgedUpTo;
    }

    /** Forgets everything: it comes again. */
    synchronized void clear() {
        records.clear();
        unusable.clear();
        refused = List.of();
        index = null;
    }

    /**
     * Takes a record of the topic.
     *
     * @param read what it says, or why it cannot be used
     */
    synchronized void take(KeptRecord record, Outcome<Change> read) {
        Order order = new Order(record.partition(), record.offset());
        if (read instanceof Outcome.Ok<Change> ok) {
            records.put(order, new Known(ok.value(), usedFrom(ok.value(), record.timestamp()), order));
            index = null;
        } else if (read instanceof Outcome.Rejected<Change> why) {
            unusable.put(order, new RefusedRecord(record, why));
            refused = List.copyOf(unusable.values());
            LOG.warn(
                    "the record {}@{} of changes cannot be used: {}",
                    record.partition(),
                    record.offset(),
                    why.detail());
        }
    }

    /**
     * Takes a change that could be read.
     *
     * @param timestamp of the record, milliseconds
     */
    void take(int partition, long offset, long timestamp, Change change) {
        take(new KeptRecord(partition, offset, timestamp, new byte[0]), Outcome.ok(change));
    }

    /** The records that cannot be used, in the order of the topic; the same object until that changes. */
    List<RefusedRecord> refused() {
        return refused;
    }

    /** From when on rules know of a change, milliseconds, a whole slice. */
    private static long usedFrom(Change change, long timestamp) {
        Instant said = change.getUsedFrom();
        long told = said == null ? timestamp + AHEAD_MILLIS : said.toEpochMilli();
        return AppliedVersion.sliceFrom(Math.max(told, change.getStartedAt().toEpochMilli()));
    }

    /**
     * What was changed of any of these APIs, as it is known at an instant: what began after {@code after} and until then, the newest first.
     */
    List<Change> between(Collection<String> apis, long after, long at) {
        Index known = index();
        Set<Known> found = new HashSet<>();
        for (String api : apis) {
            List<Known> records = known.byApi.getOrDefault(api, List.of());
            for (int i = records.size() - 1; i >= 0 && records.get(i).from > after; i--) {
                Known record = records.get(i);
                if (record.start() > after && record.equals(holding(record.change.getId(), at, known))) {
                    found.add(record);
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparingLong(Known::start)
                        .thenComparing(one -> one.change.getId())
                        .reversed())
                .map(Known::change)
                .toList();
    }

    /** The record of a change that holds at an instant; null before the first. */
    private static @Nullable Known holding(String id, long at, Index known) {
        Known found = null;
        for (Known record : known.byId.getOrDefault(id, List.of())) {
            if (record.from <= at) {
                found = record;
            }
        }
        return found;
    }

    private Index index() {
        Index made = index;
        return made == null ? make() : made;
    }

    private synchronized Index make() {
        Index made = index;
        if (made == null) {
            Map<String, List<Known>> byId = new HashMap<>();
            Map<String, List<Known>> byApi = new HashMap<>();
            records.values().stream().sorted(Known.BY_TIME).forEach(record -> {
                byId.computeIfAbsent(record.change.getId(), unseen -> new ArrayList<>())
                        .add(record);
                Set<String> apis = new HashSet<>(record.change.getApis());
                String service = record.change.getService();
                if (service != null) {
                    apis.add(service);
                }
                apis.forEach(api ->
                        byApi.computeIfAbsent(api, unseen -> new ArrayList<>()).add(record));
            });
            made = new Index(byId, byApi);
            index = made;
        }
        return made;
    }

    @Override
    public List<Change> changes() {
        return index().byId.values().stream()
                .map(records -> records.get(records.size() - 1).change)
                .toList();
    }

    @Override
    public @Nullable Change change(String id) {
        List<Known> records = index().byId.getOrDefault(id, List.of());
        return records.isEmpty() ? null : records.get(records.size() - 1).change;
    }

    @Override
    public long earliest(long now) {
        return AppliedVersion.sliceFrom(Math.max(now, judgedUpTo.getAsLong()) + AHEAD_MILLIS);
    }

    @Override
    public boolean has(Change change) {
        return index().byId.getOrDefault(change.getId(), List.of()).stream()
                .anyMatch(known -> !known.change.getTakenAt().isBefore(change.getTakenAt()));
    }
}
