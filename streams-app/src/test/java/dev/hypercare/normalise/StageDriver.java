package dev.hypercare.normalise;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole stage without a broker. */
final class StageDriver implements AutoCloseable {
    static final Wiring WIRING = new Wiring("hypercare.", 4, new InMemoryRegistry(), true);

    private final TopologyTestDriver driver;

    StageDriver(String yaml) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(topology(config(yaml)), properties);
    }

    static NormaliseConfig config(String yaml) {
        Problems problems = new Problems();
        NormaliseConfig config =
                NormaliseConfig.read(Section.parse("given", yaml.isBlank() ? "{}" : yaml, problems), name -> null);
        problems.throwIfAny("the given config is wrong", "correct it");
        return config;
    }

    static Topology topology(NormaliseConfig config) {
        StreamsBuilder builder = new StreamsBuilder();
        new NormaliseTopology(config, WIRING).addTo(builder);
        return builder.build();
    }

    /** @param timestamp of the record, milliseconds */
    void pipe(Topic<?> raw, byte[] value, long timestamp) {
        driver.createInputTopic(WIRING.name(raw), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, value, null, timestamp));
    }

    void pipe(Topic<?> raw, String value, long timestamp) {
        pipe(raw, value.getBytes(StandardCharsets.UTF_8), timestamp);
    }

    /** Without the marks of dead letters. */
    List<TestRecord<String, Call>> calls() {
        return driver
                .createOutputTopic(
                        WIRING.name(Topics.CALLS),
                        new StringDeserializer(),
                        WIRING.serde(Topics.CALLS).deserializer())
                .readRecordsToList()
                .stream()
                .filter(record -> record.value() != null)
                .toList();
    }

    <V extends SpecificRecord> List<TestRecord<String, V>> records(Topic<V> topic) {
        return driver.createOutputTopic(
                        WIRING.name(topic),
                        new StringDeserializer(),
                        WIRING.serde(topic).deserializer())
                .readRecordsToList();
    }

    List<TestRecord<String, DeadLetter>> deadLetters() {
        return driver.createOutputTopic(
                        WIRING.name(Topics.DEAD_LETTERS),
                        new StringDeserializer(),
                        WIRING.serde(Topics.DEAD_LETTERS).deserializer())
                .readRecordsToList();
    }

    TopologyTestDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.close();
    }
}
