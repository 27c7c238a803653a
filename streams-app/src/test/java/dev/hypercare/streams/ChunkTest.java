package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ChunkTest {
    private record Entry(long offset, long timestamp, List<Byte> value) {}

    @Property(tries = 300)
    void readsBackWhatWasPutTogether(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long firstOffset,
            @ForAll @Size(max = 40) List<@Size(max = 9_000) byte[]> values,
            @ForAll @Size(min = 40, max = 40) List<Long> timestamps) {
        List<Entry> given = new ArrayList<>();
        ByteBuffer chunk = ByteBuffer.allocate(
                values.stream().mapToInt(value -> Chunk.size(value.length)).sum());
        for (int i = 0; i < values.size(); i++) {
            byte[] around = new byte[values.get(i).length + 5];
            System.arraycopy(values.get(i), 0, around, 3, values.get(i).length);
            int after = i * i; // offsets may have gaps
            Chunk.write(chunk, after, timestamps.get(i), ByteBuffer.wrap(around, 3, values.get(i).length));
            given.add(new Entry(firstOffset + after, timestamps.get(i), list(values.get(i))));
        }
        assertThat(chunk.remaining()).isZero();
        assertThat(read(chunk.array(), firstOffset)).isEqualTo(given);
    }

    @Test
    void isToldFromARecordByItsHeader() {
        assertThat(Chunk.isOne(Chunk.headers())).isTrue();
        assertThat(Chunk.isOne(new RecordHeaders().add("other", new byte[0]))).isFalse();
    }

    private static List<Entry> read(byte[] bytes, long firstOffset) {
        List<Entry> entries = new ArrayList<>();
        Chunk chunk = new Chunk(bytes, firstOffset);
        while (chunk.next()) {
            entries.add(new Entry(
                    chunk.offset(), chunk.timestamp(), list(Arrays.copyOfRange(bytes, chunk.start(), chunk.end()))));
        }
        return entries;
    }

    private static List<Byte> list(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add(b);
        }
        return list;
    }
}
