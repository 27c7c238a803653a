package dev.hypercare.kpi;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.schemas.events.MessageCount;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The calls with one message since the last flush. Its record depends on which they are, not on their order. Not thread-safe. */
final class MessageEntry {
    private static final int LONGEST_TRACE = 256;

    private final byte[] key;
    private final DistinctCount consumers = new DistinctCount();
    private long calls;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private byte @Nullable [] lowestTrace;
    private byte @Nullable [] secondTrace;

    /** @param key a copy of a {@link MessageKey} */
    MessageEntry(byte[] key) {
        this.key = key;
    }

    byte[] key() {
        return key;
    }

    /** Adds the call read last. */
    void add(CallReader call) {
        calls++;
        first = Math.min(first, call.completedAt());
        last = Math.max(last, call.completedAt());
        if (call.hasConsumer()) {
            consumers.add(call.consumerHash());
        }
        int length = call.traceLength();
        if (length > 0 && length <= LONGEST_TRACE) {
            addTrace(call.traceBytes(), call.traceStart(), call.traceStart() + length);
        }
    }

    private void addTrace(byte[] bytes, int from, int to) {
        // A copy is made only of a new lowest, which soon is rare.
        if (secondTrace != null && compare(bytes, from, to, secondTrace) >= 0) {
            return;
        }
        int toLowest = lowestTrace == null ? -1 : compare(bytes, from, to, lowestTrace);
        if (toLowest < 0) {
            secondTrace = lowestTrace;
            lowestTrace = Arrays.copyOfRange(bytes, from, to);
        } else if (toLowest > 0) {
            secondTrace = Arrays.copyOfRange(bytes, from, to);
        }
    }

    private static int compare(byte[] bytes, int from, int to, byte[] other) {
        return Arrays.compareUnsigned(bytes, from, to, other, 0, other.length);
    }

    /** As in the record. */
    MessageCount toRecord() {
        MessageKey.Parts parts = MessageKey.parts(key);
        return MessageCount.newBuilder()
                .setMessage(parts.message())
                .setErrorCode(parts.errorCode())
                .setStatus(parts.status())
                .setRoute(parts.route())
                .setVersion(parts.version())
                .setCalls(calls)
                .setFirstCompletedAt(Instant.ofEpochMilli(first))
                .setLastCompletedAt(Instant.ofEpochMilli(last))
                .setConsumers(consumers.estimate())
                .setConsumerSketch(consumers.isEmpty() ? null : sketch())
                .setTraceIds(traceIds())
                .build();
    }

    private ByteBuffer sketch() {
        BinaryWriter writer = new BinaryWriter();
        consumers.write(writer);
        return ByteBuffer.wrap(writer.toBytes());
    }

    private List<String> traceIds() {
        return Stream.of(lowestTrace, secondTrace)
                .filter(Objects::nonNull)
                .map(trace -> new String(trace, StandardCharsets.UTF_8))
                .toList();
    }
}
