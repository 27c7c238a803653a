package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

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
        Chunk.Builder builder = new Chunk.Builder();
        List<Entry> given = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            byte[] around = new byte[values.get(i).length + 5];
            System.arraycopy(values.get(i), 0, around, 3, values.get(i).length);
            int after = i * i; // offsets may have gaps
            builder.add(after, timestamps.get(i), around, 3, values.get(i).length);
            given.add(new Entry(firstOffset + after, timestamps.get(i), list(values.get(i))));
        }
        assertThat(read(builder.take(), firstOffset)).isEqualTo(given);
        assertThat(builder.size()).isZero();
    }

    @Test
    void aBuilderIsUsedAgain() {
        Chunk.Builder builder = new Chunk.Builder();
        builder.add(0, 1, new byte[200_000], 0, 200_000);
        assertThat(builder.size()).isGreaterThan(200_000);
        assertThat(builder.take()).hasSize(200_016);
        builder.add(0, 7, new byte[] {5}, 0, 1);
        assertThat(read(builder.take(), 9)).containsExactly(new Entry(9, 7, List.of((byte) 5)));
    }

    @Test
    void isToldFromARecordByItsHeader() {
        assertThat(Chunk.isOne(Chunk.Builder.headers())).isTrue();
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
