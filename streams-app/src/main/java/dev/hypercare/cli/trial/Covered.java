package dev.hypercare.cli.trial;

/**
 * What a replay found. Times are milliseconds since the epoch.
 *
 * @param from begin of the oldest that was there; {@link Long#MAX_VALUE} for nothing
 * @param to end of the newest that was judged
 * @param records read
 * @param unusable those of them that could not be used
 */
public record Covered(long from, long to, long records, long unusable) {
    /** Whether there was nothing. */
    public boolean isEmpty() {
        return from == Long.MAX_VALUE;
    }
}
