package dev.hypercare.contract;

/**
 * Severity of an alert or a ticket, from the technical severity and the measured impact:
 *
 * <pre>
 *                     rule  P1   P2   P3   P4
 *   impact CRITICAL         P1   P1   P2   P3
 *          HIGH             P1   P2   P2   P3
 *          MEDIUM           P1   P2   P3   P4
 *          LOW              P2   P3   P4   P4
 * </pre>
 */
public final class SeverityMatrix {
    private SeverityMatrix() {}

    /** The severity that both make. */
    public static Severity of(Severity technical, ImpactLevel impact) {
        return switch (impact) {
            case CRITICAL -> technical.worse();
            case HIGH -> technical.compareTo(Severity.P2) > 0 ? technical.worse() : technical;
            case MEDIUM -> technical;
            case LOW -> technical.milder();
        };
    }
}
