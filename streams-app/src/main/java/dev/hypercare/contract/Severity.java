package dev.hypercare.contract;

/** How bad an alert is: P1 wakes people now, P4 can wait for the next working day. */
public enum Severity {
    P1,
    P2,
    P3,
    P4;

    /** One level worse; {@link #P1} stays. */
    public Severity worse() {
        return values()[Math.max(0, ordinal() - 1)];
    }

    /** One level milder; {@link #P4} stays. */
    public Severity milder() {
        return values()[Math.min(values().length - 1, ordinal() + 1)];
    }
}
