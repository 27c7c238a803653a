package dev.hypercare.cli.lab;

import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.testdata.FiredAlert;
import org.jspecify.annotations.Nullable;

/**
 * An alert that began in a run.
 *
 * @param fired as it is scored: at the time when it could be read
 * @param decidedFor end of the slice that decided it, event time, epoch ms
 */
public record LabAlert(FiredAlert fired, long decidedFor) {
    private static final long SECOND = 1000;

    /** Whether a transition is the beginning of an alert: another level of what is up is none, nor is what always fires. */
    public static boolean begins(Alert alert) {
        return isUp(alert.getState())
                && !isUp(alert.getPreviousState())
                && !alert.getRule().equals(WatchdogAlert.RULE);
    }

    /**
     * What is scored of a transition.
     *
     * @param readAt when it could be read, epoch ms
     */
    public static LabAlert of(Alert alert, long readAt) {
        FiredAlert fired = new FiredAlert(
                alert.getRule(),
                alert.getSeverity(),
                alert.getLabels(),
                alert.getWindowSeconds() * SECOND,
                readAt,
                null,
                alert.getSummary());
        return new LabAlert(fired, alert.getAt().toEpochMilli());
    }

    private static boolean isUp(@Nullable AlertState state) {
        return state == AlertState.FIRING || state == AlertState.FLAPPING || state == AlertState.UNKNOWN;
    }
}
