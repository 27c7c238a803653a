package dev.hypercare.deliver.webhook;

import dev.hypercare.deliver.alert.Transition;
import dev.hypercare.deliver.http.BackOff;
import dev.hypercare.deliver.http.OutgoingRequest;
import dev.hypercare.deliver.http.SendOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts records one after the other. The records of one alert keep their order: the next one waits until the one before has arrived or
 * become a dead letter; other alerts go on meanwhile, unless the other side asks for a pause or does not answer. Not thread-safe.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    /** How long one round may take before Connect gets its thread back, milliseconds. */
    private static final long ROUND_MS = 20_000;

    private final ToldBefore told;
    private final Function<Transition, Function<String, OutgoingRequest>> requests;
    private final Function<OutgoingRequest, SendOutcome> sender;
    private final Supplier<BackOff> backOffs;
    private final BiConsumer<Transition, String> dead;
    private final long retryForMs;
    private final LongSupplier clock;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final BackOff everything;

    /** What waits of one alert. */
    private static final class Lane {
        final Deque<Transition> waiting = new ArrayDeque<>();
        final BackOff backOff;
        long firstTry = -1;
        int done;

        Lane(BackOff backOff) {
            this.backOff = backOff;
        }
    }

    /**
     * @param requests makes the request of a section for a record
     * @param dead is given what will never arrive, with the reason
     * @param retryForMs how long one record is tried, milliseconds
     */
    Courier(
            ToldBefore told,
            Function<Transition, Function<String, OutgoingRequest>> requests,
            Function<OutgoingRequest, SendOutcome> sender,
            Supplier<BackOff> backOffs,
            BiConsumer<Transition, String> dead,
            long retryForMs,
            LongSupplier clock) {
        this.told = told;
        this.requests = requests;
        this.sender = sender;
        this.backOffs = backOffs;
        this.dead = dead;
        this.retryForMs = retryForMs;
        this.clock = clock;
        this.everything = backOffs.get();
    }

    void add(Transition transition) {
        lanes.computeIfAbsent(transition.alert().fingerprint(), alert -> new Lane(backOffs.get()))
                .waiting
                .add(transition);
    }

    /** How many records wait. */
    int waiting() {
        return lanes.values().stream().mapToInt(lane -> lane.waiting.size()).sum();
    }

    /** The lowest offset of a partition that waits; {@link Long#MAX_VALUE} where none does. */
    long firstWaiting(String partition) {
        return lanes.values().stream()
                .flatMap(lane -> lane.waiting.stream())
                .filter(transition -> transition.partition().equals(partition))
                .mapToLong(Transition::offset)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Forgets what belongs to another task now. */
    void forget(Set<String> partitions) {
        lanes.values().forEach(lane -> lane.waiting.removeIf(one -> partitions.contains(one.partition())));
        lanes.values().removeIf(lane -> lane.waiting.isEmpty());
    }

    /** Posts what may be posted now. */
    void run() {
        long until = clock.getAsLong() + ROUND_MS;
        for (Lane lane : List.copyOf(lanes.values())) {
            while (!lane.waiting.isEmpty() && mayPost(lane) && clock.getAsLong() < until) {
                post(lane, lane.waiting.element());
            }
        }
        lanes.values().removeIf(lane -> lane.waiting.isEmpty());
    }

    private boolean mayPost(Lane lane) {
        long now = clock.getAsLong();
        return everything.isOver(now) && lane.backOff.isOver(now);
    }

    private void post(Lane lane, Transition transition) {
        List<String> sections = told.sections(transition.alert());
        if (lane.firstTry < 0) {
            lane.firstTry = clock.getAsLong();
        }
        while (lane.done < sections.size()) {
            OutgoingRequest request = requests.apply(transition).apply(sections.get(lane.done));
            SendOutcome outcome = sender.apply(request);
            switch (outcome.kind()) {
                case DONE -> lane.done++;
                case REFUSED -> {
                    bury(lane, transition, outcome.text());
                    return;
                }
                case AGAIN -> {
                    later(lane, transition, outcome);
                    return;
                }
            }
            everything.succeeded();
        }
        if (!sections.isEmpty() || transition.alert().isEnd()) {
            told.told(transition.alert());
        }
        next(lane);
    }

    private void later(Lane lane, Transition transition, SendOutcome outcome) {
        long now = clock.getAsLong();
        if (now - lane.firstTry >= retryForMs) {
            bury(lane, transition, outcome.text() + ", for " + (now - lane.firstTry) / 1000 + " s");
            return;
        }
        if (lane.backOff.failures() == 0) {
            LOG.warn(
                    "the webhook does not take alert {} of rule {}: {}; trying again",
                    transition.alert().fingerprint(),
                    transition.alert().rule(),
                    outcome.text());
        }
        lane.backOff.failed(now, outcome.retryAfterMs());
        if (outcome.status() == 0 || outcome.status() == 429 || outcome.retryAfterMs() > 0) {
            everything.failed(now, outcome.retryAfterMs());
        }
    }

    private void bury(Lane lane, Transition transition, String why) {
        LOG.error(
                "the webhook will not take alert {} of rule {} (offset {} of {}): {}; it becomes a dead letter",
                transition.alert().fingerprint(),
                transition.alert().rule(),
                transition.offset(),
                transition.partition(),
                why);
        dead.accept(transition, why);
        next(lane);
    }

    private static void next(Lane lane) {
        lane.waiting.remove();
        lane.backOff.succeeded();
        lane.firstTry = -1;
        lane.done = 0;
    }
}
