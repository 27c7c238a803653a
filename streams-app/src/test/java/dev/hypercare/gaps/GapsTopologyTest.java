package dev.hypercare.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapsTopologyTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Wiring wiring = new Wiring("hypercare.", 1, registry, false);

    @TempDir
    Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> alerts;
    private TestInputTopic<String, byte[]> patterns;

    @BeforeEach
    void start() {
        // As an operator does who registers the schemas of the topics and nothing else.
        for (Topic<?> topic : List.of(
                Topics.ALERTS, Topics.PATTERNS, Topics.MARKS, Topics.TICKETS, Topics.GAPS, Topics.DEAD_LETTERS)) {
            registry.register(wiring.name(topic) + "-value", SpecificData.get().getSchema(topic.valueType()));
        }
        driver = new TopologyTestDriver(topology(), properties(), GapTexts.START);
        alerts = input(Topics.ALERTS);
        patterns = input(Topics.PATTERNS);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aPatternThatRisesWithoutAnAlertBecomesAGapAndClosesWhenOneFires() {
        patterns.pipeInput("p", bytes(Topics.PATTERNS, GapTexts.pattern("p", "pay", PatternState.SURGING, 1000)));
        time(1200);
        KeyValueStore<String, Gap> open = driver.getKeyValueStore(Stores.OPEN_GAPS);
        List<KeyValue<String, Gap>> told = gaps();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).key).isEqualTo(told.get(0).value.getId());
        assertThat(open.get(told.get(0).key)).isEqualTo(told.get(0).value);
        alerts.pipeInput("a", bytes(Topics.ALERTS, GapTexts.alert("pay", AlertState.FIRING, 1300, 1300)));
        time(1400);
        assertThat(gaps()).extracting(gap -> gap.value.getState().name()).containsExactly("CLOSED");
        assertThat(open.get(told.get(0).key)).isNull();
    }

    @Test
    void marksAndTicketsAreReadAndKeepNoiseAway() {
        for (String api : List.of("pay", "shop", "mail")) {
            alerts.pipeInput("a", bytes(Topics.ALERTS, GapTexts.alert(api, AlertState.FIRING, 1000, 1000)));
        }
        input(Topics.MARKS).pipeInput("m", bytes(Topics.MARKS, GapTexts.mark("m", MarkKind.NOTE, "alert-pay", 2000)));
        TestInputTopic<String, byte[]> tickets = input(Topics.TICKETS);
        tickets.pipeInput("jira:1", bytes(Topics.TICKETS, GapTexts.ticket("jira:1", "shop", 3000)));
        time(200_000);
        assertThat(gaps()).extracting(gap -> gap.value.getSubject()).containsExactly("alert-mail");
        input(Topics.MARKS).pipeInput("n", bytes(Topics.MARKS, GapTexts.mark("n", MarkKind.NOTE, "alert-mail", 2000)));
        assertThat(gaps()).extracting(gap -> gap.value.getState().name()).containsExactly("CLOSED");
    }

    @Test
    void aMarkThatWasTakenBackDoesNotCount() {
        alerts.pipeInput("a", bytes(Topics.ALERTS, GapTexts.alert("pay", AlertState.FIRING, 1000, 1000)));
        input(Topics.MARKS).pipeInput("m", bytes(Topics.MARKS, GapTexts.mark("m", MarkKind.NOTE, "alert-pay", 2000)));
        input(Topics.MARKS).pipeInput("m", (byte[]) null);
        time(200_000);
        assertThat(gaps()).hasSize(1);
    }

    @Test
    void whatCannotBeReadCountsAsNoneAndIsTheDeadLetterOfAnotherStage() {
        alerts.pipeInput("a", bytes(Topics.ALERTS, GapTexts.alert("pay", AlertState.FIRING, 1000, 1000)));
        byte[] garbage = "not avro".getBytes(StandardCharsets.UTF_8);
        input(Topics.MARKS).pipeInput("m", garbage);
        input(Topics.MARKS).pipeInput(null, garbage);
        input(Topics.TICKETS).pipeInput("t", garbage);
        input(Topics.TICKETS).pipeInput("t", (byte[]) null);
        patterns.pipeInput("gone", (byte[]) null);
        time(200_000);
        assertThat(gaps()).extracting(gap -> gap.value.getSubject()).containsExactly("alert-pay");
        assertThat(driver.producedTopicNames())
                .contains(wiring.name(Topics.GAPS))
                .doesNotContain(wiring.name(Topics.DEAD_LETTERS));
    }

    @Test
    void nodesAndStoresAreNamedByTheStage() {
        GapsTopology stage = new GapsTopology(GapsConfig.defaults(), wiring);
        assertThat(stage.reads()).containsExactly(Topics.MARKS, Topics.TICKETS);
        assertThat(stage.writes()).containsExactly(Topics.GAPS);
        assertThat(topology().describe().toString()).contains("gaps-desk").doesNotContain("KSTREAM-");
    }

    private void time(long second) {
        TestRecord<String, byte[]> tick = new TestRecord<>("tick", null, Tick.headers(GapTexts.millis(second)));
        alerts.pipeInput(tick);
        patterns.pipeInput(tick);
    }

    private TestInputTopic<String, byte[]> input(Topic<?> topic) {
        return driver.createInputTopic(wiring.name(topic), new StringSerializer(), new ByteArraySerializer());
    }

    private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
        return wiring.serde(topic).serializer().serialize(wiring.name(topic), value);
    }

    private List<KeyValue<String, Gap>> gaps() {
        return driver.createOutputTopic(
                        wiring.name(Topics.GAPS),
                        new StringDeserializer(),
                        wiring.serde(Topics.GAPS).deserializer())
                .readKeyValuesToList();
    }

    /** The stages before are topics here: what they write comes in their order. */
    private Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        new GapsTopology(GapsConfig.defaults(), wiring)
                .addTo(
                        builder,
                        builder.stream(wiring.name(Topics.ALERTS), wiring.consumed(Topics.ALERTS, "alerts-in")),
                        builder.stream(wiring.name(Topics.PATTERNS), wiring.consumed(Topics.PATTERNS, "patterns-in")));
        return builder.build();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "gaps-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put("ensure.explicit.internal.resource.naming", "true");
        return properties;
    }
}
