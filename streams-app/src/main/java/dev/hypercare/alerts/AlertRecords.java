package dev.hypercare.alerts;

import dev.hypercare.contract.TestAlert;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.DecisionCause;
import dev.hypercare.schemas.events.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes transitions as the records that others read. */
final class AlertRecords {
    private static final String TEST_MARK = "TEST: ";

    private AlertRecords() {}

    /** Whether it is the test alert. */
    static boolean isTest(Verdict verdict) {
        return verdict.getRule().equals(TestAlert.RULE);
    }

    /**
     * A transition, as far as the verdict tells it: nothing suppresses it yet.
     *
     * @param before the newest record of this life; null for its first
     * @param severity P1 to P4
     * @param impact what was measured, for people
     * @param at event time of the transition, milliseconds
     */
    static Alert.Builder transition(
            @Nullable Alert before,
            Verdict verdict,
            AlertState after,
            String severity,
            @Nullable String impact,
            @Nullable CatalogEntry entry,
            long at,
            String reason) {
        Instant when = Instant.ofEpochMilli(at);
        Instant fired = before == null ? null : before.getFiredAt();
        boolean test = isTest(verdict);
        return Alert.newBuilder()
                .setFingerprint(Fingerprint.of(verdict.getRule(), verdict.getSeries()))
                .setRule(verdict.getRule())
                .setRuleVersion(verdict.getRuleVersion())
                .setSeries(verdict.getSeries())
                .setLabels(sorted(verdict.getLabels()))
                .setState(after)
                .setPreviousState(before == null ? null : before.getState())
                .setSeverity(severity)
                .setPreviousSeverity(before == null ? null : before.getSeverity())
                .setImpact(impact)
                .setSummary(test ? TEST_MARK + verdict.getSummary() : verdict.getSummary())
                .setReason(reason)
                .setAt(when)
                .setStartedAt(before == null ? verdict.getSince() : before.getStartedAt())
                .setFiredAt(fired == null && AlertLifecycle.isUp(after) ? when : fired)
                .setResolvedAt(AlertLifecycle.hasEnded(after) ? when : null)
                .setEvidence(sorted(verdict.getEvidence()))
                .setCondition(verdict.getCondition())
                .setWindowSeconds(verdict.getWindowSeconds())
                .setRunbook(verdict.getRunbook())
                .setTenant(entry == null ? null : entry.getTenant())
                .setOwner(entry == null ? null : entry.getOwner())
                .setCriticality(entry == null ? null : entry.getCriticality().name())
                .setAcknowledgedAt(before == null ? null : before.getAcknowledgedAt())
                .setAcknowledgedBy(before == null ? null : before.getAcknowledgedBy())
                .setChangeId(named(before, Alert::getChangeId, verdict.getChangeId()))
                .setChange(named(before, Alert::getChange, verdict.getChange()))
                .setTest(test);
    }

    /** The change that the first verdict named stays that of the alert: later ones may be what people did about it. */
    private static @Nullable String named(
            @Nullable Alert before, Function<Alert, @Nullable String> known, @Nullable String newly) {
        String kept = before == null ? null : known.apply(before);
        return kept != null ? kept : newly;
    }

    /** Why a record was written, or why it was not. */
    static Decision decision(Alert alert, boolean suppressed, DecisionCause cause) {
        AlertState from = alert.getPreviousState();
        return Decision.newBuilder()
                .setFingerprint(alert.getFingerprint())
                .setRule(alert.getRule())
                .setRuleVersion(alert.getRuleVersion())
                .setSeries(alert.getSeries())
                .setLabels(alert.getLabels())
                .setAt(alert.getAt())
                .setFrom(from == null ? null : from.name())
                .setTo(alert.getState().name())
                .setSeverity(alert.getSeverity())
                .setPreviousSeverity(alert.getPreviousSeverity())
                .setSuppressed(suppressed)
                .setCause(cause)
                .setSuppressedBy(alert.getSuppressedBy())
                .setReason(alert.getReason())
                .setCondition(alert.getCondition())
                .setWindowSeconds(alert.getWindowSeconds())
                .setEvidence(alert.getEvidence())
                .build();
    }

    /** Why a verdict changed nothing. */
    static Decision unchanged(
            Verdict verdict,
            @Nullable AlertState from,
            AlertState to,
            String severity,
            DecisionCause cause,
            String why) {
        return Decision.newBuilder()
                .setFingerprint(Fingerprint.of(verdict.getRule(), verdict.getSeries()))
                .setRule(verdict.getRule())
                .setRuleVersion(verdict.getRuleVersion())
                .setSeries(verdict.getSeries())
                .setLabels(sorted(verdict.getLabels()))
                .setAt(verdict.getAt())
                .setFrom(from == null ? null : from.name())
                .setTo(to.name())
                .setSeverity(severity)
                .setPreviousSeverity(from == null ? null : severity)
                .setSuppressed(true)
                .setCause(cause)
                .setReason(why)
                .setCondition(verdict.getCondition())
                .setWindowSeconds(verdict.getWindowSeconds())
                .setEvidence(sorted(verdict.getEvidence()))
                .build();
    }

    /** In an order, so that a replay writes the same bytes; that of other maps differs from process to process. */
    private static <V> Map<String, V> sorted(Map<String, V> values) {
        return new TreeMap<>(values);
    }
}
