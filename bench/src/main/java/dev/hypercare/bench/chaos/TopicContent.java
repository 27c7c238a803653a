package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed in topics, as anybody could: Kafka's consumer, Avro's generic records, the registry over HTTP. */
final class TopicContent {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String bootstrap;
    private final String registryUrl;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Schema> schemas = new HashMap<>();

    TopicContent(String bootstrap, String registryUrl) {
        this.bootstrap = bootstrap;
        this.registryUrl = registryUrl;
    }

    /** Gives each committed record with a value, in the order of its partition, with its key. */
    void read(String topic, BiConsumer<String, GenericRecord> to) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(300))) {
                    if (record.value() != null) {
                        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
                        to.accept(key, decode(record.value()));
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the topic " + topic + " was not read to its end in "
                            + PATIENCE.toSeconds() + " s; is a broker away?");
                }
            }
        }
    }

    /** How many records a topic without transactions holds. */
    long records(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions, PATIENCE).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        IsolationLevel.READ_COMMITTED.toString(),
                        "max.poll.records",
                        "5000",
                        "reconnect.backoff.max.ms",
                        "300"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private GenericRecord decode(byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        if (buffer.get() != 0) {
            throw new IllegalStateException("a value that is not in the wire format of the registry");
        }
        Schema schema = schemas.computeIfAbsent(buffer.getInt(), this::schema);
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, buffer.position(), buffer.remaining(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Schema schema(int id) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(registryUrl + "/schemas/ids/" + id))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Schema.Parser()
                    .parse(new ObjectMapper()
                            .readTree(answer.body())
                            .get("schema")
                            .asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the registry", e);
        }
    }
}
