package dev.hypercare.alerts;

import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.VerdictState;
import org.jspecify.annotations.Nullable;

/**
 * The life of an alert, driven by the verdicts of one rule on one series.
 *
 * <pre>
 *                                 BREACHED
 *       +---------------------------------------------------------+
 *       |                                                         v
 *  ( inactive ) --PENDING--> ( PENDING ) --BREACHED--> +----> ( FIRING ) --OK--> ( RESOLVED )
 *                                |                     |        |   ^                 ^
 *                                | OK, UNKNOWN         |UNKNOWN |   | BREACHED        |
 *                                v                     |        v   |                 |
 *                          ( CANCELLED )               |      ( UNKNOWN ) ----OK------+
 *                                                      |                              |
 *    any BREACHED or OK that makes it flap             | quiet, it breaches           | quiet, it does not
 *   -------------------------------------------> ( FLAPPING ) ------------------------+
 * </pre>
 *
 * {@link AlertState#RESOLVED} and {@link AlertState#CANCELLED} end it; the next {@link VerdictState#PENDING} or {@link
 * VerdictState#BREACHED} begins a new life with the same fingerprint. While {@link AlertState#FLAPPING} no verdict changes the state;
 * {@link #settled} says how it goes on when the alert has calmed down. {@link VerdictState#UNKNOWN} never resolves anything: telemetry
 * that is missing is not recovery.
 */
final class AlertLifecycle {
    private AlertLifecycle() {}

    /**
     * The state that a verdict leads to; null where it changes nothing.
     *
     * @param before null where there is no alert or it has ended
     * @param flapping whether the alert comes and goes too often, this verdict included
     */
    static @Nullable AlertState after(@Nullable AlertState before, VerdictState verdict, boolean flapping) {
        if (before == AlertState.FLAPPING) {
            return null;
        }
        boolean up = before != null && isUp(before);
        boolean pending = before == AlertState.PENDING;
        AlertState after = switch (verdict) {
            case BREACHED -> AlertState.FIRING;
            case PENDING -> up ? before : AlertState.PENDING;
            case OK -> up ? AlertState.RESOLVED : pending ? AlertState.CANCELLED : null;
            case UNKNOWN -> up ? AlertState.UNKNOWN : pending ? AlertState.CANCELLED : null;
        };
        boolean told = after == AlertState.FIRING || after == AlertState.RESOLVED;
        if (flapping && told && after != before) {
            return AlertState.FLAPPING;
        }
        return after == before ? null : after;
    }

    /** The state of an alert that has stopped to flap. */
    static AlertState settled(VerdictState newest) {
        return switch (newest) {
            case BREACHED -> AlertState.FIRING;
            case UNKNOWN -> AlertState.UNKNOWN;
            case OK, PENDING -> AlertState.RESOLVED;
        };
    }

    /** Whether an alert in this state is over. */
    static boolean hasEnded(AlertState state) {
        return state == AlertState.RESOLVED || state == AlertState.CANCELLED;
    }

    /** Whether somebody has to look after an alert in this state. */
    static boolean isUp(AlertState state) {
        return state == AlertState.FIRING || state == AlertState.FLAPPING || state == AlertState.UNKNOWN;
    }
}
