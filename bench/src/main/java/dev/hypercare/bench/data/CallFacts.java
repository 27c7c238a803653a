package dev.hypercare.bench.data;

/** One call before it is written; filled again for each call, because millions are made. */
final class CallFacts {
    /** Stands for a number that the gateway did not tell. */
    static final long NONE = -1;

    /** When the gateway wrote its log, milliseconds since the epoch. */
    long ingestedAt;

    long completedAt;
    int gateway;
    int series;
    int status;
    int consumer;
    long durationMicros;
    long upstreamMicros;
    long requestBytes;
    long responseBytes;
    boolean ai;
    /** {@link #NONE} where the usage of an AI call is missing. */
    long tokensIn;

    long tokensOut;
    long costMicros;
    int client;
    long requestIdHigh;
    long requestIdLow;
    long traceIdHigh;
    long traceIdLow;
    /** A number in the path and in error messages. */
    int id;
}
