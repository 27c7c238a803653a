package dev.hypercare.contract.measure;

/**
 * The figures of one call that {@link Kpis} counts. Durations in microseconds, sizes in bytes; what the gateway did not tell is
 * {@link #ABSENT}.
 */
public interface MeasuredCall {
    /** Stands for a figure that was not told. */
    long ABSENT = -1;

    /** Event time, milliseconds since the epoch. */
    long completedAt();

    /** HTTP status; 0 for no response. */
    int status();

    long durationMicros();

    long upstreamMicros();

    long firstTokenMicros();

    long requestBytes();

    long responseBytes();

    /** Whether it went to an AI model. */
    boolean toModel();

    long tokensIn();

    long tokensOut();

    long tokensCached();

    long tokensReasoning();

    /** Millionths of the account's currency unit. */
    long costMicros();

    /** Whether it came after its slice was closed for its partition. */
    boolean late();

    /** How far it lay behind the newest call of its gateway when it came, milliseconds. */
    long behindMillis();

    /** How far calls of its gateway may be out of order, milliseconds. */
    long latenessMillis();

    /** Whether the consumer is known. */
    boolean hasConsumer();

    /** {@link DistinctCount#hash} of the consumer's name; only where it is known. */
    long consumerHash();

    /** Holds the trace id from {@link #traceStart} on. */
    byte[] traceBytes();

    int traceStart();

    /** Length of the trace id, bytes; {@link #ABSENT} for none. */
    int traceLength();
}
