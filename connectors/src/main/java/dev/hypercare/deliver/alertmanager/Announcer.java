package dev.hypercare.deliver.alertmanager;

import dev.hypercare.deliver.alert.Transition;
import dev.hypercare.deliver.http.OutgoingRequest;
import dev.hypercare.deliver.http.SendOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings every Alertmanager to know what the board says. Not thread-safe. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    /** Alerts in one request. */
    private static final int AT_ONCE = 200;

    private final AlertmanagerConfig config;
    private final AlertBoard board;
    private final PostedAlerts bodies;
    private final BiConsumer<Transition, String> refused;
    private final LongSupplier clock;

    /** @param refused is told of records that an Alertmanager will never take, with the reason */
    Announcer(AlertmanagerConfig config, AlertBoard board, BiConsumer<Transition, String> refused, LongSupplier clock) {
        this.config = config;
        this.board = board;
        this.bodies = new PostedAlerts(config.expireMs(), config.watchdogExpireMs());
        this.refused = refused;
        this.clock = clock;
    }

    /** Posts what is due, to all at once: one that hangs keeps the others waiting for its time-out and no longer. */
    void announce() {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (Target target : config.targets()) {
            long now = clock.getAsLong();
            if (target.backOff().isOver(now)) {
                List<Posting> due = due(target, now);
                if (!due.isEmpty()) {
                    running.add(post(target, due, now));
                }
            }
        }
        running.forEach(CompletableFuture::join);
        settle();
    }

    /** The lowest offset of a partition that has to be read again after a restart: it fires, or its end is not delivered. */
    long firstNeeded(String partition) {
        return board.postings().stream()
                .filter(posting -> posting.of().partition().equals(partition))
                .filter(posting -> !posting.isEnded() || !isDelivered(posting))
                .mapToLong(posting -> posting.of().offset())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private List<Posting> due(Target target, long now) {
        List<Posting> due = target.due(board.postings(), config.refreshMs(), now);
        // A watchdog of the past would be news of a dead man that has recovered since.
        return due.stream()
                .filter(posting ->
                        posting.isEnded() || bodies.endsAt(posting, now).toEpochMilli() > now)
                .limit(AT_ONCE)
                .toList();
    }

    private CompletableFuture<Void> post(Target target, List<Posting> due, long now) {
        OutgoingRequest request = new OutgoingRequest(target.uri(), config.headers(), bodies.body(due, now));
        return config.sender().send(request).thenCompose(outcome -> {
            if (outcome.status() == 400 && due.size() > 1) {
                return oneByOne(target, due, now);
            }
            took(target, due, now, outcome);
            return CompletableFuture.completedFuture(null);
        });
    }

    private CompletableFuture<Void> oneByOne(Target target, List<Posting> due, long now) {
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (Posting posting : due) {
            last = last.thenCompose(before -> post(target, List.of(posting), now));
        }
        return last;
    }

    private synchronized void took(Target target, List<Posting> due, long now, SendOutcome outcome) {
        String place = target.uri().getHost() + ":" + target.uri().getPort();
        if (outcome.isDone() || outcome.status() == 400) {
            if (target.backOff().failures() > 0) {
                LOG.info("Alertmanager {} answers again", place);
            }
            target.backOff().succeeded();
            due.forEach(posting -> target.acknowledged(posting, now));
            if (!outcome.isDone()) {
                LOG.error(
                        "Alertmanager {} refuses the alert {} of rule {}: {}",
                        place,
                        due.get(0).of().alert().fingerprint(),
                        due.get(0).of().alert().rule(),
                        outcome.text());
                refused.accept(due.get(0).of(), "Alertmanager " + place + " refuses it: " + outcome.text());
            }
        } else {
            if (target.backOff().failures() == 0) {
                LOG.warn("Alertmanager {} does not take alerts: {}; trying again until it does", place, outcome.text());
            }
            target.backOff().failed(clock.getAsLong(), outcome.retryAfterMs());
        }
    }

    private void settle() {
        long now = clock.getAsLong();
        board.postings().stream()
                .filter(Posting::isEnded)
                .filter(posting -> config.targets().stream().allMatch(target -> target.knows(posting))
                        || now - posting.endedSince() > config.expireMs())
                .forEach(posting -> {
                    board.forget(posting);
                    config.targets().forEach(target -> target.forget(posting));
                });
    }

    private boolean isDelivered(Posting posting) {
        Stream<Target> targets = config.targets().stream();
        return config.all()
                ? targets.allMatch(target -> target.knows(posting))
                : targets.anyMatch(target -> target.knows(posting));
    }
}
