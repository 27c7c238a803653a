package dev.hypercare.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private static final Schema SCHEMA =
            SchemaBuilder.record("Counted").fields().requiredInt("calls").endRecord();
    private static final List<ConsumerRecord<byte[], byte[]>> RIGHT =
            IntStream.range(0, 10).mapToObj(i -> record(i, "k" + i, i)).toList();

    @Test
    void theSameRecordsAreEqualAtOtherOffsetsAndTimes() {
        TopicResult result = compare(RIGHT.stream()
                .map(record -> record((int) record.offset() + 1000, key(record), record.value()[0]))
                .toList());
        assertThat(result.equal()).isTrue();
        assertThat(result.expected()).isEqualTo(10);
        assertThat(result.found()).isEqualTo(10);
    }

    @Test
    void aChangedByteIsNamedWithItsFieldAndWhatFollowsIsStillCompared() {
        TopicResult result = compare(Stream.concat(
                        RIGHT.subList(0, 4).stream(),
                        Stream.concat(Stream.of(record(4, "k4", 99)), RIGHT.subList(5, 10).stream()))
                .toList());
        assertThat(result.differing()).isEqualTo(1);
        assertThat(result.first()).containsExactly("kpis-1m, partition 0, record 4: k4: calls 99 (expected: 4)");
    }

    @Test
    void aDroppedRecordAnExtraOneAndOnesInAnotherOrderAreDifferences() {
        assertThat(compare(without(3)).first().get(0)).contains("record 3: key k4 (expected: k3)");
        assertThat(compare(without(9)).first())
                .containsExactly("kpis-1m, partition 0, record 9: 1 missing, from k9 on");
        assertThat(compare(Stream.concat(RIGHT.stream(), Stream.of(RIGHT.get(9)))
                                .toList())
                        .first())
                .containsExactly("kpis-1m, partition 0, record 10: 1 too many, from k9 on");
        assertThat(compare(Stream.concat(Stream.of(RIGHT.get(1), RIGHT.get(0)), RIGHT.subList(2, 10).stream())
                                .toList())
                        .equal())
                .isFalse();
    }

    @Test
    void anotherTimestampIsADifferenceOnlyWhereItIsNotTheTimeOfWriting() {
        InOrder strict = new InOrder("late", "", true, InOrderTest::decode, record -> "all");
        RIGHT.forEach(strict::expected);
        RIGHT.forEach(record -> strict.found(record((int) record.offset() + 1, key(record), record.value()[0])));
        assertThat(strict.result().differing()).isEqualTo(10);
    }

    private static List<ConsumerRecord<byte[], byte[]>> without(int number) {
        return RIGHT.stream().filter(record -> record.offset() != number).toList();
    }

    private static TopicResult compare(List<ConsumerRecord<byte[], byte[]>> found) {
        InOrder comparison =
                new InOrder("kpis-1m", "", false, InOrderTest::decode, record -> "partition " + record.partition());
        found.forEach(comparison::found);
        RIGHT.forEach(comparison::expected);
        return comparison.result();
    }

    private static GenericRecord decode(byte[] value) {
        return new GenericRecordBuilder(SCHEMA).set("calls", (int) value[0]).build();
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(int offset, String key, int value) {
        return new ConsumerRecord<>(
                "t",
                0,
                offset,
                offset,
                org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                0,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                new byte[] {(byte) value},
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                java.util.Optional.empty());
    }
}
