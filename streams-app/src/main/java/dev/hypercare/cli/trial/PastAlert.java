package dev.hypercare.cli.trial;

import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.DecisionCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert that did fire, as decisions tell it. Times are milliseconds of event time.
 *
 * @param fired the decision by which it fired
 * @param endedAt when it was resolved; null while it was not
 * @param told whether anybody was to be told
 */
public record PastAlert(Decision fired, @Nullable Long endedAt, boolean told) {
    private static final Set<String> UP =
            Set.of(AlertState.FIRING.name(), AlertState.FLAPPING.name(), AlertState.UNKNOWN.name());
    private static final Set<DecisionCause> NOT_MEANT = Set.of(DecisionCause.TEST, DecisionCause.SHADOW);

    /** The alerts of some decisions, in the order in which they fired; without tests, trials and the one that always fires. */
    static List<PastAlert> of(List<Decision> decisions) {
        List<PastAlert> alerts = new ArrayList<>();
        Map<String, PastAlert> open = new LinkedHashMap<>();
        decisions.stream()
                .filter(decision -> !decision.getRule().equals(WatchdogAlert.RULE))
                .filter(decision -> !NOT_MEANT.contains(decision.getCause()))
                .sorted(Comparator.comparing(Decision::getAt))
                .forEach(decision -> {
                    PastAlert before = open.get(decision.getFingerprint());
                    if (UP.contains(decision.getTo())) {
                        open.put(
                                decision.getFingerprint(),
                                before == null
                                        ? new PastAlert(decision, null, !decision.getSuppressed())
                                        : new PastAlert(before.fired, null, before.told || !decision.getSuppressed()));
                    } else if (before != null) {
                        open.remove(decision.getFingerprint());
                        alerts.add(new PastAlert(before.fired, decision.getAt().toEpochMilli(), before.told));
                    }
                });
        alerts.addAll(open.values());
        alerts.sort(Comparator.comparing(PastAlert::firedAt));
        return alerts;
    }

    /** When it fired. */
    public long firedAt() {
        return fired.getAt().toEpochMilli();
    }

    /** Whether it was up at any time between two instants. */
    boolean touches(long from, long to) {
        return firedAt() <= to && (endedAt == null || endedAt >= from);
    }

    /** Whether a breach was there at the same time, of a series with which it has labels in common and none that differ. */
    boolean isSeenBy(Breach breach) {
        Map<String, String> labels = breach.fired().getLabels();
        boolean common = fired.getLabels().keySet().stream().anyMatch(labels::containsKey);
        boolean differ = fired.getLabels().entrySet().stream()
                .anyMatch(label -> !label.getValue().equals(labels.getOrDefault(label.getKey(), label.getValue())));
        return common && !differ && breach.touches(firedAt(), endedAt == null ? Long.MAX_VALUE / 2 : endedAt);
    }
}
