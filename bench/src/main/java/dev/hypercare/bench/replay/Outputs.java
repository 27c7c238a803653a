package dev.hypercare.bench.replay;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.schemas.serde.AvroDeserializer;
import dev.hypercare.schemas.serde.GenericAvroDeserializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics that kpi writes, where two runs wrote to them, and what of them has to be equal. */
final class Outputs {
    /** Topics whose partitions are written by one task of the merge each: everything in them is in order. */
    private static final List<String> BY_SERIES =
            List.of("kpi-panes", "kpis-1m", "kpis-5m", "kpis-1h", "kpis-1d", "verdicts");

    private static final List<String> BY_SOURCE = List.of("late", "dead-letters");
    private static final String MESSAGES = "messages";

    private final CommittedReader reader;
    private final GenericAvroDeserializer generic;
    private final AvroDeserializer<MessageCounts> messages;

    Outputs(BenchCluster cluster) {
        reader = new CommittedReader(cluster);
        SchemaRegistry registry = cluster.registry();
        generic = new GenericAvroDeserializer(registry);
        messages = new AvroDeserializer<>(registry, MessageCounts.class);
    }

    /** Where each partition of every topic ends now. */
    Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        topics().forEach(topic -> ends.putAll(reader.ends(ReplayOptions.topic(topic))));
        return ends;
    }

    /** Whether no transaction is open on any of them. */
    boolean areSettled() {
        return topics().stream().allMatch(topic -> reader.isSettled(ReplayOptions.topic(topic)));
    }

    /**
     * Compares two runs, one after the other in the same topics.
     *
     * @param middle where the first run ended and the second began
     * @param ends where the second ended, which is taken for right
     */
    List<TopicResult> compare(Map<TopicPartition, Long> middle, Map<TopicPartition, Long> ends) {
        List<TopicResult> results = new ArrayList<>();
        for (String topic : topics()) {
            OutputComparison comparison = comparison(topic);
            ends.forEach((partition, end) -> {
                if (partition.topic().equals(ReplayOptions.topic(topic))) {
                    long begin = middle.getOrDefault(partition, 0L);
                    compare(partition, begin, end, comparison);
                }
            });
            results.add(comparison.result());
        }
        return results;
    }

    private void compare(TopicPartition partition, long begin, long end, OutputComparison comparison) {
        try (CommittedReader.Records found = reader.read(partition, 0, begin);
                CommittedReader.Records expected = reader.read(partition, begin, end)) {
            while (expected.hasNext() || found.hasNext()) {
                if (expected.hasNext()) {
                    unlessTick(expected.next(), comparison::expected);
                }
                if (found.hasNext()) {
                    unlessTick(found.next(), comparison::found);
                }
            }
        }
    }

    /** Ticks only move time, and how many there are in a silence depends on more than the log. */
    private static void unlessTick(
            ConsumerRecord<byte[], byte[]> record, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        if (record.value() != null) {
            action.accept(record);
        }
    }

    private OutputComparison comparison(String topic) {
        if (topic.equals(MESSAGES)) {
            return new MessageSums(value -> messages.deserialize(ReplayOptions.topic(topic), value));
        }
        boolean bySource = BY_SOURCE.contains(topic);
        return new InOrder(
                topic,
                bySource ? "each source partition in order" : "each partition in order",
                bySource,
                value -> generic.deserialize(ReplayOptions.topic(topic), value),
                bySource ? this::source : record -> "partition " + record.partition());
    }

    /** Several tasks write to these; the order of each is that of the partition of calls that it reads. */
    private String source(ConsumerRecord<byte[], byte[]> record) {
        GenericRecord value = generic.deserialize(record.topic(), record.value());
        Object source = value.hasField("sourcePartition")
                ? value.get("sourcePartition")
                : String.valueOf(((GenericRecord) value.get("call")).get("requestId"))
                        .split("-", 2)[0];
        return "partition " + record.partition() + ", source " + source;
    }

    private static List<String> topics() {
        List<String> all = new ArrayList<>(BY_SERIES);
        all.addAll(BY_SOURCE);
        all.add(MESSAGES);
        return all;
    }
}
