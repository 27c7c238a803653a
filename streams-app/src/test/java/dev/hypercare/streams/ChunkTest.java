package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ChunkTest {
    @Property(tries = 200)
    void givesEachRecordItsOffsetTimestampAndValue(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long firstOffset,
            @ForAll @Size(min = 1, max = 40) List<@Size(max = 100) byte[]> values,
            @ForAll @Size(min = 40, max = 40) List<@LongRange(min = 0) Long> timestamps) {
        List<ConsumerRecord<?, ?>> records = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            records.add(record(firstOffset + (long) i * i, timestamps.get(i), values.get(i)));
        }
        Chunk chunk = Chunk.of(new Chunk(records).headers());
        assertThat(chunk).isNotNull();
        assertThat(chunk.size()).isEqualTo(values.size());
        for (int i = 0; i < values.size(); i++) {
            assertThat(chunk.offset(i)).isEqualTo(firstOffset + (long) i * i);
            assertThat(chunk.timestamp(i)).isEqualTo(timestamps.get(i));
            assertThat(chunk.value(i)).isEqualTo(ByteBuffer.wrap(values.get(i)));
        }
    }

    @Test
    void noRecordOfATopicPassesForOneWhateverItsHeadersSay() {
        assertThat(Chunk.of(new RecordHeaders())).isNull();
        assertThat(Chunk.of(new RecordHeaders().add("chunk", new byte[0]))).isNull();
    }

    private static ConsumerRecord<byte[], ByteBuffer> record(long offset, long timestamp, byte[] value) {
        byte[] around = new byte[value.length + 5];
        System.arraycopy(value, 0, around, 3, value.length);
        return new ConsumerRecord<>(
                "calls",
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                value.length,
                null,
                ByteBuffer.wrap(around, 3, value.length),
                new RecordHeaders(),
                java.util.Optional.empty());
    }
}
