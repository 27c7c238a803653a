package dev.hypercare.contract.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of the calls of one series in one span of time: a slice, a pane, a roll-up, any range. Adding and merging commute
 * and associate. {@link #subtract} undoes {@link #merge} for counts and sums; what cannot be taken away is named there. Not
 * thread-safe.
 */
public final class Kpis {
    /** First byte of the binary form. 1: numbers in order, no more than two histograms. 2: a mask, then only what is not nothing. */
    private static final int LAYOUT = 2;

    private static final int CALLS = 0;
    private static final int CLIENT_ERRORS = 1;
    private static final int SERVER_ERRORS = 2;
    private static final int NO_RESPONSE = 3;
    private static final int LATE = 4;
    private static final int DUPLICATES = 5;
    private static final int REQUEST_BYTES = 6;
    private static final int RESPONSE_BYTES = 7;
    private static final int AI_CALLS = 8;
    private static final int USAGE_MISSING = 9;
    private static final int TOKENS_IN = 10;
    private static final int TOKENS_OUT = 11;
    private static final int TOKENS_CACHED = 12;
    private static final int TOKENS_REASONING = 13;
    private static final int COST = 14;
    private static final int TOO_LATE = 15;
    private static final int SUMS = 16;
    private static final int BEHIND_MAX = 16;
    private static final int LATENESS_MAX = 17;
    private static final int NUMBERS = 18;

    /** Bits of the mask after those of the numbers. */
    private static final int STATUSES = 1 << 18;

    private static final int LATENCY = 1 << 19;
    private static final int UPSTREAM = 1 << 20;
    private static final int FIRST_TOKEN = 1 << 21;
    private static final int CONSUMERS = 1 << 22;
    private static final int SLOWEST = 1 << 23;
    private static final int FAILED = 1 << 24;

    private final long[] numbers = new long[NUMBERS];
    private final StatusCounts statuses = new StatusCounts();
    private final LatencyHistogram latency = new LatencyHistogram();
    private final Exemplar slowest = new Exemplar();
    private final DistinctCount consumers = new DistinctCount();
    private @Nullable LatencyHistogram upstream;
    private @Nullable LatencyHistogram firstToken;
    private @Nullable Exemplar failure;

    /** Adds a call. */
    public void add(MeasuredCall call) {
        numbers[CALLS]++;
        int status = call.status();
        statuses.add(status, 1);
        if (status == 0 || status >= 400) {
            addError(call, status);
        }
        if (call.late()) {
            numbers[LATE]++;
        }
        numbers[BEHIND_MAX] = Math.max(numbers[BEHIND_MAX], call.behindMillis());
        numbers[LATENESS_MAX] = Math.max(numbers[LATENESS_MAX], call.latenessMillis());
        long duration = call.durationMicros();
        if (duration >= 0) {
            latency.add(duration);
            slowest.offer(duration, call.traceBytes(), call.traceStart(), call.traceLength());
        }
        if (call.upstreamMicros() >= 0) {
            upstreamLatency().add(call.upstreamMicros());
        }
        if (call.firstTokenMicros() >= 0) {
            firstTokenLatency().add(call.firstTokenMicros());
        }
        numbers[REQUEST_BYTES] += Math.max(0, call.requestBytes());
        numbers[RESPONSE_BYTES] += Math.max(0, call.responseBytes());
        if (call.toModel()) {
            addUsage(call);
        }
        if (call.hasConsumer()) {
            consumers.add(call.consumerHash());
        }
    }

    private void addError(MeasuredCall call, int status) {
        if (status >= 400 && status < 500) {
            numbers[CLIENT_ERRORS]++;
        } else if (status == 0 || status < 600) {
            numbers[status == 0 ? NO_RESPONSE : SERVER_ERRORS]++;
            if (failure == null) {
                failure = new Exemplar();
            }
            failure.offer(call.completedAt(), call.traceBytes(), call.traceStart(), call.traceLength());
        }
    }

    private void addUsage(MeasuredCall call) {
        numbers[AI_CALLS]++;
        if (call.tokensIn() < 0 && call.tokensOut() < 0) {
            numbers[USAGE_MISSING]++;
        }
        numbers[TOKENS_IN] += Math.max(0, call.tokensIn());
        numbers[TOKENS_OUT] += Math.max(0, call.tokensOut());
        numbers[TOKENS_CACHED] += Math.max(0, call.tokensCached());
        numbers[TOKENS_REASONING] += Math.max(0, call.tokensReasoning());
        numbers[COST] += Math.max(0, call.costMicros());
    }

    /** Counts a call that had been counted before and is not counted again. */
    public void addDuplicate() {
        numbers[DUPLICATES]++;
    }

    /** Counts a call that was too old to be counted where it belongs. */
    public void addTooLate() {
        numbers[TOO_LATE]++;
    }

    /** Adds all of another. */
    public void merge(Kpis other) {
        for (int i = 0; i < SUMS; i++) {
            numbers[i] += other.numbers[i];
        }
        for (int i = SUMS; i < NUMBERS; i++) {
            numbers[i] = Math.max(numbers[i], other.numbers[i]);
        }
        statuses.merge(other.statuses, 1);
        latency.merge(other.latency);
        slowest.merge(other.slowest);
        consumers.merge(other.consumers);
        if (other.upstream != null) {
            upstreamLatency().merge(other.upstream);
        }
        if (other.firstToken != null) {
            firstTokenLatency().merge(other.firstToken);
        }
        if (other.failure != null) {
            failure = failure == null ? new Exemplar() : failure;
            failure.merge(other.failure);
        }
    }

    /**
     * Takes away what was merged before. The maxima of durations become bounds; distinct consumers, trace ids and how far calls were
     * behind cannot be taken away and stay as they are.
     */
    public void subtract(Kpis other) {
        for (int i = 0; i < SUMS; i++) {
            numbers[i] -= other.numbers[i];
        }
        statuses.merge(other.statuses, -1);
        latency.subtract(other.latency);
        if (other.upstream != null) {
            upstreamLatency().subtract(other.upstream);
        }
        if (other.firstToken != null) {
            firstTokenLatency().subtract(other.firstToken);
        }
    }

    public long calls() {
        return numbers[CALLS];
    }

    /** 5xx or no response. */
    public long failed() {
        return numbers[SERVER_ERRORS] + numbers[NO_RESPONSE];
    }

    /** 4xx, 499 included. */
    public long clientErrors() {
        return numbers[CLIENT_ERRORS];
    }

    /** 5xx. */
    public long serverErrors() {
        return numbers[SERVER_ERRORS];
    }

    public long noResponse() {
        return numbers[NO_RESPONSE];
    }

    /** Calls that came after their slice was closed. */
    public long late() {
        return numbers[LATE];
    }

    /** Calls that came again and were left out; only where duplicates are looked for. */
    public long duplicates() {
        return numbers[DUPLICATES];
    }

    /** How far the call that was most out of order lay behind the newest of its gateway, milliseconds. */
    public long behindMaxMillis() {
        return numbers[BEHIND_MAX];
    }

    /** How far calls may be out of order before they are late, milliseconds: the largest bound of the gateways concerned. */
    public long latenessMillis() {
        return numbers[LATENESS_MAX];
    }

    /** Calls that came too late to be counted where they belong; counted when they came. */
    public long tooLate() {
        return numbers[TOO_LATE];
    }

    public long requestBytes() {
        return numbers[REQUEST_BYTES];
    }

    public long responseBytes() {
        return numbers[RESPONSE_BYTES];
    }

    public long aiCalls() {
        return numbers[AI_CALLS];
    }

    /** AI calls without token usage. */
    public long usageMissing() {
        return numbers[USAGE_MISSING];
    }

    public long tokensIn() {
        return numbers[TOKENS_IN];
    }

    public long tokensOut() {
        return numbers[TOKENS_OUT];
    }

    public long tokensCached() {
        return numbers[TOKENS_CACHED];
    }

    public long tokensReasoning() {
        return numbers[TOKENS_REASONING];
    }

    /** Millionths of the account's currency unit. */
    public long costMicros() {
        return numbers[COST];
    }

    /** Calls by status, ascending; a copy. */
    public Map<Integer, Long> statuses() {
        return statuses.toMap();
    }

    /** Calls with one status. */
    public long status(int status) {
        return statuses.of(status);
    }

    public LatencyHistogram latency() {
        return latency;
    }

    public LatencyHistogram upstreamLatency() {
        LatencyHistogram histogram = upstream;
        if (histogram == null) {
            histogram = new LatencyHistogram();
            upstream = histogram;
        }
        return histogram;
    }

    /** Time to the first token (AI) or first byte from upstream. */
    public LatencyHistogram firstTokenLatency() {
        LatencyHistogram histogram = firstToken;
        if (histogram == null) {
            histogram = new LatencyHistogram();
            firstToken = histogram;
        }
        return histogram;
    }

    /** The different consumers that made the calls; anonymous ones are not among them. */
    public DistinctCount consumers() {
        return consumers;
    }

    /** Trace id of the slowest call that has one; null for none. */
    public @Nullable String slowestTraceId() {
        return slowest.traceId();
    }

    /** Trace id of the newest failed call that has one; null for none. */
    public @Nullable String failedTraceId() {
        return failure == null ? null : failure.traceId();
    }

    /** Writes the binary form. */
    public void write(BinaryWriter to) {
        int mask = mask();
        to.raw(LAYOUT);
        to.number(mask);
        for (int i = 0; i < NUMBERS; i++) {
            if (numbers[i] != 0) {
                to.number(numbers[i]);
            }
        }
        if ((mask & STATUSES) != 0) {
            statuses.write(to);
        }
        if ((mask & LATENCY) != 0) {
            latency.write(to);
        }
        if ((mask & UPSTREAM) != 0) {
            upstreamLatency().write(to);
        }
        if ((mask & FIRST_TOKEN) != 0) {
            firstTokenLatency().write(to);
        }
        if ((mask & CONSUMERS) != 0) {
            consumers.write(to);
        }
        if ((mask & SLOWEST) != 0) {
            slowest.write(to);
        }
        if (failure != null && !failure.isEmpty()) {
            failure.write(to);
        }
    }

    private int mask() {
        int mask = 0;
        for (int i = 0; i < NUMBERS; i++) {
            mask |= numbers[i] != 0 ? 1 << i : 0;
        }
        mask |= statuses.isEmpty() ? 0 : STATUSES;
        mask |= latency.count() == 0 ? 0 : LATENCY;
        mask |= upstream == null || upstream.count() == 0 ? 0 : UPSTREAM;
        mask |= firstToken == null || firstToken.count() == 0 ? 0 : FIRST_TOKEN;
        mask |= consumers.isEmpty() ? 0 : CONSUMERS;
        mask |= slowest.isEmpty() ? 0 : SLOWEST;
        mask |= failure == null || failure.isEmpty() ? 0 : FAILED;
        return mask;
    }

    /** The binary form. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        write(writer);
        return writer.toBytes();
    }

    /** Adds the binary form at the buffer's position to this. Error: {@link UnknownLayout}. */
    public void mergeFrom(ByteBuffer from) {
        int layout = from.get();
        if (layout == LAYOUT) {
            mergeMasked(from);
        } else if (layout == 1) {
            mergeLayoutOne(from);
        } else {
            throw new UnknownLayout("KPIs", layout, LAYOUT);
        }
    }

    private void mergeMasked(ByteBuffer from) {
        int mask = Math.toIntExact(BinaryWriter.readNumber(from));
        if (mask < 0 || mask >= FAILED << 1) {
            throw new IllegalArgumentException("KPIs with parts " + Integer.toBinaryString(mask));
        }
        for (int rest = mask & (1 << NUMBERS) - 1; rest != 0; rest &= rest - 1) {
            int i = Integer.numberOfTrailingZeros(rest);
            long number = BinaryWriter.readNumber(from);
            numbers[i] = i < SUMS ? numbers[i] + number : Math.max(numbers[i], number);
        }
        if ((mask & STATUSES) != 0) {
            statuses.mergeFrom(from);
        }
        if ((mask & LATENCY) != 0) {
            latency.mergeFrom(from);
        }
        if ((mask & UPSTREAM) != 0) {
            upstreamLatency().mergeFrom(from);
        }
        if ((mask & FIRST_TOKEN) != 0) {
            firstTokenLatency().mergeFrom(from);
        }
        if ((mask & CONSUMERS) != 0) {
            consumers.mergeFrom(from);
        }
        if ((mask & SLOWEST) != 0) {
            slowest.mergeFrom(from);
        }
        if ((mask & FAILED) != 0) {
            failure = failure == null ? new Exemplar() : failure;
            failure.mergeFrom(from);
        }
    }

    /** 15 numbers, of which the second is the sum of two others, then statuses and two histograms. */
    private void mergeLayoutOne(ByteBuffer from) {
        numbers[CALLS] += BinaryWriter.readNumber(from);
        BinaryWriter.readNumber(from);
        for (int i : new int[] {
            CLIENT_ERRORS,
            SERVER_ERRORS,
            NO_RESPONSE,
            LATE,
            REQUEST_BYTES,
            RESPONSE_BYTES,
            AI_CALLS,
            USAGE_MISSING,
            TOKENS_IN,
            TOKENS_OUT,
            TOKENS_CACHED,
            TOKENS_REASONING,
            COST
        }) {
            numbers[i] += BinaryWriter.readNumber(from);
        }
        statuses.mergeFrom(from);
        latency.mergeFrom(from);
        upstreamLatency().mergeFrom(from);
    }

    /** Reads the binary form at the buffer's position. Error: {@link UnknownLayout}. */
    public static Kpis read(ByteBuffer from) {
        Kpis kpis = new Kpis();
        kpis.mergeFrom(from);
        return kpis;
    }

    /** Reads the binary form. Error: {@link UnknownLayout}. */
    public static Kpis fromBytes(byte[] bytes) {
        return read(ByteBuffer.wrap(bytes));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Kpis other
                && Arrays.equals(numbers, other.numbers)
                && statuses.equals(other.statuses)
                && latency.equals(other.latency)
                && upstreamLatency().equals(other.upstreamLatency())
                && firstTokenLatency().equals(other.firstTokenLatency())
                && consumers.equals(other.consumers)
                && slowest.equals(other.slowest)
                && Objects.equals(failedTraceId(), other.failedTraceId());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return "Kpis[calls=" + calls() + ", failed=" + failed() + ", statuses=" + statuses() + ", latency=" + latency
                + "]";
    }
}
