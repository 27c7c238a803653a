package dev.hypercare.contract.measure;

import dev.hypercare.schemas.events.Call;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The figures of a call that was made by Avro's own classes. */
public record CallFigures(Call call, boolean late, long behindMillis, long latenessMillis) implements MeasuredCall {

    public static CallFigures of(Call call, boolean late) {
        return new CallFigures(call, late, 0, 0);
    }

    private static long orAbsent(@Nullable Long value) {
        return value == null ? ABSENT : value;
    }

    private byte[] trace() {
        return call.getTraceId() == null ? new byte[0] : call.getTraceId().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long completedAt() {
        return call.getCompletedAt().toEpochMilli();
    }

    @Override
    public int status() {
        return call.getStatus();
    }

    @Override
    public long durationMicros() {
        return orAbsent(call.getDurationMicros());
    }

    @Override
    public long upstreamMicros() {
        return orAbsent(call.getUpstreamDurationMicros());
    }

    @Override
    public long firstTokenMicros() {
        return orAbsent(call.getFirstTokenMicros());
    }

    @Override
    public long requestBytes() {
        return orAbsent(call.getRequestBytes());
    }

    @Override
    public long responseBytes() {
        return orAbsent(call.getResponseBytes());
    }

    @Override
    public boolean toModel() {
        return call.getProvider() != null || call.getModel() != null;
    }

    @Override
    public long tokensIn() {
        return orAbsent(call.getTokensIn());
    }

    @Override
    public long tokensOut() {
        return orAbsent(call.getTokensOut());
    }

    @Override
    public long tokensCached() {
        return orAbsent(call.getTokensCached());
    }

    @Override
    public long tokensReasoning() {
        return orAbsent(call.getTokensReasoning());
    }

    @Override
    public long costMicros() {
        return orAbsent(call.getCostMicros());
    }

    @Override
    public boolean hasConsumer() {
        return call.getConsumer() != null && !call.getConsumer().isEmpty();
    }

    @Override
    public long consumerHash() {
        byte[] name = String.valueOf(call.getConsumer()).getBytes(StandardCharsets.UTF_8);
        return DistinctCount.hash(name, 0, name.length);
    }

    @Override
    public byte[] traceBytes() {
        return trace();
    }

    @Override
    public int traceStart() {
        return 0;
    }

    @Override
    public int traceLength() {
        return call.getTraceId() == null ? -1 : trace().length;
    }
}
