package dev.hypercare.alerts;

import dev.hypercare.contract.Severity;
import dev.hypercare.schemas.events.Criticality;

/**
 * Severity of an alert, from the technical severity of its rule and how critical the API is:
 *
 * <pre>
 *                 rule  P1   P2   P3   P4
 *   API CRITICAL        P1   P1   P2   P3
 *       HIGH, NORMAL    P1   P2   P3   P4
 *       LOW             P2   P3   P4   P4
 * </pre>
 */
final class SeverityMatrix {
    private SeverityMatrix() {}

    static Severity of(Severity technical, Criticality criticality) {
        return switch (criticality) {
            case CRITICAL -> technical.worse();
            case HIGH, NORMAL -> technical;
            case LOW -> technical.milder();
        };
    }
}
