package dev.hypercare.bench.replay;

import dev.hypercare.alerts.Fingerprint;
import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.schemas.serde.AvroDeserializer;
import dev.hypercare.schemas.serde.GenericAvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics that kpi and watch write, where two runs wrote to them, and what of them has to be equal. */
final class Outputs implements AutoCloseable {
    /** Topics whose partitions are written by one task of the merge each: everything in them is in order. */
    private static final List<String> BY_SERIES = List.of("kpi-panes", "kpis-1m", "kpis-5m", "kpis-1h", "kpis-1d");

    /** What is said of patterns comes from another task than what else is in its partition. */
    private static final String VERDICTS = "verdicts";

    private static final List<String> BY_SOURCE = List.of("late", "dead-letters");
    /** Written by one task for all; the order of each alert is that of its verdicts. */
    private static final List<String> BY_ALERT = List.of("alerts", "decisions");

    private static final String MESSAGES = "messages";

    private static final byte[] WATCHDOG =
            Fingerprint.of(WatchdogAlert.RULE, WatchdogAlert.SERIES.text()).getBytes(StandardCharsets.UTF_8);

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
                    unlessOfTheRun(expected.next(), comparison::expected);
                }
                if (found.hasNext()) {
                    unlessOfTheRun(found.next(), comparison::found);
                }
            }
        }
    }

    /**
     * Ticks only move time, and how many there are in a silence depends on more than the log; the watchdog tells how the run does.
     */
    private static void unlessOfTheRun(
            ConsumerRecord<byte[], byte[]> record, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        if (record.value() != null && !Arrays.equals(record.key(), WATCHDOG)) {
            action.accept(record);
        }
    }

    private OutputComparison comparison(String topic) {
        if (topic.equals(MESSAGES)) {
            return new MessageSums(value -> messages.deserialize(ReplayOptions.topic(topic), value));
        }
        if (topic.equals(VERDICTS)) {
            return inOrder(topic, "each partition in order, those on patterns apart", false, Outputs::teller);
        }
        if (BY_ALERT.contains(topic)) {
            return inOrder(topic, "each alert in order", false, Outputs::alert);
        }
        return BY_SOURCE.contains(topic)
                ? inOrder(topic, "each source partition in order", true, this::source)
                : inOrder(topic, "each partition in order", false, record -> "partition " + record.partition());
    }

    private InOrder inOrder(
            String topic, String rule, boolean timestamps, Function<ConsumerRecord<byte[], byte[]>, String> strandOf) {
        return new InOrder(
                topic, rule, timestamps, value -> generic.deserialize(ReplayOptions.topic(topic), value), strandOf);
    }

    private static String teller(ConsumerRecord<byte[], byte[]> record) {
        boolean onPattern = new String(record.key(), StandardCharsets.UTF_8).contains(",pattern=");
        return "partition " + record.partition() + (onPattern ? " on patterns" : "");
    }

    private static String alert(ConsumerRecord<byte[], byte[]> record) {
        return "alert " + new String(record.key(), StandardCharsets.UTF_8);
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

    @Override
    public void close() {
        reader.close();
    }

    private static List<String> topics() {
        List<String> all = new ArrayList<>(BY_SERIES);
        all.add(VERDICTS);
        all.addAll(BY_ALERT);
        all.addAll(BY_SOURCE);
        all.add(MESSAGES);
        return all;
    }
}
