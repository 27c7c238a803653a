package dev.hypercare.contract;

/** How much depends on what is wrong. */
public enum ImpactLevel {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    /** One level more; {@link #CRITICAL} stays. */
    public ImpactLevel more() {
        return values()[Math.max(0, ordinal() - 1)];
    }

    /** One level less; {@link #LOW} stays. */
    public ImpactLevel less() {
        return values()[Math.min(values().length - 1, ordinal() + 1)];
    }
}
