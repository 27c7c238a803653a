package dev.hypercare.streams;

import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.CatalogEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Brings the catalog topic up to date with a file: writes the entries that differ and leaves all others as they are. */
public final class CatalogPublisher {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CatalogPublisher() {}

    /** Returns how many entries were written. Error: {@link IllegalStateException} where Kafka does not take part. */
    public static int publish(ClusterConfig cluster, Wiring wiring, List<CatalogEntry> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        Map<String, CatalogEntry> known = read(cluster, wiring);
        List<CatalogEntry> changed = entries.stream()
                .filter(entry -> !entry.equals(known.get(entry.getApi())))
                .toList();
        try (KafkaProducer<String, CatalogEntry> producer = new KafkaProducer<>(
                cluster.client(),
                new StringSerializer(),
                wiring.serde(Topics.CATALOG).serializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (CatalogEntry entry : changed) {
                sent.add(producer.send(new ProducerRecord<>(wiring.name(Topics.CATALOG), entry.getApi(), entry)));
            }
            for (Future<?> one : sent) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            return changed.size();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot publish the catalog: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing the catalog", e);
        }
    }

    private static Map<String, CatalogEntry> read(ClusterConfig cluster, Wiring wiring) {
        Map<String, Object> client = cluster.client();
        client.put("isolation.level", "read_committed");
        client.put("enable.auto.commit", false);
        Map<String, CatalogEntry> known = new HashMap<>();
        String topic = wiring.name(Topics.CATALOG);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("cannot read " + topic + " within " + PATIENCE.toSeconds() + " s");
                }
                consumer.poll(Duration.ofMillis(100)).forEach(record -> remember(known, wiring, record));
            }
        }
        return known;
    }

    private static void remember(
            Map<String, CatalogEntry> known, Wiring wiring, ConsumerRecord<String, byte[]> record) {
        String api = record.key();
        if (api == null || record.value() == null) {
            known.remove(String.valueOf(api));
            return;
        }
        try {
            known.put(api, wiring.serde(Topics.CATALOG).deserializer().deserialize(record.topic(), record.value()));
        } catch (SerializationException e) {
            // What nobody can read differs from every entry.
            known.remove(api);
        }
    }
}
