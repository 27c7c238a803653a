package dev.hypercare.contract.measure;

import dev.hypercare.schemas.events.Call;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of the calls of one series in one span of time: a slice, a pane, a roll-up, any range. Adding and merging commute
 * and associate; {@link #subtract} undoes {@link #merge} but for exact maxima. Not thread-safe.
 */
public final class Kpis {
    /** First byte of the binary form; another one is never read as this. */
    private static final int LAYOUT = 1;

    private long calls;
    private long failed;
    private long clientErrors;
    private long serverErrors;
    private long noResponse;
    private long late;
    private long requestBytes;
    private long responseBytes;
    private long aiCalls;
    private long usageMissing;
    private long tokensIn;
    private long tokensOut;
    private long tokensCached;
    private long tokensReasoning;
    private long costMicros;
    private final TreeMap<Integer, Long> statuses = new TreeMap<>();
    private final LatencyHistogram latency = new LatencyHistogram();
    private final LatencyHistogram upstreamLatency = new LatencyHistogram();

    /** Adds a call; {@code isLate} when it came after its slice was closed for its partition. */
    public void add(Call call, boolean isLate) {
        calls++;
        int status = call.getStatus();
        if (status == 0) {
            noResponse++;
            failed++;
        } else if (status >= 500 && status < 600) {
            serverErrors++;
            failed++;
        } else if (status >= 400 && status < 500) {
            clientErrors++;
        }
        statuses.merge(status, 1L, Long::sum);
        if (isLate) {
            late++;
        }
        if (call.getDurationMicros() != null) {
            latency.add(call.getDurationMicros());
        }
        if (call.getUpstreamDurationMicros() != null) {
            upstreamLatency.add(call.getUpstreamDurationMicros());
        }
        requestBytes += orZero(call.getRequestBytes());
        responseBytes += orZero(call.getResponseBytes());
        if (call.getProvider() != null || call.getModel() != null) {
            aiCalls++;
            if (call.getTokensIn() == null && call.getTokensOut() == null) {
                usageMissing++;
            }
        }
        tokensIn += orZero(call.getTokensIn());
        tokensOut += orZero(call.getTokensOut());
        tokensCached += orZero(call.getTokensCached());
        tokensReasoning += orZero(call.getTokensReasoning());
        costMicros += orZero(call.getCostMicros());
    }

    /** Adds all of another. */
    public void merge(Kpis other) {
        combine(other, 1);
        latency.merge(other.latency);
        upstreamLatency.merge(other.upstreamLatency);
    }

    /** Takes away what was merged before. */
    public void subtract(Kpis other) {
        combine(other, -1);
        latency.subtract(other.latency);
        upstreamLatency.subtract(other.upstreamLatency);
    }

    private void combine(Kpis other, int sign) {
        calls += sign * other.calls;
        failed += sign * other.failed;
        clientErrors += sign * other.clientErrors;
        serverErrors += sign * other.serverErrors;
        noResponse += sign * other.noResponse;
        late += sign * other.late;
        requestBytes += sign * other.requestBytes;
        responseBytes += sign * other.responseBytes;
        aiCalls += sign * other.aiCalls;
        usageMissing += sign * other.usageMissing;
        tokensIn += sign * other.tokensIn;
        tokensOut += sign * other.tokensOut;
        tokensCached += sign * other.tokensCached;
        tokensReasoning += sign * other.tokensReasoning;
        costMicros += sign * other.costMicros;
        other.statuses.forEach((status, n) -> statuses.merge(status, sign * n, Kpis::sumOrGone));
    }

    private static @Nullable Long sumOrGone(long a, long b) {
        return a + b == 0 ? null : a + b;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    public long calls() {
        return calls;
    }

    /** 5xx or no response. */
    public long failed() {
        return failed;
    }

    /** 4xx, 499 included. */
    public long clientErrors() {
        return clientErrors;
    }

    /** 5xx. */
    public long serverErrors() {
        return serverErrors;
    }

    public long noResponse() {
        return noResponse;
    }

    /** Calls that came after their slice was closed. */
    public long late() {
        return late;
    }

    public long requestBytes() {
        return requestBytes;
    }

    public long responseBytes() {
        return responseBytes;
    }

    public long aiCalls() {
        return aiCalls;
    }

    /** AI calls without token usage. */
    public long usageMissing() {
        return usageMissing;
    }

    public long tokensIn() {
        return tokensIn;
    }

    public long tokensOut() {
        return tokensOut;
    }

    public long tokensCached() {
        return tokensCached;
    }

    public long tokensReasoning() {
        return tokensReasoning;
    }

    /** Millionths of the account's currency unit. */
    public long costMicros() {
        return costMicros;
    }

    /** Calls by status, ascending; a copy. */
    public Map<Integer, Long> statuses() {
        return new TreeMap<>(statuses);
    }

    /** Calls with one status. */
    public long status(int status) {
        return statuses.getOrDefault(status, 0L);
    }

    public LatencyHistogram latency() {
        return latency;
    }

    public LatencyHistogram upstreamLatency() {
        return upstreamLatency;
    }

    /** Writes the binary form. */
    public void write(BinaryWriter to) {
        to.raw(LAYOUT);
        for (long value : numbers()) {
            to.number(value);
        }
        to.number(statuses.size());
        statuses.forEach((status, n) -> {
            to.number(status);
            to.number(n);
        });
        latency.write(to);
        upstreamLatency.write(to);
    }

    /** The binary form. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        write(writer);
        return writer.toBytes();
    }

    /** Reads the binary form at the buffer's position. Error: {@link UnknownLayout}. */
    public static Kpis read(ByteBuffer from) {
        int layout = from.get();
        if (layout != LAYOUT) {
            throw new UnknownLayout("KPIs", layout, LAYOUT);
        }
        Kpis kpis = new Kpis();
        kpis.calls = BinaryWriter.readNumber(from);
        kpis.failed = BinaryWriter.readNumber(from);
        kpis.clientErrors = BinaryWriter.readNumber(from);
        kpis.serverErrors = BinaryWriter.readNumber(from);
        kpis.noResponse = BinaryWriter.readNumber(from);
        kpis.late = BinaryWriter.readNumber(from);
        kpis.requestBytes = BinaryWriter.readNumber(from);
        kpis.responseBytes = BinaryWriter.readNumber(from);
        kpis.aiCalls = BinaryWriter.readNumber(from);
        kpis.usageMissing = BinaryWriter.readNumber(from);
        kpis.tokensIn = BinaryWriter.readNumber(from);
        kpis.tokensOut = BinaryWriter.readNumber(from);
        kpis.tokensCached = BinaryWriter.readNumber(from);
        kpis.tokensReasoning = BinaryWriter.readNumber(from);
        kpis.costMicros = BinaryWriter.readNumber(from);
        int n = BinaryWriter.readLength(from);
        for (int i = 0; i < n; i++) {
            kpis.statuses.put(Math.toIntExact(BinaryWriter.readNumber(from)), BinaryWriter.readNumber(from));
        }
        kpis.latency.mergeFrom(from);
        kpis.upstreamLatency.mergeFrom(from);
        return kpis;
    }

    /** Reads the binary form. Error: {@link UnknownLayout}. */
    public static Kpis fromBytes(byte[] bytes) {
        return read(ByteBuffer.wrap(bytes));
    }

    private long[] numbers() {
        return new long[] {
            calls,
            failed,
            clientErrors,
            serverErrors,
            noResponse,
            late,
            requestBytes,
            responseBytes,
            aiCalls,
            usageMissing,
            tokensIn,
            tokensOut,
            tokensCached,
            tokensReasoning,
            costMicros
        };
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Kpis other
                && Arrays.equals(numbers(), other.numbers())
                && statuses.equals(other.statuses)
                && latency.equals(other.latency)
                && upstreamLatency.equals(other.upstreamLatency);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers());
    }

    @Override
    public String toString() {
        return "Kpis[calls=" + calls + ", failed=" + failed + ", statuses=" + statuses + ", latency=" + latency + "]";
    }
}
