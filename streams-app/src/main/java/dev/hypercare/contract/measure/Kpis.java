package dev.hypercare.contract.measure;

import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of the calls of one series in one span of time: a slice, a pane, a roll-up, any range. Adding and merging commute
 * and associate. {@link #subtract} undoes {@link #merge} for counts and sums; what cannot be taken away is named there. Not
 * thread-safe.
 */
public final class Kpis {
    // KpisForm writes and reads them.
    final KpiNumbers numbers = new KpiNumbers();
    final StatusCounts statuses = new StatusCounts();
    final LatencyHistogram latency = new LatencyHistogram();
    final Exemplar slowest = new Exemplar();
    final Exemplar failure = new Exemplar();
    final DistinctCount consumers = new DistinctCount();

    @Nullable
    LatencyHistogram upstream;

    @Nullable
    LatencyHistogram firstToken;

    @Nullable
    DistinctCount routes;

    KpiNumbers numbers() {
        return numbers;
    }

    StatusCounts statusCounts() {
        return statuses;
    }

    /** Adds a call. */
    public void add(MeasuredCall call) {
        numbers.add(call);
        int status = call.status();
        statuses.add(status, 1);
        long duration = call.durationMicros();
        if (duration >= 0) {
            latency.add(duration);
            slowest.offer(duration, call.traceBytes(), call.traceStart(), call.traceLength());
        }
        if (KpiNumbers.failed(status)) {
            failure.offer(call.completedAt(), call.traceBytes(), call.traceStart(), call.traceLength());
        }
        if (call.upstreamMicros() >= 0) {
            upstreamLatency().add(call.upstreamMicros());
        }
        if (call.firstTokenMicros() >= 0) {
            firstTokenLatency().add(call.firstTokenMicros());
        }
        if (call.hasConsumer()) {
            consumers.add(call.consumerHash());
        }
    }

    /** Counts a call of which nothing else is told. */
    public void addBare() {
        numbers.add(KpiNumbers.CALLS, 1);
    }

    /** Counts a call of which nothing else is told than that it came late. */
    public void addBareLate() {
        numbers.add(KpiNumbers.LATE, 1);
    }

    /** Counts a call that had been counted before and is not counted again. */
    public void addDuplicate() {
        numbers.add(KpiNumbers.DUPLICATES, 1);
    }

    /** Counts a call that was too old to be counted where it belongs. */
    public void addTooLate() {
        numbers.add(KpiNumbers.TOO_LATE, 1);
    }

    /** Forgets everything and keeps the memory for what comes, which is thought to be alike. */
    public void clear() {
        numbers.clear();
        statuses.clear();
        latency.clear();
        slowest.clear();
        failure.clear();
        consumers.clear();
        if (upstream != null) {
            upstream.clear();
        }
        if (firstToken != null) {
            firstToken.clear();
        }
        if (routes != null) {
            routes.clear();
        }
    }

    /** Adds plain numbers and statuses of another, and nothing else of it. */
    public void mergeCounts(Kpis other) {
        numbers.merge(other.numbers);
        statuses.merge(other.statuses, 1);
    }

    /** Takes plain numbers and statuses away that were merged before; how far calls were behind stays as it is. */
    void subtractCounts(Kpis other) {
        numbers.subtract(other.numbers);
        statuses.merge(other.statuses, -1);
    }

    /** The same of the binary form at the buffer's position. Error: {@link UnknownLayout}. */
    public void subtractCountsFrom(ByteBuffer from) {
        KpisForm.subtractCounts(this, from);
    }

    /** Adds all of another. */
    public void merge(Kpis other) {
        mergeCounts(other);
        latency.merge(other.latency);
        slowest.merge(other.slowest);
        failure.merge(other.failure);
        consumers.merge(other.consumers);
        if (other.upstream != null) {
            upstreamLatency().merge(other.upstream);
        }
        if (other.firstToken != null) {
            firstTokenLatency().merge(other.firstToken);
        }
        if (other.routes != null) {
            routes().merge(other.routes);
        }
    }

    /**
     * Takes away what was merged before. The maxima of durations become bounds; distinct consumers and routes, trace ids and how far calls
     * were behind cannot be taken away and stay as they are.
     */
    public void subtract(Kpis other) {
        subtractCounts(other);
        latency.subtract(other.latency);
        if (other.upstream != null) {
            upstreamLatency().subtract(other.upstream);
        }
        if (other.firstToken != null) {
            firstTokenLatency().subtract(other.firstToken);
        }
    }

    public long calls() {
        return numbers.get(KpiNumbers.CALLS);
    }

    /** 5xx or no response. */
    public long failed() {
        return numbers.get(KpiNumbers.SERVER_ERRORS) + numbers.get(KpiNumbers.NO_RESPONSE);
    }

    /** 4xx, 499 included. */
    public long clientErrors() {
        return numbers.get(KpiNumbers.CLIENT_ERRORS);
    }

    /** 5xx. */
    public long serverErrors() {
        return numbers.get(KpiNumbers.SERVER_ERRORS);
    }

    public long noResponse() {
        return numbers.get(KpiNumbers.NO_RESPONSE);
    }

    /** Calls that came after their slice was closed. */
    public long late() {
        return numbers.get(KpiNumbers.LATE);
    }

    /** Calls that came again and were left out; only where duplicates are looked for. */
    public long duplicates() {
        return numbers.get(KpiNumbers.DUPLICATES);
    }

    /** How far the call that was most out of order lay behind the newest of its gateway, milliseconds. */
    public long behindMaxMillis() {
        return numbers.get(KpiNumbers.BEHIND_MAX);
    }

    /** How far calls may be out of order before they are late, milliseconds: the largest bound of the gateways concerned. */
    public long latenessMillis() {
        return numbers.get(KpiNumbers.LATENESS_MAX);
    }

    /** Calls that came too late to be counted where they belong; counted when they came. */
    public long tooLate() {
        return numbers.get(KpiNumbers.TOO_LATE);
    }

    public long requestBytes() {
        return numbers.get(KpiNumbers.REQUEST_BYTES);
    }

    public long responseBytes() {
        return numbers.get(KpiNumbers.RESPONSE_BYTES);
    }

    public long aiCalls() {
        return numbers.get(KpiNumbers.AI_CALLS);
    }

    /** AI calls without token usage. */
    public long usageMissing() {
        return numbers.get(KpiNumbers.USAGE_MISSING);
    }

    public long tokensIn() {
        return numbers.get(KpiNumbers.TOKENS_IN);
    }

    public long tokensOut() {
        return numbers.get(KpiNumbers.TOKENS_OUT);
    }

    public long tokensCached() {
        return numbers.get(KpiNumbers.TOKENS_CACHED);
    }

    public long tokensReasoning() {
        return numbers.get(KpiNumbers.TOKENS_REASONING);
    }

    /** Millionths of the account's currency unit. */
    public long costMicros() {
        return numbers.get(KpiNumbers.COST);
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

    /** The different routes of the calls; counted for series that tell clients apart and routes not, empty in all others. */
    public DistinctCount routes() {
        DistinctCount count = routes;
        if (count == null) {
            count = new DistinctCount();
            routes = count;
        }
        return count;
    }

    /** Trace id of the slowest call that has one; null for none. */
    public @Nullable String slowestTraceId() {
        return slowest.traceId();
    }

    /** Trace id of the newest failed call that has one; null for none. */
    public @Nullable String failedTraceId() {
        return failure.traceId();
    }

    /** Writes the binary form. */
    public void write(BinaryWriter to) {
        KpisForm.write(this, to);
    }

    /** The binary form. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        write(writer);
        return writer.toBytes();
    }

    /** Whether a binary form can be read, by its first byte. Error: {@link UnknownLayout}. */
    public static void checkLayout(int firstByte) {
        KpisForm.check(firstByte);
    }

    /** Adds the binary form at the buffer's position to this. Error: {@link UnknownLayout}. */
    public void mergeFrom(ByteBuffer from) {
        KpisForm.merge(this, from);
    }

    /** Reads the binary form at the buffer's position. Error: {@link UnknownLayout}. */
    public static Kpis read(ByteBuffer from) {
        Kpis kpis = new Kpis();
        kpis.mergeFrom(from);
        return kpis;
    }

    /** Reads the plain numbers of the binary form at the buffer's position, and nothing else. Error: {@link UnknownLayout}. */
    public static Kpis readNumbers(ByteBuffer from) {
        Kpis kpis = new Kpis();
        KpisForm.mergeNumbers(kpis, from);
        return kpis;
    }

    /** Reads the binary form. Error: {@link UnknownLayout}. */
    public static Kpis fromBytes(byte[] bytes) {
        return read(ByteBuffer.wrap(bytes));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Kpis other
                && numbers.equals(other.numbers)
                && statuses.equals(other.statuses)
                && latency.equals(other.latency)
                && upstreamLatency().equals(other.upstreamLatency())
                && firstTokenLatency().equals(other.firstTokenLatency())
                && consumers.equals(other.consumers)
                && slowest.equals(other.slowest)
                && failure.equals(other.failure)
                && routes().equals(other.routes());
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }

    @Override
    public String toString() {
        return "Kpis[calls=" + calls() + ", failed=" + failed() + ", statuses=" + statuses() + ", latency=" + latency
                + "]";
    }
}
