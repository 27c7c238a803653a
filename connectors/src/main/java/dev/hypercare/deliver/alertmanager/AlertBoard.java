package dev.hypercare.deliver.alertmanager;

import dev.hypercare.deliver.alert.DeliveredAlert;
import dev.hypercare.deliver.alert.Transition;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every Alertmanager is to know: the alerts that fire, and those that ended until that is told. Made of the newest told record of
 * each alert, so reading the records again makes it again. Times are epoch ms and arguments. Not thread-safe.
 */
final class AlertBoard {
    private final AlertWords words;
    private final long expireMs;
    private final Map<Map<String, String>, Posting> postings = new LinkedHashMap<>();
    private final Map<String, Set<Map<String, String>>> byFingerprint = new LinkedHashMap<>();
    private long sequence;

    /** @param expireMs how long an alert lasts in Alertmanager after it was posted last, milliseconds */
    AlertBoard(AlertWords words, long expireMs) {
        this.words = words;
        this.expireMs = expireMs;
    }

    /** Takes a record in. One that nobody is to be told of changes nothing: what somebody was told of goes on. */
    void take(Transition transition, long now) {
        DeliveredAlert alert = transition.alert();
        if (!alert.isTold()) {
            return;
        }
        if (alert.isActive()) {
            fires(transition, now);
        } else {
            ends(transition, now);
        }
    }

    private void fires(Transition transition, long now) {
        DeliveredAlert alert = transition.alert();
        Map<String, String> labels = words.labels(alert);
        // Another severity is another identity there: what was told under the old one is over.
        for (Map<String, String> known : List.copyOf(known(alert.fingerprint()))) {
            if (!known.equals(labels)) {
                end(known, Instant.ofEpochMilli(now), transition, now);
            }
        }
        put(
                alert.fingerprint(),
                new Posting(
                        labels,
                        words.annotations(alert),
                        atMost(alert.since(), now),
                        null,
                        0,
                        words.link(alert),
                        ++sequence,
                        transition));
    }

    private void ends(Transition transition, long now) {
        DeliveredAlert alert = transition.alert();
        Instant resolvedAt = alert.resolvedAt();
        Instant at = atMost(resolvedAt == null ? alert.at() : resolvedAt, now);
        Set<Map<String, String>> known = known(alert.fingerprint());
        if (!known.isEmpty()) {
            List.copyOf(known).forEach(labels -> end(labels, at, transition, now));
        } else if (now - transition.writtenAt() < expireMs) {
            // Told by the task before this one, perhaps; an Alertmanager that never heard of it tells nobody.
            Instant since = atMost(alert.since(), now);
            put(
                    alert.fingerprint(),
                    new Posting(
                            words.labels(alert),
                            words.annotations(alert),
                            since,
                            at.isBefore(since) ? since : at,
                            now,
                            words.link(alert),
                            ++sequence,
                            transition));
        }
    }

    private void end(Map<String, String> labels, Instant at, Transition by, long now) {
        Posting posting = postings.get(labels);
        if (posting != null && !posting.isEnded()) {
            postings.put(labels, posting.ended(words.annotations(by.alert()), at, now, ++sequence, by));
        }
    }

    private void put(String fingerprint, Posting posting) {
        postings.put(posting.labels(), posting);
        byFingerprint.computeIfAbsent(fingerprint, key -> new HashSet<>()).add(posting.labels());
    }

    private Set<Map<String, String>> known(String fingerprint) {
        return byFingerprint.getOrDefault(fingerprint, Set.of());
    }

    /** All of it. */
    Collection<Posting> postings() {
        return List.copyOf(postings.values());
    }

    /** Forgets what ended: everybody was told, or knows by itself by now because it was not posted again. */
    void forget(Posting posting) {
        postings.remove(posting.labels(), posting);
        byFingerprint.values().forEach(labels -> {
            if (!postings.containsKey(posting.labels())) {
                labels.remove(posting.labels());
            }
        });
        byFingerprint.values().removeIf(Set::isEmpty);
    }

    /** Forgets what belongs to another task now. */
    void forgetPartitions(Set<String> partitions) {
        postings().stream()
                .filter(posting -> partitions.contains(posting.of().partition()))
                .forEach(this::forget);
    }

    private static Instant atMost(Instant at, long now) {
        Instant present = Instant.ofEpochMilli(now);
        return at.isAfter(present) ? present : at;
    }
}
