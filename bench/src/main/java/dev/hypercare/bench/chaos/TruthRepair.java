package dev.hypercare.bench.chaos;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * After the harness itself was killed: lines may stand in the raw topic whose acknowledgement nobody wrote down. They will be counted,
 * so they are added to the truth, from the topic.
 */
final class TruthRepair {
    private TruthRepair() {}

    /** Returns how many lines were added. */
    static long run(ChaosPlace place) throws IOException {
        Path file = place.truth();
        if (!Files.exists(file)) {
            return 0;
        }
        cutTornLine(file);
        Set<String> known = new HashSet<>();
        try (BufferedReader from = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                String[] fields = line.split("\t", 3);
                known.add(fields[0] + "-" + fields[1]);
            }
        }
        long added = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", place.bootstrap()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                BufferedWriter to = Files.newBufferedWriter(file, StandardOpenOption.APPEND)) {
            List<TopicPartition> partitions = consumer.partitionsFor(ChaosLoad.TOPIC).stream()
                    .map(partition -> new TopicPartition(ChaosLoad.TOPIC, partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(300))) {
                    if (known.add(record.partition() + "-" + record.offset())) {
                        added++;
                        to.write(record.partition() + "\t" + record.offset() + "\t" + record.timestamp() + "\t"
                                + new String(record.value(), StandardCharsets.UTF_8) + "\n");
                    }
                }
            }
        }
        return added;
    }

    /** What follows the last end of a line was written by a process that died. */
    private static void cutTornLine(Path file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long end = access.length();
            while (end > 0) {
                access.seek(end - 1);
                if (access.read() == '\n') {
                    break;
                }
                end--;
            }
            access.setLength(end);
        }
    }
}
