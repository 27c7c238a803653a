package dev.hypercare.streams;

import dev.hypercare.contract.Outcome;
import dev.hypercare.schemas.events.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Makes the dead letter of a record that a stage could not use. */
public final class DeadLetters {
    /** Longest payload kept, bytes. */
    public static final int MAX_PAYLOAD = 64 * 1024;

    /** Header of a record without a value that says that a record became a dead letter, so that rules see how many do. */
    private static final String MARK = "hypercare-dead-letter";

    private DeadLetters() {}

    /** The headers of a record on {@code calls} that stands for a dead letter. */
    public static Headers mark() {
        return new RecordHeaders().add(MARK, new byte[0]);
    }

    /** Whether a record without a value stands for a dead letter. */
    public static boolean isMark(Headers headers) {
        return headers.lastHeader(MARK) != null;
    }

    /**
     * The record for {@code dead-letters}, keyed by source topic-partition-offset.
     *
     * @param stage who rejects it
     * @param why reason, field and detail
     * @param source where it came from
     * @param timestamp timestamp of the source record, milliseconds
     * @param index position in the record's batch; null for the record as a whole
     * @param masked the rejected bytes with personal data masked
     * @param length length before masking, bytes
     */
    public static Record<String, DeadLetter> of(
            String stage,
            Outcome.Rejected<?> why,
            RecordMetadata source,
            long timestamp,
            @Nullable Integer index,
            byte[] masked,
            int length) {
        byte[] payload = masked.length > MAX_PAYLOAD ? Arrays.copyOf(masked, MAX_PAYLOAD) : masked;
        DeadLetter letter = DeadLetter.newBuilder()
                .setStage(stage)
                .setReason(why.reason())
                .setDetail(why.detail())
                .setField(why.field())
                .setSourceTopic(source.topic())
                .setSourcePartition(source.partition())
                .setSourceOffset(source.offset())
                .setIndex(index)
                .setRejectedAt(Instant.ofEpochMilli(Math.max(0, timestamp)))
                .setPayload(ByteBuffer.wrap(payload))
                .setPayloadBytes(length)
                .build();
        return new Record<>(
                source.topic() + "-" + source.partition() + "-" + source.offset(), letter, Math.max(0, timestamp));
    }
}
