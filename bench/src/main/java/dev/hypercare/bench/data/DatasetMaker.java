package dev.hypercare.bench.data;

import dev.hypercare.bench.child.WorkProgress;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Makes the topic and the truth of a dataset, unless both are there. */
public final class DatasetMaker {
    /** The header of a tick, as the product documents it: 8 bytes, milliseconds since the epoch. */
    private static final String TICK = "hypercare-tick";

    /** How far beyond the last call the ticks at the end are: enough to close its window of five minutes. */
    private static final long TICK_AHEAD = 10 * 60_000L;

    private final String bootstrap;
    private final SchemaRegistry registry;
    private final Path folder;

    /** @param folder where truths are kept */
    public DatasetMaker(String bootstrap, SchemaRegistry registry, Path folder) {
        this.bootstrap = bootstrap;
        this.registry = registry;
        this.folder = folder;
    }

    /** Makes it, or finds it; returns its truth. */
    public List<TruthWindow> make(Dataset dataset) {
        Path file = Truth.file(folder, dataset);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Set<String> topics = admin.listTopics().names().get();
            boolean there = topics.contains(dataset.topic());
            if (!there || !Files.exists(file)) {
                if (there) {
                    // A maker was interrupted: half a topic is worse than none.
                    admin.deleteTopics(List.of(dataset.topic())).all().get();
                }
                admin.createTopics(List.of(topic(dataset))).all().get();
                write(dataset, file);
            }
            return Truth.read(file, dataset);
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException("could not make the dataset " + dataset.name() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making the dataset " + dataset.name(), e);
        }
    }

    /** Writes a tick to every partition of a topic of calls: far beyond the last call, so that every window closes. */
    public static void tickFarAhead(String bootstrap, String topic, Dataset dataset) {
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrap)) {
            tick(producer, topic, dataset);
        }
    }

    private static void tick(KafkaProducer<byte[], byte[]> producer, String topic, Dataset dataset) {
        long end = dataset.startMillis() + dataset.calls() * 1000 / dataset.perSecond();
        byte[] at = ByteBuffer.allocate(8).putLong(end + TICK_AHEAD).array();
        for (int partition = 0; partition < Dataset.PARTITIONS; partition++) {
            ProducerRecord<byte[], byte[]> tick =
                    new ProducerRecord<>(topic, partition, end, null, null, new RecordHeaders().add(TICK, at));
            send(producer, tick, new AtomicReference<>());
        }
        producer.flush();
    }

    private void write(Dataset dataset, Path file) throws IOException {
        SeriesBook book = new SeriesBook(dataset.series());
        CallWriter writer = writer(dataset, book);
        CallStream stream = new CallStream(dataset, book);
        CallFacts call = new CallFacts();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrap);
                Truth.Writer truth = Truth.writer(file, dataset);
                WorkProgress progress = new WorkProgress("making " + dataset.name(), dataset.calls())) {
            TruthTally tally = new TruthTally(dataset.series(), truth::add);
            for (long i = 0; i < dataset.calls(); i++) {
                int partition = stream.next(call);
                tally.add(call);
                send(
                        producer,
                        new ProducerRecord<>(dataset.topic(), partition, call.ingestedAt, null, writer.write(call)),
                        failure);
                if (i % 8192 == 0) {
                    tally.close(call.ingestedAt - CallStream.MOST_LATE_MILLIS);
                    progress.at(i);
                    throwIf(failure.get());
                }
            }
            if (dataset.form() == Dataset.Form.AVRO) {
                tick(producer, dataset.topic(), dataset);
            }
            producer.flush();
            throwIf(failure.get());
            tally.close(Long.MAX_VALUE);
            truth.complete();
        }
    }

    private CallWriter writer(Dataset dataset, SeriesBook book) {
        return switch (dataset.form()) {
            case AVRO ->
                new AvroCallWriter(
                        Call.getClassSchema(),
                        registry.register(dataset.topic() + "-value", Call.getClassSchema()),
                        book);
            case NGINX -> new NginxLineWriter(book);
        };
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            ProducerRecord<byte[], byte[]> record,
            AtomicReference<@Nullable Exception> failure) {
        var unused = producer.send(record, (metadata, e) -> {
            if (e != null) {
                failure.set(e);
            }
        });
    }

    private static void throwIf(@Nullable Exception failure) {
        if (failure != null) {
            throw new IllegalStateException("the broker refused a record: " + failure.getMessage(), failure);
        }
    }

    private static NewTopic topic(Dataset dataset) {
        return new NewTopic(dataset.topic(), Dataset.PARTITIONS, (short) 1)
                .configs(Map.of("retention.ms", "-1", "cleanup.policy", "delete"));
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap,
                "compression.type", "lz4",
                "linger.ms", "50",
                "batch.size", "262144",
                "buffer.memory", "134217728",
                "max.request.size", "4194304");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
