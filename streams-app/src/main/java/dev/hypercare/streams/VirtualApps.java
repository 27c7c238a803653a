package dev.hypercare.streams;

import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Applications in virtual time, without a broker: the topologies themselves, each over one partition in Kafka's test driver, which
 * commits after every record. What one writes and another reads is handed on at once. Time passes only by {@link #passTime}.
 *
 * <p>Not thread-safe. What is written is kept in memory until it is taken, for the topics named; for all others it is dropped.
 */
public final class VirtualApps implements AutoCloseable {
    private final Wiring wiring;
    private final List<Driven> apps = new ArrayList<>();
    private final Map<String, List<byte[]>> kept = new HashMap<>();
    private final Map<String, Serde<?>> serdes = new HashMap<>();
    private long offset;

    private record Driven(
            TopologyTestDriver driver,
            Set<String> reads,
            Set<String> readsInChunks,
            Map<String, TestInputTopic<byte[], byte[]>> inputs,
            Map<String, TestOutputTopic<byte[], byte[]>> outputs) {}

    private record Written(String topic, TestRecord<byte[], byte[]> record) {}

    /**
     * A value and when it reached the broker.
     *
     * @param at milliseconds since the epoch
     */
    public record Arrived<V extends SpecificRecord>(long at, V value) {}

    /**
     * Starts them.
     *
     * @param apps in the order of the flow
     * @param wiring of one partition
     * @param stateDir where stores go; the caller deletes it
     * @param start what time it is then
     * @param toKeep topics whose records are to be taken
     */
    public VirtualApps(List<App> apps, Wiring wiring, Path stateDir, Instant start, Set<Topic<?>> toKeep) {
        if (wiring.partitions() != 1) {
            throw new IllegalArgumentException(
                    wiring.partitions() + " partitions (expected: 1, the driver has no more)");
        }
        this.wiring = wiring;
        toKeep.forEach(topic -> kept.put(wiring.name(topic), new ArrayList<>()));
        for (App app : apps) {
            Properties settings = new Properties();
            settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "virtual-" + app.name());
            settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
            settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
            settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
            this.apps.add(new Driven(
                    new TopologyTestDriver(app.topology(), settings, start),
                    names(app.stages().stream()
                            .map(Stage::reads)
                            .flatMap(List::stream)
                            .collect(Collectors.toSet())),
                    names(app.readsInChunks()),
                    new HashMap<>(),
                    new HashMap<>()));
        }
    }

    private Set<String> names(Set<Topic<?>> topics) {
        return topics.stream().map(wiring::name).collect(Collectors.toSet());
    }

    /** Lets values arrive on a topic, in this order. They are read in chunks where the application does so. */
    public <V extends SpecificRecord> void send(Topic<V> topic, List<Arrived<V>> values) {
        if (values.isEmpty()) {
            return;
        }
        String name = wiring.name(topic);
        Serializer<V> serializer = serde(topic).serializer();
        List<ConsumerRecord<byte[], ByteBuffer>> records = new ArrayList<>(values.size());
        for (Arrived<V> value : values) {
            byte[] bytes = serializer.serialize(name, value.value());
            records.add(record(name, value.at(), bytes));
        }
        for (Driven app : apps) {
            if (app.readsInChunks.contains(name)) {
                Headers headers = new Chunk(records).headers();
                deliver(
                        app,
                        name,
                        new TestRecord<>(
                                null, new byte[0], headers, values.get(0).at()));
            } else if (app.reads.contains(name)) {
                records.forEach(record -> deliver(app, name, single(record)));
            }
        }
    }

    /** Lets a value with a key arrive on a topic that is read record by record. */
    public <V extends SpecificRecord> void send(Topic<V> topic, String key, Arrived<V> value) {
        String name = wiring.name(topic);
        byte[] bytes = serde(topic).serializer().serialize(name, value.value());
        for (Driven app : apps) {
            if (app.reads.contains(name)) {
                deliver(
                        app,
                        name,
                        new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), bytes, new RecordHeaders(), value.at()));
            }
        }
    }

    private ConsumerRecord<byte[], ByteBuffer> record(String topic, long at, byte[] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset++,
                at,
                TimestampType.LOG_APPEND_TIME,
                0,
                value.length,
                null,
                ByteBuffer.wrap(value),
                new RecordHeaders(),
                Optional.empty());
    }

    private static TestRecord<byte[], byte[]> single(ConsumerRecord<byte[], ByteBuffer> record) {
        return new TestRecord<>(null, record.value().array(), new RecordHeaders(), record.timestamp());
    }

    /** Lets a tick arrive on a topic: everything up to this instant, milliseconds since the epoch, has arrived. */
    public void tick(Topic<?> topic, long atMillis) {
        String name = wiring.name(topic);
        for (Driven app : apps) {
            if (app.reads.contains(name)) {
                deliver(app, name, new TestRecord<>(null, null, Tick.headers(atMillis), atMillis));
            }
        }
    }

    /** Lets the clock on the wall go on. */
    public void passTime(Duration time) {
        for (Driven app : apps) {
            app.driver.advanceWallClockTime(time);
            passOn(app);
        }
    }

    /** What was written to one of the topics to keep since this was asked last, in order; tombstones are left out. */
    public <V extends SpecificRecord> List<V> taken(Topic<V> topic) {
        String name = wiring.name(topic);
        List<byte[]> values = kept.get(name);
        if (values == null) {
            throw new IllegalArgumentException(name + " is not kept (expected: one of " + kept.keySet() + ")");
        }
        List<V> read = values.stream()
                .map(bytes -> serde(topic).deserializer().deserialize(name, bytes))
                .toList();
        values.clear();
        return read;
    }

    @SuppressWarnings("unchecked") // A name has the type of its topic.
    private <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
        return (Serde<V>) serdes.computeIfAbsent(topic.name(), name -> wiring.serde(topic));
    }

    private void deliver(Driven app, String topic, TestRecord<byte[], byte[]> record) {
        app.inputs
                .computeIfAbsent(
                        topic,
                        name -> app.driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()))
                .pipeInput(record);
        passOn(app);
    }

    /** Takes all that an application has written, changelogs too, which would fill the memory otherwise. */
    private void passOn(Driven from) {
        List<Written> written = new ArrayList<>();
        for (String topic : from.driver.producedTopicNames()) {
            TestOutputTopic<byte[], byte[]> output = from.outputs.computeIfAbsent(
                    topic,
                    name -> from.driver.createOutputTopic(
                            name, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
            boolean wanted =
                    kept.containsKey(topic) || apps.stream().anyMatch(app -> app != from && app.reads.contains(topic));
            while (!output.isEmpty()) {
                TestRecord<byte[], byte[]> record = output.readRecord();
                if (wanted) {
                    written.add(new Written(topic, record));
                }
            }
        }
        written.forEach(one -> passOn(from, one));
    }

    private void passOn(Driven from, Written written) {
        List<byte[]> keep = kept.get(written.topic);
        byte @Nullable [] value = written.record.value();
        if (keep != null && value != null) {
            keep.add(value);
        }
        for (Driven app : apps) {
            if (app != from && app.reads.contains(written.topic)) {
                deliver(app, written.topic, written.record);
            }
        }
    }

    /** Ends them; their state stays where it is. */
    @Override
    public void close() {
        apps.forEach(app -> app.driver.close());
    }
}
