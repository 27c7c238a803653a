package dev.hypercare.alerts;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.TestAlert;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of an alert, driven by the verdicts of one rule on one series.
 *
 * <pre>
 *                  BREACHED
 *      +---------------------------------+
 *      |   PENDING             BREACHED  v     OK
 *   ( none ) -----> ( PENDING ) -----> ( FIRING ) -----> ( RESOLVED )
 *                       |                 ^   |
 *                       | OK, UNKNOWN     +---+ UNKNOWN, PENDING, BREACHED: nothing changes
 *                       v
 *                  ( CANCELLED )
 * </pre>
 *
 * {@link AlertState#RESOLVED} and {@link AlertState#CANCELLED} end it; the next {@link VerdictState#PENDING} or {@link
 * VerdictState#BREACHED} begins a new life with the same fingerprint. A verdict that says nothing new, or is older than the last
 * transition, changes nothing, so repeating verdicts repeats no alert. {@link VerdictState#UNKNOWN} never resolves what fires.
 */
final class AlertLifecycle {
    private static final String TEST_MARK = "TEST: ";

    private final AlertsConfig config;

    AlertLifecycle(AlertsConfig config) {
        this.config = config;
    }

    /**
     * The transition that a verdict makes, if it makes one.
     *
     * @param active the alert as it is; null where there is none or it has ended
     * @param entry what the catalog knows of the API; null where it does not
     */
    Optional<Alert> next(@Nullable Alert active, Verdict verdict, @Nullable CatalogEntry entry) {
        if (active != null && verdict.getAt().isBefore(active.getAt())) {
            return Optional.empty();
        }
        AlertState before = active == null ? null : active.getState();
        AlertState after = after(before, verdict.getState());
        return after == null ? Optional.empty() : Optional.of(transition(active, verdict, after, entry));
    }

    /** Whether an alert in this state is over. */
    static boolean hasEnded(AlertState state) {
        return state == AlertState.RESOLVED || state == AlertState.CANCELLED;
    }

    private static @Nullable AlertState after(@Nullable AlertState before, VerdictState verdict) {
        boolean firing = before == AlertState.FIRING;
        boolean pending = before == AlertState.PENDING;
        return switch (verdict) {
            case BREACHED -> firing ? null : AlertState.FIRING;
            case PENDING -> firing || pending ? null : AlertState.PENDING;
            case OK -> firing ? AlertState.RESOLVED : pending ? AlertState.CANCELLED : null;
            case UNKNOWN -> pending ? AlertState.CANCELLED : null;
        };
    }

    private Alert transition(@Nullable Alert active, Verdict verdict, AlertState after, @Nullable CatalogEntry entry) {
        Instant firedAt = active == null ? null : active.getFiredAt();
        boolean test = verdict.getRule().equals(TestAlert.RULE);
        Criticality criticality = entry == null ? null : entry.getCriticality();
        return Alert.newBuilder()
                .setFingerprint(Fingerprint.of(verdict.getRule(), verdict.getSeries()))
                .setRule(verdict.getRule())
                .setRuleVersion(verdict.getRuleVersion())
                .setSeries(verdict.getSeries())
                .setLabels(Map.copyOf(verdict.getLabels()))
                .setState(after)
                .setPreviousState(active == null ? null : active.getState())
                .setSeverity(severity(verdict, criticality))
                .setSummary(test ? TEST_MARK + verdict.getSummary() : verdict.getSummary())
                .setReason(verdict.getReason())
                .setAt(verdict.getAt())
                .setStartedAt(active == null ? verdict.getSince() : active.getStartedAt())
                .setFiredAt(after == AlertState.FIRING ? verdict.getAt() : firedAt)
                .setResolvedAt(hasEnded(after) ? verdict.getAt() : null)
                .setEvidence(Map.copyOf(verdict.getEvidence()))
                .setCondition(verdict.getCondition())
                .setWindowSeconds(verdict.getWindowSeconds())
                .setRunbook(verdict.getRunbook())
                .setTenant(entry == null ? null : entry.getTenant())
                .setOwner(entry == null ? null : entry.getOwner())
                .setCriticality(criticality == null ? null : criticality.name())
                .setTest(test)
                .build();
    }

    private String severity(Verdict verdict, @Nullable Criticality criticality) {
        return SeverityMatrix.of(
                        Severity.valueOf(verdict.getSeverity()),
                        criticality == null ? config.defaultCriticality() : criticality)
                .name();
    }
}
