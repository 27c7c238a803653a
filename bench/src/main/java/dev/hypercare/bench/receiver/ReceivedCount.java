package dev.hypercare.bench.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How often each record of each request stands in the topic, for a reader of committed records. */
final class ReceivedCount {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTS = 3;
    private static final int EXAMPLES = 10;

    private final int[] times;

    ReceivedCount(int requests) {
        times = new int[requests * PARTS];
    }

    /**
     * What the comparison says.
     *
     * @param records in the topic
     * @param answered requests answered 2xx
     * @param lost records of these that are not in the topic
     * @param doubled records that are there more than once
     * @param unexpected records of requests that nobody was answered 2xx for
     * @param examples the first that are wrong
     */
    record Verdict(long records, int answered, long lost, long doubled, long unexpected, List<String> examples) {
        Verdict {
            examples = List.copyOf(examples);
        }

        /** Whether every answer was true; where asked, whether each record is there once. */
        boolean holds(boolean once) {
            return lost == 0 && (!once || doubled == 0 && unexpected == 0);
        }
    }

    /** Reads a topic from its beginning to the end that it has now. */
    static ReceivedCount of(String bootstrap, String topic, int requests) {
        ReceivedCount count = new ReceivedCount(requests);
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, Duration.ofSeconds(60)).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, Duration.ofSeconds(60));
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    count.add(record.value());
                }
            }
        }
        return count;
    }

    /** Counts a record by what it says of itself. Error: {@link UncheckedIOException} where it is none of ours. */
    void add(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            int request = json.required("request").intValue();
            times[request * PARTS + json.required("part").intValue()]++;
        } catch (IOException e) {
            throw new UncheckedIOException("a record that nobody sent", e);
        }
    }

    /** Compares with what was answered. */
    Verdict compare(IntPredicate isAnswered) {
        long records = 0;
        int answered = 0;
        long lost = 0;
        long doubled = 0;
        long unexpected = 0;
        List<String> examples = new ArrayList<>();
        for (int slot = 0; slot < times.length; slot++) {
            int request = slot / PARTS;
            int part = slot % PARTS;
            boolean sent = part < new PostedRequest(request).records() && isAnswered.test(request);
            records += times[slot];
            answered += part == 0 && sent ? 1 : 0;
            lost += sent && times[slot] == 0 ? 1 : 0;
            doubled += times[slot] > 1 ? 1 : 0;
            unexpected += !sent && times[slot] > 0 ? 1 : 0;
            boolean isWrong = sent ? times[slot] != 1 : times[slot] > 0;
            if (isWrong && examples.size() < EXAMPLES) {
                examples.add("request " + request + ", record " + part + ": " + times[slot] + " times"
                        + (sent ? "" : ", though it was not answered 2xx"));
            }
        }
        return new Verdict(records, answered, lost, doubled, unexpected, examples);
    }
}
