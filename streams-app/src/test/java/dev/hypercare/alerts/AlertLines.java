package dev.hypercare.alerts;

import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Decision;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Transitions as scenarios write them. */
final class AlertLines {
    private AlertLines() {}

    /** @param names of alerts by fingerprint, for those that suppress others */
    static String shown(Alert alert, Map<String, String> names) {
        StringBuilder text = new StringBuilder();
        text.append(seconds(alert.getAt())).append(' ').append(alert.getState());
        text.append(" from ").append(alert.getPreviousState() == null ? "none" : alert.getPreviousState());
        text.append(' ').append(alert.getSeverity());
        if (alert.getPreviousSeverity() != null && !alert.getPreviousSeverity().equals(alert.getSeverity())) {
            text.append(" was ").append(alert.getPreviousSeverity());
        }
        if (alert.getCriticality() != null) {
            text.append(' ')
                    .append(Optional.ofNullable(alert.getOwner()).orElse("-"))
                    .append(' ')
                    .append(Optional.ofNullable(alert.getTenant()).orElse("-"))
                    .append(' ')
                    .append(alert.getCriticality());
        }
        if (alert.getAcknowledgedBy() != null) {
            text.append(" taken on by ").append(alert.getAcknowledgedBy());
        }
        if (alert.getSuppression() != null) {
            text.append(' ').append(alert.getSuppression());
        }
        if (alert.getSuppressedBy() != null) {
            text.append(" by ").append(names.getOrDefault(alert.getSuppressedBy(), alert.getSuppressedBy()));
        }
        return text.append(alert.getHistoric() ? " historic" : "")
                .append(alert.getTest() ? " test" : "")
                .toString();
    }

    static String shown(Decision decision, Map<String, String> names) {
        String by = decision.getSuppressedBy();
        return seconds(decision.getAt()) + " "
                + (decision.getFrom() == null ? "none" : decision.getFrom()) + " to " + decision.getTo() + " "
                + (decision.getSuppressed() ? "not told " : "told ") + decision.getCause()
                + (by == null ? "" : " by " + names.getOrDefault(by, by));
    }

    private static long seconds(Instant at) {
        return at.getEpochSecond() - VerdictTexts.START.getEpochSecond();
    }
}
