package dev.hypercare.query;

import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.DecisionCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alerts that fired and have ended, as spans of time: what the decisions about them tell. */
final class EndedAlerts {
    /** Decisions that changed nothing: their state is the one that there would have been. */
    private static final Set<DecisionCause> WITHOUT_EFFECT = Set.of(
            DecisionCause.HOLD, DecisionCause.FLAPPING, DecisionCause.SHADOW, DecisionCause.STALE, DecisionCause.TEST);

    private static final Set<String> LASTS =
            Set.of(AlertState.FIRING.name(), AlertState.FLAPPING.name(), AlertState.UNKNOWN.name());

    /**
     * One time that an alert fired.
     *
     * @param first why it fired; the end where that is no longer known
     * @param last why it ended
     * @param firedAt event time; null where it fired before what was read
     * @param severity the worst that it had
     * @param suppressed whether nobody was told when it fired
     */
    record Ended(Decision first, Decision last, @Nullable Instant firedAt, String severity, boolean suppressed) {}

    private EndedAlerts() {}

    /** Whether a decision has a part in it. */
    static boolean concerns(Decision decision) {
        boolean effect = !WITHOUT_EFFECT.contains(decision.getCause())
                || decision.getTo().equals(AlertState.FLAPPING.name());
        return effect && (LASTS.contains(decision.getTo()) || decision.getTo().equals(AlertState.RESOLVED.name()));
    }

    /** What has ended, the oldest end first. Decisions may come in any order. */
    static List<Ended> of(List<Decision> decisions) {
        List<Decision> ordered = decisions.stream()
                .filter(EndedAlerts::concerns)
                .sorted(Comparator.comparing(Decision::getAt))
                .toList();
        Map<String, Ended> open = new HashMap<>();
        List<Ended> ended = new ArrayList<>();
        for (Decision decision : ordered) {
            String alert = decision.getFingerprint();
            Ended begun = open.get(alert);
            if (LASTS.contains(decision.getTo())) {
                open.put(alert, begun == null ? begin(decision) : worse(begun, decision));
            } else if (begun != null || decision.getFrom() != null) {
                ended.add(end(begun == null ? before(decision) : begun, decision));
                open.remove(alert);
            }
        }
        return ended;
    }

    private static Ended begin(Decision fired) {
        // One that lasted already when what was read begins fired at a time that is not known.
        boolean lasted = fired.getFrom() != null && LASTS.contains(fired.getFrom());
        return new Ended(fired, fired, lasted ? null : fired.getAt(), fired.getSeverity(), fired.getSuppressed());
    }

    private static Ended before(Decision end) {
        return new Ended(end, end, null, end.getSeverity(), end.getSuppressed());
    }

    private static Ended worse(Ended one, Decision next) {
        String severity = next.getSeverity().compareTo(one.severity) < 0 ? next.getSeverity() : one.severity;
        return new Ended(one.first, next, one.firedAt, severity, one.suppressed && next.getSuppressed());
    }

    private static Ended end(Ended one, Decision end) {
        return new Ended(one.first, end, one.firedAt, one.severity, one.suppressed);
    }
}
