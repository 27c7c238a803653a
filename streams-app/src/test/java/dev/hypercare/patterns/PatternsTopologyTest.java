package dev.hypercare.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.alerts.AlertsConfig;
import dev.hypercare.alerts.AlertsTopology;
import dev.hypercare.contract.PatternRule;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.rules.PatternRules;
import dev.hypercare.rules.RulesConfig;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
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

/** The stage in the application that it is part of: the stage alerts fills the catalog, and takes the verdicts. */
class PatternsTopologyTest {
    private static final String REFUSED = "connection refused by upstream";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Wiring wiring = new Wiring("hypercare.", 1, registry, false);
    private final List<PatternRule> rules = PatternRules.load(RulesConfig.defaults());

    @TempDir
    Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> messages;

    @BeforeEach
    void start() {
        // As an operator does who registers the schemas of the topics and nothing else.
        for (Topic<?> topic : List.of(
                Topics.MESSAGES,
                Topics.PATTERNS,
                Topics.VERDICTS,
                Topics.CATALOG,
                Topics.MARKS,
                Topics.ALERTS,
                Topics.DECISIONS,
                Topics.DEAD_LETTERS)) {
            registry.register(wiring.name(topic) + "-value", SpecificData.get().getSchema(topic.valueType()));
        }
        driver = new TopologyTestDriver(topology(), properties(), DeskOfPatterns.START);
        messages = input(Topics.MESSAGES);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void messagesBecomePatternsKeyedByIdThatQueriesSee() {
        goLive();
        calls(3, 2);
        time(19);
        List<TestRecord<String, Pattern>> told = driver.createOutputTopic(
                        wiring.name(Topics.PATTERNS),
                        new StringDeserializer(),
                        wiring.serde(Topics.PATTERNS).deserializer())
                .readRecordsToList();
        assertThat(told).hasSize(1);
        Pattern pattern = told.get(0).value();
        assertThat(told.get(0).key()).isEqualTo(pattern.getId()).matches("[0-9a-f]{16}");
        assertThat(pattern.getState()).isEqualTo(PatternState.NEW);
        assertThat(pattern.getTemplate()).isEqualTo(REFUSED);
        assertThat(pattern.getRoutes()).containsExactly("/v1/pay");
        assertThat(pattern.getStatuses()).containsExactly(502);
        assertThat(pattern.getTraceIds()).containsExactly("t3");
        calls(25, 1);
        time(30);
        KeyValueStore<String, Pattern> known = driver.getKeyValueStore(Stores.PATTERNS);
        assertThat(known.get(pattern.getId()).getTotal()).isEqualTo(3);
    }

    @Test
    void theStageTellsOfItself() {
        calls(3, 2);
        messages.pipeInput(
                "pay",
                bytes(
                        Topics.MESSAGES,
                        MessageCounts.newBuilder(DeskOfPatterns.messages(0, "pay", 5, List.of()))
                                .setOverflow(70)
                                .build()));
        calls(15, 1);
        messages.pipeInput("pay", "not avro".getBytes(StandardCharsets.UTF_8));
        time(10);
        assertThat(metric("patterns")).isEqualTo(2);
        assertThat(metric("templates")).isEqualTo(1);
        assertThat(metric("waiting")).isEqualTo(1);
        assertThat(metric("told-total")).isEqualTo(2);
        assertThat(metric("overflowed-calls-total")).isEqualTo(70);
        assertThat(metric("evicted-total")).isZero();
        assertThat(metric("dead-letters-total")).isEqualTo(1);
        assertThat(metric("take-up-total")).isEqualTo(1);
        assertThat(metric("take-up-latency-max")).isPositive();
        time(20);
        assertThat(metric("waiting")).isZero();
        assertThat(metric("overflowed-calls-total")).isEqualTo(70);
    }

    private double metric(String name) {
        return driver.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(name)
                        && metric.metricName().group().equals("stream-patterns-metrics"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }

    @Test
    void verdictsHoldAheadOfTimeAndTicksFollowThem() {
        goLive();
        calls(3, 7);
        time(10);
        List<TestRecord<String, Verdict>> verdicts = driver.createOutputTopic(
                        wiring.name(Topics.VERDICTS),
                        new StringDeserializer(),
                        wiring.serde(Topics.VERDICTS).deserializer())
                .readRecordsToList();
        assertThat(verdicts).hasSize(2);
        Verdict verdict = verdicts.get(0).value();
        assertThat(verdicts.get(0).key()).isEqualTo(verdict.getSeries());
        assertThat(verdict.getAt()).isEqualTo(DeskOfPatterns.START.plusSeconds(30));
        assertThat(verdicts.get(1).key()).isEqualTo("patterns-tick-0");
        assertThat(Tick.at(verdicts.get(1).headers()))
                .hasValue(DeskOfPatterns.START.plusSeconds(30).toEpochMilli());
    }

    @Test
    void aMarkReachesTheTaskOfThePattern() {
        calls(3, 2);
        time(10);
        String id = values(Topics.PATTERNS).get(0).getId();
        Mark mark = Mark.newBuilder()
                .setId("m")
                .setKind(MarkKind.FIXED)
                .setSelector(Map.of("pattern", id))
                .setFrom(DeskOfPatterns.START.plusSeconds(15))
                .setMadeAt(DeskOfPatterns.START)
                .setBy("ann")
                .build();
        input(Topics.MARKS).pipeInput("m", bytes(Topics.MARKS, mark));
        input(Topics.MARKS).pipeInput("n", "not avro".getBytes(StandardCharsets.UTF_8));
        calls(25, 1);
        time(30);
        assertThat(values(Topics.PATTERNS)).extracting(Pattern::getState).containsExactly(PatternState.REGRESSED);
        assertThat(values(Topics.DEAD_LETTERS))
                .extracting(letter -> letter.getStage() + " " + letter.getReason())
                .containsExactly("alerts undecodable");
    }

    @Test
    void whatAreNoMessagesGoesToDeadLettersWithTheReason() {
        messages.pipeInput("pay", "not avro".getBytes(StandardCharsets.UTF_8));
        messages.pipeInput("pay", (byte[]) null);
        MessageCounts odd = DeskOfPatterns.messages(7, "pay", 3, List.of(DeskOfPatterns.count(3, REFUSED, 1)));
        messages.pipeInput("pay", bytes(Topics.MESSAGES, odd));
        assertThat(values(Topics.DEAD_LETTERS))
                .extracting(letter -> letter.getStage() + " " + letter.getReason() + " " + letter.getField())
                .containsExactly(
                        "patterns undecodable null",
                        "patterns missing-value null",
                        "patterns bad-value sourcePartition");
    }

    private void goLive() {
        CatalogEntry entry = CatalogEntry.newBuilder()
                .setApi("pay")
                .setCriticality(Criticality.CRITICAL)
                .setGoLiveAt(DeskOfPatterns.START)
                .build();
        input(Topics.CATALOG).pipeInput("pay", bytes(Topics.CATALOG, entry));
    }

    private void calls(long second, long calls) {
        MessageCounts counts =
                DeskOfPatterns.messages(0, "pay", second, List.of(DeskOfPatterns.count(second, REFUSED, calls)));
        messages.pipeInput("pay", bytes(Topics.MESSAGES, counts));
    }

    private void time(long second) {
        MessageCounts time = MessageCounts.newBuilder()
                .setSourcePartition(0)
                .setWatermark(DeskOfPatterns.START.plusSeconds(second))
                .build();
        messages.pipeInput("", bytes(Topics.MESSAGES, time));
    }

    private TestInputTopic<String, byte[]> input(Topic<?> topic) {
        return driver.createInputTopic(wiring.name(topic), new StringSerializer(), new ByteArraySerializer());
    }

    private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
        return wiring.serde(topic).serializer().serialize(wiring.name(topic), value);
    }

    private <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        return driver.createOutputTopic(
                        wiring.name(topic),
                        new StringDeserializer(),
                        wiring.serde(topic).deserializer())
                .readValuesToList();
    }

    private Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        new PatternsTopology(PatternsConfig.defaults(), rules, wiring).addTo(builder);
        new AlertsTopology(AlertsConfig.defaults(), wiring, true).addTo(builder);
        return builder.build();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "patterns-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put("ensure.explicit.internal.resource.naming", "true");
        return properties;
    }
}
