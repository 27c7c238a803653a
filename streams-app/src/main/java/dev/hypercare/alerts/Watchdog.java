package dev.hypercare.alerts;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * An alert that always fires, renewed as event time goes on in every partition: where it stops to come, this product is dead, stuck or
 * cut off, and a pager with a dead man's switch notices. Nothing suppresses it.
 */
final class Watchdog {
    private Watchdog() {}

    /**
     * The next renewal, if event time has come to one; {@code clock} remembers it. There is none while event time is farther behind than
     * {@code patience}: what is decided then is historic and pages nobody, so the pager has to notice.
     */
    static Optional<Alert> renewal(
            EventClock clock, Duration every, Collection<LiveAlert> lives, int waiting, Duration patience) {
        long reached = clock.ofAll();
        if (reached == EventClock.NONE) {
            return Optional.empty();
        }
        long at = reached - Math.floorMod(reached, every.toMillis());
        long behind = clock.received() - reached;
        if (at <= clock.renewed() || behind > patience.toMillis()) {
            return Optional.empty();
        }
        boolean first = clock.renewed() == EventClock.NONE;
        clock.renewed(at);
        Instant when = Instant.ofEpochMilli(at);
        double lag = behind / 1000.0;
        return Optional.of(Alert.newBuilder()
                .setFingerprint(Fingerprint.of(WatchdogAlert.RULE, WatchdogAlert.SERIES.text()))
                .setRule(WatchdogAlert.RULE)
                .setRuleVersion("watchdog")
                .setSeries(WatchdogAlert.SERIES.text())
                .setLabels(Map.copyOf(WatchdogAlert.SERIES.labels()))
                .setState(AlertState.FIRING)
                .setPreviousState(first ? null : AlertState.FIRING)
                .setSeverity(Severity.P4.name())
                .setPreviousSeverity(first ? null : Severity.P4.name())
                .setSummary("Hypercare is watching; nothing is wrong while this keeps coming")
                .setReason("renewed every " + every.toSeconds() + " s of event time")
                .setAt(when)
                .setStartedAt(when)
                .setFiredAt(when)
                .setEvidence(Map.of(
                        "lag_seconds", lag,
                        "active_alerts",
                                (double) lives.stream()
                                        .filter(life -> life.isUp() && !life.shadow)
                                        .count(),
                        "suppressed_alerts",
                                (double) lives.stream()
                                        .filter(Watchdog::isSuppressed)
                                        .count(),
                        "waiting", (double) waiting))
                .setCondition("always")
                .setWindowSeconds((int) every.toSeconds())
                .setRunbook("docs/runbooks/" + WatchdogAlert.RULE + ".md")
                .build());
    }

    private static boolean isSuppressed(LiveAlert life) {
        return life.isUp() && life.alert != null && life.alert.getSuppression() != null;
    }
}
