package dev.hypercare.alerts;

import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What people said of alerts. */
final class MarkBoard {
    /** Stands for the id of the rule in selectors. */
    private static final String RULE = "rule";

    private final Map<String, Mark> bySelector = new TreeMap<>();
    private final Map<String, Map<String, Mark>> byFingerprint = new HashMap<>();
    private final Map<String, Mark> byId = new HashMap<>();

    void clear() {
        bySelector.clear();
        byFingerprint.clear();
        byId.clear();
    }

    void put(Mark mark) {
        remove(mark.getId());
        byId.put(mark.getId(), mark);
        String fingerprint = mark.getFingerprint();
        if (fingerprint == null) {
            bySelector.put(mark.getId(), mark);
        } else {
            byFingerprint
                    .computeIfAbsent(fingerprint, unseen -> new TreeMap<>())
                    .put(mark.getId(), mark);
        }
    }

    /** Takes one back; returns it, null where it was not there. */
    @Nullable
    Mark remove(String id) {
        Mark old = byId.remove(id);
        if (old == null) {
            return null;
        }
        bySelector.remove(id);
        if (old.getFingerprint() != null) {
            byFingerprint.computeIfPresent(old.getFingerprint(), (fingerprint, marks) -> {
                marks.remove(id);
                return marks.isEmpty() ? null : marks;
            });
        }
        return old;
    }

    /** Whether a mark is about an alert, at whatever time. */
    static boolean isAbout(Mark mark, Alert alert) {
        if (mark.getFingerprint() != null) {
            return mark.getFingerprint().equals(alert.getFingerprint());
        }
        return !mark.getSelector().isEmpty()
                && mark.getSelector().entrySet().stream()
                        .allMatch(label -> label.getValue()
                                .equals(
                                        label.getKey().equals(RULE)
                                                ? alert.getRule()
                                                : alert.getLabels().get(label.getKey())));
    }

    /** The mark of a kind that holds for an alert at an instant; null where none does. Of several the first by id. */
    @Nullable
    Mark holding(MarkKind kind, Alert alert, long at) {
        for (Mark mark : about(alert)) {
            if (mark.getKind() == kind && holds(mark, alert, at)) {
                return mark;
            }
        }
        return null;
    }

    /** The next instant after {@code at} at which a mark begins or ends to hold for an alert; {@link Timers#NEVER} for none. */
    long nextChange(Alert alert, long at) {
        long next = Timers.NEVER;
        for (Mark mark : about(alert)) {
            for (Instant edge : edges(mark)) {
                long millis = edge.toEpochMilli();
                next = millis > at ? Math.min(next, millis) : next;
            }
        }
        return next;
    }

    private static List<Instant> edges(Mark mark) {
        return mark.getTo() == null ? List.of(mark.getFrom()) : List.of(mark.getFrom(), mark.getTo());
    }

    /** Maintenance is of a time; everything else was said of one life of the alert, that in which it was said. */
    private static boolean holds(Mark mark, Alert alert, long at) {
        return mark.getFrom().toEpochMilli() <= at
                && (mark.getTo() == null || at < mark.getTo().toEpochMilli())
                && (mark.getKind() == MarkKind.MAINTENANCE || !mark.getFrom().isBefore(alert.getStartedAt()));
    }

    private Collection<Mark> about(Alert alert) {
        List<Mark> marks = new ArrayList<>(
                byFingerprint.getOrDefault(alert.getFingerprint(), Map.of()).values());
        bySelector.values().stream().filter(mark -> isAbout(mark, alert)).forEach(marks::add);
        return marks;
    }
}
