package dev.hypercare.query.cluster;

import dev.hypercare.query.Deadline;
import dev.hypercare.query.Freshness.Missing;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.PeersConfig;
import dev.hypercare.query.cluster.Gathered.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;

/** Puts a question to whoever has the partitions: at once to all, in rounds until each partition was read or nobody is left, or no time. */
public final class Gathering {
    /** So that questions of other instances always find a thread that answers them. */
    private static final int MOST_AT_ONCE = 32;

    private static final long PATIENCE_MILLIS = 1000;

    private final Placement placement;
    private final Peer self;
    private final PeerCalls calls;
    private final PeersConfig config;
    private final Duration limit;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /**
     * @param self this instance, as the placement names it
     * @param limit how long reading here may take for one question
     */
    public Gathering(Placement placement, Peer self, PeerCalls calls, PeersConfig config, Duration limit) {
        this.limit = limit;
        this.placement = placement;
        this.self = self;
        this.calls = calls;
        this.config = config;
    }

    /** How many partitions a store has. Error: {@link NotReadyException} while that is not known. */
    int partitions(String store) {
        return placement.places(store).size();
    }

    /**
     * The parts of the partitions that are wanted. Error: {@link NotReadyException} while nobody knows where they are, or too much is asked
     * at once.
     */
    <Q, A> Gathered<A> gather(Shelf<Q, A> shelf, Q question, IntPredicate wanted) {
        long end = System.nanoTime() + config.allWithin().toNanos();
        try {
            if (!places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new NotReadyException(MOST_AT_ONCE + " questions are being answered already");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadyException("interrupted");
        }
        try {
            return new Rounds<>(shelf, question, end)
                    .run(PartSource.plan(placement.places(shelf.store()), self, wanted));
        } finally {
            places.release();
        }
    }

    /** One question on its way. */
    private final class Rounds<Q, A> {
        private final Shelf<Q, A> shelf;
        private final Q question;
        private final long end;
        private final Deadline deadline = Deadline.within(limit);
        private final List<Part<A>> parts = new ArrayList<>();
        /** What the last one asked said, by partition. */
        private final SortedMap<Integer, String> why = new TreeMap<>();

        Rounds(Shelf<Q, A> shelf, Q question, long end) {
            this.shelf = shelf;
            this.question = question;
            this.end = end;
        }

        Gathered<A> run(Map<Integer, List<PartSource>> plan) {
            plan.keySet().forEach(partition -> why.put(partition, "no instance is known to have it"));
            while (left() > 0) {
                Map<PartSource, List<Integer>> round = next(plan);
                if (round.isEmpty()) {
                    break;
                }
                ask(round);
            }
            parts.sort(Comparator.comparingInt(Part::partition));
            Map<String, Missing> missing = new TreeMap<>();
            why.forEach((partition, reason) -> missing.computeIfAbsent(
                            reason, unseen -> new Missing(shelf.store(), new TreeSet<>(), reason))
                    .partitions()
                    .add(partition));
            return new Gathered<>(parts, List.copyOf(missing.values()));
        }

        /** The next one to ask for each partition that is still open, taken off the plan. */
        private Map<PartSource, List<Integer>> next(Map<Integer, List<PartSource>> plan) {
            Map<PartSource, List<Integer>> round = new LinkedHashMap<>();
            plan.forEach((partition, sources) -> {
                if (why.containsKey(partition) && !sources.isEmpty()) {
                    round.computeIfAbsent(sources.remove(0), unseen -> new ArrayList<>())
                            .add(partition);
                }
            });
            return round;
        }

        private void ask(Map<PartSource, List<Integer>> round) {
            Duration within =
                    Duration.ofNanos(Math.min(left(), config.eachWithin().toNanos()));
            long until = System.nanoTime() + within.toNanos();
            Map<PartSource, CompletableFuture<byte[]>> asked = new LinkedHashMap<>();
            round.forEach((source, partitions) -> {
                if (!source.peer().equals(self)) {
                    Request request = new Request(
                            shelf.store(),
                            partitions,
                            source.copy(),
                            shelf.form().question(question));
                    asked.put(source, calls.ask(source.peer(), request.toBytes(), within));
                }
            });
            round.forEach((source, partitions) -> {
                if (source.peer().equals(self)) {
                    partitions.forEach(partition -> here(partition, source.copy()));
                }
            });
            asked.forEach((source, reply) -> there(source, round.getOrDefault(source, List.of()), reply, until));
        }

        private void here(int partition, boolean copy) {
            try {
                parts.add(new Part<>(partition, copy, shelf.local().read(partition, copy, question, deadline)));
                why.remove(partition);
            } catch (NotReadyException e) {
                why.put(partition, String.valueOf(e.getMessage()));
            }
        }

        private void there(PartSource source, List<Integer> partitions, CompletableFuture<byte[]> asked, long until) {
            try {
                long nanos = Math.max(0, until - System.nanoTime());
                Reply reply = Reply.of(asked.get(nanos, TimeUnit.NANOSECONDS));
                reply.refused().forEach((partition, reason) -> why.replace(partition, reason));
                for (Map.Entry<Integer, byte[]> part : reply.parts().entrySet()) {
                    A answer = shelf.form().answer(part.getValue());
                    if (why.remove(part.getKey()) != null) {
                        parts.add(new Part<>(part.getKey(), source.copy(), answer));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                partitions.forEach(partition -> why.replace(partition, "interrupted"));
            } catch (TimeoutException e) {
                asked.cancel(true);
                partitions.forEach(
                        partition -> why.replace(partition, source.peer() + " does not answer: not in time"));
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                partitions.forEach(partition -> why.replace(partition, String.valueOf(cause.getMessage())));
            } catch (RuntimeException e) {
                partitions.forEach(partition ->
                        why.replace(partition, source.peer() + " answers in another form: " + e.getMessage()));
            }
        }

        private long left() {
            return end - System.nanoTime();
        }
    }
}
