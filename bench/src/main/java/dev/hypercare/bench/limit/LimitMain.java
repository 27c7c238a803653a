package dev.hypercare.bench.limit;

import dev.hypercare.bench.child.ChildJvm;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The process of the limit: so many consumers share the partitions of a topic, read it to its end, and write what they counted to a
 * file. Arguments: mode, bootstrap servers, threads, file, topic, group; and topic and group of what it reads before, to warm up.
 */
public final class LimitMain {
    private static final long COMMIT_NANOS = 1_000_000_000L;

    private LimitMain() {}

    /** Runs it; tells the number of records that it read as its result. */
    public static void main(String[] args) throws Exception {
        String mode = args[0];
        if (args.length > 6) {
            read(args, args[6], args[7], new ArrayList<>());
        }
        System.out.println(ChildJvm.READY + mode);
        List<Counting> counted = new ArrayList<>();
        long read = read(args, args[4], args[5], counted);
        write(counted, Path.of(args[3]));
        System.out.println(ChildJvm.RESULT + read);
    }

    /** Reads a topic to its end with consumers of its own; returns how many records that were. */
    private static long read(String[] args, String topic, String group, List<Counting> counted) throws Exception {
        int threads = Integer.parseInt(args[2]);
        long read = 0;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Long>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Counting counting = Counting.of(args[0]);
            counted.add(counting);
            int number = i;
            running.add(pool.submit(() -> consume(counting, args[1], topic, group, number, threads)));
        }
        for (Future<Long> one : running) {
            read += one.get();
        }
        pool.shutdown();
        return read;
    }

    private static long consume(
            Counting counting, String bootstrap, String topic, String group, int number, int threads) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(bootstrap, group), new ByteArrayDeserializer(), counting.values())) {
            List<TopicPartition> mine = new ArrayList<>();
            for (int partition = number;
                    partition < consumer.partitionsFor(topic).size();
                    partition += threads) {
                mine.add(new TopicPartition(topic, partition));
            }
            consumer.assign(mine);
            consumer.seekToBeginning(mine);
            long all = 0;
            for (long end : consumer.endOffsets(mine).values()) {
                all += end;
            }
            long read = 0;
            long commit = System.nanoTime() + COMMIT_NANOS;
            while (read < all) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    counting.take(record.value());
                }
                read += records.count();
                if (System.nanoTime() > commit) {
                    consumer.commitAsync();
                    commit = System.nanoTime() + COMMIT_NANOS;
                }
            }
            consumer.commitSync();
            return read;
        }
    }

    private static Map<String, Object> settings(String bootstrap, String group) {
        return Map.of(
                "bootstrap.servers", bootstrap,
                "group.id", group,
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "max.poll.records", "5000",
                "max.partition.fetch.bytes", "4194304",
                "receive.buffer.bytes", "1048576");
    }

    private static void write(List<Counting> counted, Path file) throws IOException {
        Map<String, MinuteCell> all = new HashMap<>();
        counted.forEach(counting -> counting.mergeInto(all));
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (Map.Entry<String, MinuteCell> window : all.entrySet()) {
                lines.write(
                        SeriesTable.found(window.getKey(), window.getValue()).line());
                lines.newLine();
            }
        }
    }
}
