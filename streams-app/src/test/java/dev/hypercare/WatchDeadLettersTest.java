package dev.hypercare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several stages of the application watch read the same topic; one of them tells of what cannot be used. */
class WatchDeadLettersTest {
    private static final byte[] GARBAGE = "not avro".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path state;

    private final Wiring wiring = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);

    @Test
    void aRecordThatSeveralStagesReadIsOneDeadLetter() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "watch-dead-letters");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        PipelineConfig config = PipelineConfig.load(null).only(List.of("watch"));
        try (TopologyTestDriver driver =
                new TopologyTestDriver(Pipeline.apps(config, wiring).get(0).topology(), properties)) {
            input(driver, Topics.MARKS).pipeInput("m", GARBAGE);
            input(driver, Topics.MARKS).pipeInput(null, GARBAGE);
            input(driver, Topics.TICKETS).pipeInput("t", GARBAGE);
            input(driver, Topics.TICKETS).pipeInput("t", (byte[]) null);
            assertThat(driver.createOutputTopic(
                                    wiring.name(Topics.DEAD_LETTERS),
                                    new StringDeserializer(),
                                    wiring.serde(Topics.DEAD_LETTERS).deserializer())
                            .readValuesToList())
                    .extracting(letter -> letter.getSourceTopic() + " " + letter.getSourceOffset() + " "
                            + letter.getStage() + " " + letter.getReason() + " " + letter.getPayloadBytes())
                    .containsExactly(
                            "hypercare.marks.v1 0 alerts undecodable 8",
                            "hypercare.marks.v1 1 alerts missing-field 8",
                            "hypercare.tickets.v1 0 patterns undecodable 8",
                            "hypercare.tickets.v1 1 patterns missing-value 0");
        }
    }

    private TestInputTopic<String, byte[]> input(TopologyTestDriver driver, Topic<?> topic) {
        return driver.createInputTopic(wiring.name(topic), new StringSerializer(), new ByteArraySerializer());
    }
}
