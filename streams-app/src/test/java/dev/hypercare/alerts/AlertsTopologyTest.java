package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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

class AlertsTopologyTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Wiring wiring = new Wiring("hypercare.", 1, registry, false);

    @TempDir
    Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> verdicts;
    private TestInputTopic<String, byte[]> catalog;
    private TestInputTopic<String, byte[]> marks;

    @BeforeEach
    void start() {
        // As an operator does who registers the schemas of the topics and nothing else.
        for (Topic<?> topic : List.of(
                Topics.VERDICTS, Topics.CATALOG, Topics.MARKS, Topics.ALERTS, Topics.DECISIONS, Topics.DEAD_LETTERS)) {
            registry.register(wiring.name(topic) + "-value", SpecificData.get().getSchema(topic.valueType()));
        }
        driver = new TopologyTestDriver(topology(), properties(), VerdictTexts.START);
        verdicts = driver.createInputTopic(
                wiring.name(Topics.VERDICTS), new StringSerializer(), new ByteArraySerializer());
        catalog =
                driver.createInputTopic(wiring.name(Topics.CATALOG), new StringSerializer(), new ByteArraySerializer());
        marks = driver.createInputTopic(wiring.name(Topics.MARKS), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void verdictsBecomeAlertsKeyedByFingerprintAndAlertsThatEndedAreForgotten() {
        verdict(VerdictState.PENDING, 1);
        verdict(VerdictState.BREACHED, 5);
        verdict(VerdictState.BREACHED, 6);
        KeyValueStore<String, Alert> active = driver.getKeyValueStore(Stores.ACTIVE_ALERTS);
        String fingerprint = Fingerprint.of("burst", "api=pay");
        assertThat(active.get(fingerprint).getState()).isEqualTo(AlertState.FIRING);
        verdict(VerdictState.OK, 9);
        assertThat(active.get(fingerprint)).isNull();
        assertThat(alerts()).containsExactly("PENDING P2", "FIRING P2", "RESOLVED P2");
    }

    @Test
    void theCatalogMovesTheSeverityFromTheNextTransitionOn() {
        verdict(VerdictState.PENDING, 1);
        catalog.pipeInput("pay", entry(Criticality.CRITICAL));
        verdict(VerdictState.BREACHED, 5);
        catalog.pipeInput("pay", (byte[]) null);
        verdict(VerdictState.OK, 9);
        assertThat(alerts()).containsExactly("PENDING P2", "FIRING P1", "RESOLVED P1");
    }

    @Test
    void aCatalogEntryThatCannotBeReadLeavesTheOneBefore() {
        catalog.pipeInput("pay", entry(Criticality.CRITICAL));
        catalog.pipeInput("pay", "not avro".getBytes(StandardCharsets.UTF_8));
        catalog.pipeInput(null, entry(Criticality.LOW));
        verdict(VerdictState.BREACHED, 5);
        assertThat(alerts()).containsExactly("FIRING P1");
    }

    @Test
    void whatIsNoVerdictGoesToDeadLettersWithTheReasonAndTheBytes() {
        byte[] garbage = "not avro".getBytes(StandardCharsets.UTF_8);
        verdicts.pipeInput("any", garbage, 77);
        verdicts.pipeInput("any", null, 78);
        Verdict good = VerdictTexts.verdict("burst", VerdictState.BREACHED, 5, 5);
        send(Verdict.newBuilder(good).setSeverity("worst").build());
        send(Verdict.newBuilder(good).setSeries("nonsense").build());
        send(Verdict.newBuilder(good).setLabels(Map.of("api", "other")).build());
        send(Verdict.newBuilder(good).setRule(" ").build());
        send(VerdictTexts.verdict("burst", VerdictState.BREACHED, 5, 6));

        List<DeadLetter> letters = driver.createOutputTopic(
                        wiring.name(Topics.DEAD_LETTERS),
                        new StringDeserializer(),
                        wiring.serde(Topics.DEAD_LETTERS).deserializer())
                .readValuesToList();
        assertThat(letters)
                .extracting(letter -> letter.getStage() + " " + letter.getReason() + " " + letter.getField())
                .containsExactly(
                        "alerts undecodable null",
                        "alerts missing-value null",
                        "alerts bad-value severity",
                        "alerts bad-value series",
                        "alerts bad-value labels",
                        "alerts missing-field rule",
                        "alerts bad-value since");
        assertThat(letters.get(0).getPayload().array()).isEqualTo(garbage);
        assertThat(letters.get(2).getDetail()).isEqualTo("severity: worst (expected: one of P1, P2, P3, P4)");
        assertThat(alerts()).isEmpty();
    }

    @Test
    void marksMuteAndAreTakenBackAndBadOnesGoToDeadLetters() {
        marks.pipeInput("m", mark("m"));
        verdict(VerdictState.BREACHED, 5);
        marks.pipeInput("m", (byte[]) null);
        marks.pipeInput("other", mark("m"));
        marks.pipeInput("n", "not avro".getBytes(StandardCharsets.UTF_8));
        marks.pipeInput(null, mark("m"));
        assertThat(values(Topics.ALERTS))
                .extracting(alert -> alert.getState() + " " + alert.getSuppression())
                .containsExactly("FIRING maintenance", "FIRING null");
        assertThat(values(Topics.DECISIONS))
                .extracting(decision -> decision.getCause().name())
                .containsExactly("MAINTENANCE", "RELEASED");
        assertThat(values(Topics.DEAD_LETTERS))
                .extracting(letter -> letter.getReason() + " " + letter.getField())
                .containsExactly("bad-value id", "undecodable null", "missing-field id");
    }

    @Test
    void ticksRenewTheWatchdogWithOurLag() {
        long start = VerdictTexts.START.toEpochMilli();
        for (int second = 0; second <= 60; second++) {
            verdicts.pipeInput(new TestRecord<>("tick-0", null, Tick.headers(start + second * 1000L)));
        }
        driver.advanceWallClockTime(Duration.ofSeconds(100));
        verdicts.pipeInput(new TestRecord<>("tick-0", null, Tick.headers(start + 90_000)));
        List<Alert> watchdogs = values(Topics.ALERTS);
        assertThat(watchdogs)
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(alert -> alert.getRule().equals(WatchdogAlert.RULE) && alert.getState() == AlertState.FIRING);
        assertThat(watchdogs.get(watchdogs.size() - 1).getEvidence()).containsEntry("lag_seconds", 10.0);
        assertThat(driver.<String, Alert>getKeyValueStore(Stores.ACTIVE_ALERTS)
                        .all()
                        .hasNext())
                .isFalse();
    }

    @Test
    void aChangelogNeedsNoSubjectOfItsOwnInTheRegistry() {
        verdict(VerdictState.BREACHED, 5);
        assertThat(alerts()).containsExactly("FIRING P2");
    }

    @Test
    void nodesAndStoresAreNamedByTheStage() {
        AlertsTopology stage = new AlertsTopology(AlertsConfig.defaults(), wiring);
        assertThat(stage.reads()).containsExactly(Topics.CATALOG, Topics.MARKS, Topics.VERDICTS);
        assertThat(stage.writes()).containsExactly(Topics.ALERTS, Topics.DECISIONS, Topics.DEAD_LETTERS);
        assertThat(topology().describe().toString()).contains("alerts-desk").doesNotContain("KSTREAM-SINK");
    }

    private void verdict(VerdictState verdict, long at) {
        send(VerdictTexts.verdict("burst", verdict, at, at));
    }

    private void send(Verdict verdict) {
        verdicts.pipeInput(
                verdict.getSeries(),
                wiring.serde(Topics.VERDICTS).serializer().serialize(wiring.name(Topics.VERDICTS), verdict));
    }

    private byte[] entry(Criticality criticality) {
        return wiring.serde(Topics.CATALOG)
                .serializer()
                .serialize(
                        wiring.name(Topics.CATALOG),
                        CatalogEntry.newBuilder()
                                .setApi("pay")
                                .setCriticality(criticality)
                                .build());
    }

    private byte[] mark(String id) {
        return wiring.serde(Topics.MARKS)
                .serializer()
                .serialize(
                        wiring.name(Topics.MARKS),
                        Mark.newBuilder()
                                .setId(id)
                                .setKind(MarkKind.MAINTENANCE)
                                .setSelector(Map.of("api", "pay"))
                                .setFrom(VerdictTexts.START)
                                .setTo(VerdictTexts.START.plusSeconds(100))
                                .setMadeAt(VerdictTexts.START)
                                .setBy("ann")
                                .build());
    }

    private <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        return driver.createOutputTopic(
                        wiring.name(topic),
                        new StringDeserializer(),
                        wiring.serde(topic).deserializer())
                .readValuesToList();
    }

    private List<String> alerts() {
        return driver
                .createOutputTopic(
                        wiring.name(Topics.ALERTS),
                        new StringDeserializer(),
                        wiring.serde(Topics.ALERTS).deserializer())
                .readKeyValuesToList()
                .stream()
                .peek(each -> assertThat(each.key).isEqualTo(each.value.getFingerprint()))
                .map(each -> each.value.getState() + " " + each.value.getSeverity())
                .toList();
    }

    private Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        new AlertsTopology(AlertsConfig.defaults(), wiring).addTo(builder);
        return builder.build();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "alerts-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put("ensure.explicit.internal.resource.naming", "true");
        return properties;
    }
}
