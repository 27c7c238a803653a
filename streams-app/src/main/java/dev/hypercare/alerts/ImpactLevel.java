package dev.hypercare.alerts;

/** How much depends on what is wrong. */
enum ImpactLevel {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    /** One level more; {@link #CRITICAL} stays. */
    ImpactLevel more() {
        return values()[Math.max(0, ordinal() - 1)];
    }

    /** One level less; {@link #LOW} stays. */
    ImpactLevel less() {
        return values()[Math.min(values().length - 1, ordinal() + 1)];
    }
}
