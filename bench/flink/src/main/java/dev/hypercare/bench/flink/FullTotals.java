package dev.hypercare.bench.flink;

import java.util.Arrays;

/** What a pane or a minute of one series holds in the tuned job: as much as a pane of the product does. Not thread-safe. */
final class FullTotals {
    static final int CALLS = 0;
    static final int CLIENT_ERRORS = 1;
    static final int SERVER_ERRORS = 2;
    static final int NO_RESPONSE = 3;
    static final int REQUEST_BYTES = 4;
    static final int RESPONSE_BYTES = 5;
    static final int AI_CALLS = 6;
    static final int USAGE_MISSING = 7;
    static final int TOKENS_IN = 8;
    static final int TOKENS_OUT = 9;
    static final int TOKENS_CACHED = 10;
    static final int TOKENS_REASONING = 11;
    static final int COST = 12;
    static final int NUMBERS = 13;

    private final long[] numbers = new long[NUMBERS];
    private final StatusTally statuses = new StatusTally();
    private final LogHistogram latency = new LogHistogram();
    private final LogHistogram upstream = new LogHistogram();
    private final LogHistogram firstToken = new LogHistogram();
    private final DistinctConsumers consumers = new DistinctConsumers();
    private final TraceSample slowest = new TraceSample();
    private final TraceSample failed = new TraceSample();
    private final long[] percentiles = new long[LogHistogram.PERMILLE.length];

    void add(CallBytes call) {
        numbers[CALLS]++;
        int status = call.status;
        statuses.add(status, 1);
        if (status >= 400 || status == 0) {
            unhappy(call, status);
        }
        numbers[REQUEST_BYTES] += Math.max(0, call.requestBytes);
        numbers[RESPONSE_BYTES] += Math.max(0, call.responseBytes);
        if (call.providerLength > 0 || call.modelLength > 0) {
            usage(call);
        }
        long duration = call.durationMicros;
        if (duration >= 0) {
            latency.add(duration);
            slowest.offer(duration, call.bytes, call.traceAt, call.traceLength);
        }
        if (call.upstreamMicros >= 0) {
            upstream.add(call.upstreamMicros);
        }
        if (call.firstTokenMicros >= 0) {
            firstToken.add(call.firstTokenMicros);
        }
        if (call.consumerLength > 0) {
            consumers.add(call.bytes, call.consumerAt, call.consumerLength);
        }
    }

    private void unhappy(CallBytes call, int status) {
        if (status >= 400 && status < 500) {
            numbers[CLIENT_ERRORS]++;
        } else if (status == 0 || status < 600) {
            numbers[status == 0 ? NO_RESPONSE : SERVER_ERRORS]++;
            failed.offer(call.completedAt, call.bytes, call.traceAt, call.traceLength);
        }
    }

    private void usage(CallBytes call) {
        numbers[AI_CALLS]++;
        if (call.tokensIn < 0 && call.tokensOut < 0) {
            numbers[USAGE_MISSING]++;
        }
        numbers[TOKENS_IN] += Math.max(0, call.tokensIn);
        numbers[TOKENS_OUT] += Math.max(0, call.tokensOut);
        numbers[TOKENS_CACHED] += Math.max(0, call.tokensCached);
        numbers[TOKENS_REASONING] += Math.max(0, call.tokensReasoning);
        numbers[COST] += Math.max(0, call.costMicros);
    }

    /** Empties it for the next use; its memory stays. */
    void clear() {
        Arrays.fill(numbers, 0);
        statuses.clear();
        latency.clear();
        upstream.clear();
        firstToken.clear();
        consumers.clear();
        slowest.clear();
        failed.clear();
    }

    long number(int which) {
        return numbers[which];
    }

    LogHistogram latency() {
        return latency;
    }

    /** Writes what {@link #merge} adds to another. */
    void write(PackedBytes to) {
        for (long number : numbers) {
            to.number(number);
        }
        latency.write(to);
        upstream.write(to);
        firstToken.write(to);
        statuses.write(to);
        consumers.write(to);
        slowest.write(to);
        failed.write(to);
    }

    /** Writes what is made of the rest when a window is closed: percentiles, and how many consumers. */
    void writeDerived(PackedBytes to) {
        percentiles(latency, to);
        percentiles(upstream, to);
        percentiles(firstToken, to);
        to.number(consumers.estimate());
    }

    private void percentiles(LogHistogram of, PackedBytes to) {
        of.percentiles(percentiles);
        for (long micros : percentiles) {
            to.number(micros);
        }
    }

    /** Adds what was written. */
    void merge(PackedReader from) {
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] += from.number();
        }
        latency.merge(from);
        upstream.merge(from);
        firstToken.merge(from);
        statuses.merge(from);
        consumers.merge(from);
        slowest.merge(from);
        failed.merge(from);
    }
}
