package dev.hypercare.bench.latency;

import dev.hypercare.contract.Resolution;

/**
 * The way of one call that began a breach; all instants in milliseconds since the epoch by the one clock of the machine, {@link #NOT_YET}
 * while it has not got there. Guarded by {@link JourneyBook}.
 */
final class Journey {
    static final long NOT_YET = Long.MIN_VALUE;

    private final long completedAt;
    private long acknowledged = NOT_YET;
    private long read = NOT_YET;
    private long decidedFor = NOT_YET;
    private long handedOn = NOT_YET;
    private long closed = NOT_YET;
    private long alerted = NOT_YET;
    private long stored = NOT_YET;

    Journey(long completedAt) {
        this.completedAt = completedAt;
    }

    /** The broker has it. */
    void acknowledged(long at) {
        acknowledged = at;
    }

    /** The application that reads it first has committed it. */
    void read(long at) {
        read = at;
    }

    /**
     * The verdict about it can be read: its slice is closed.
     *
     * @param decided end of the slice of event time that decided it
     * @param flushed when the combiner handed on what closed that slice
     */
    void closed(long at, long decided, long flushed) {
        closed = at;
        decidedFor = decided;
        handedOn = flushed;
    }

    /** Its alert can be read. */
    void alerted(long at) {
        alerted = at;
    }

    /** The pane record that counts it can be read. */
    void stored(long at) {
        stored = at;
    }

    boolean isAcknowledged() {
        return acknowledged != NOT_YET;
    }

    boolean isRead() {
        return read != NOT_YET;
    }

    boolean isStored() {
        return stored != NOT_YET;
    }

    boolean isClosed() {
        return closed != NOT_YET;
    }

    boolean isAlerted() {
        return alerted != NOT_YET;
    }

    /** Whether all hops were seen. */
    boolean isComplete() {
        return isAcknowledged() && isRead() && isClosed() && isAlerted() && isStored();
    }

    /** End of its slice of event time. */
    long endOfSlice() {
        return Resolution.endOfSlice(completedAt);
    }

    /** Start of the pane that counts it. */
    long pane() {
        return Resolution.PANE.startOf(completedAt);
    }

    /** Whether the slice that holds it was the one that decided: it was not late. */
    boolean inItsOwnSlice() {
        return decidedFor == endOfSlice();
    }

    /** What one hop or the whole way took, milliseconds, given the lateness bound. */
    long took(Hop hop, long lateness) {
        return switch (hop) {
            case READ -> read - acknowledged;
            case SLICE -> endOfSlice() - acknowledged;
            case LATENESS -> lateness;
            case WATERMARK -> handedOn - endOfSlice() - lateness;
            case CLOSE -> closed - handedOn;
            case ALERT -> alerted - closed;
            case TO_SLICE -> closed - acknowledged;
            case TO_ALERT -> alerted - acknowledged;
            case TO_PANE -> stored - acknowledged;
        };
    }
}
