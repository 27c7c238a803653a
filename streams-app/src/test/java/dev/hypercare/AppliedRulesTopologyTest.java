package dev.hypercare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.RuleRegister;
import dev.hypercare.contract.RuleRegister.Order;
import dev.hypercare.contract.RuleRegister.RuleText;
import dev.hypercare.contract.Topics;
import dev.hypercare.rules.RulesTopology;
import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.RuleUse;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application kpi over one partition, in the driver: calls to verdicts while rules come and go. */
class AppliedRulesTopologyTest {
    private static final long START = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    private static final String SPEND = """
            rules:
              - {id: failing, summary: "{failed}", view: [api, consumer], severity: p2, window: 5s, when: failed >= 3, runbook: none}
            """;
    private static final String ALL = SPEND.replace("failing", "busy").replace("failed >= 3", "calls >= 3");

    @TempDir
    Path folder;

    private final Wiring wiring = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);

    @Test
    void aRuleOnAViewThatNobodyWatchedFiresFromItsFirstSliceOnAndEndsWhenItIsSwitchedOff() {
        AppliedRule failing = applied(SPEND, 20);
        Map<Integer, AppliedRule> records = new TreeMap<>(Map.of(17, failing, 37, off("failing", 40)));
        List<Verdict> verdicts = changes(run("{builtin: false}", records, 60));
        assertThat(verdicts)
                .extracting(verdict -> second(verdict) + " " + verdict.getState() + " " + verdict.getRuleVersion() + " "
                        + verdict.getSeverity() + " " + verdict.getRunbook() + " " + verdict.getSeries())
                .containsExactly(
                        "20 BREACHED " + failing.getVersion() + " P2 none api=pay,consumer=ann",
                        "40 OK " + failing.getVersion() + " P2 null api=pay,consumer=ann");
        assertThat(verdicts.get(1).getReason()).contains("is not in use any more");
    }

    /** Decision 11: a replay that has read all rules before the first call uses the version that held then. */
    @Test
    void aReplayGivesTheSameVerdictsAsTheRunInWhichTheRulesWereApplied() {
        Map<Integer, AppliedRule> live = new TreeMap<>();
        AppliedRule failing = applied(SPEND, 20);
        live.put(17, failing);
        live.put(27, off("failing", 30));
        AppliedRule again = AppliedRule.newBuilder(failing)
                .setUses(List.of(failing.getUses().get(0), use(45)))
                .build();
        live.put(42, again);
        live.put(50, applied(ALL, 53));
        Map<Integer, AppliedRule> replayed = new TreeMap<>(live);
        List<AppliedRule> before = List.of(live.get(27), again, live.get(50));
        replayed.clear();
        for (int i = 0; i < before.size(); i++) {
            replayed.put(-3 + i, before.get(i));
        }
        List<String> first = lines(run("{}", live, 80));
        assertThat(first).anyMatch(line -> line.startsWith("20 failing BREACHED"));
        assertThat(first).anyMatch(line -> line.startsWith("30 failing OK"));
        assertThat(first).anyMatch(line -> line.startsWith("45 failing BREACHED"));
        assertThat(first).anyMatch(line -> line.startsWith("53 busy BREACHED"));
        assertThat(lines(run("{}", replayed, 80))).isEqualTo(first);
    }

    @Test
    void aRecordThatCannotBeUsedIsADeadLetterOnceAndTheRestGoesOn() {
        try (Driven driven = new Driven("{builtin: false}")) {
            driven.calls(0, 5);
            driven.rule("failing/1", new byte[] {1, 2, 3});
            driven.rule(null, new byte[] {4});
            AppliedRule failing = applied(SPEND, 10);
            AppliedRule odd = AppliedRule.newBuilder(failing)
                    .setDefinition("rules: [{id: failing, kind: telepathy}]")
                    .build();
            driven.rule("failing/" + failing.getVersion(), driven.bytes(odd));
            driven.calls(5, 8);
            driven.rule("failing/" + failing.getVersion(), driven.bytes(failing));
            driven.rule("other/key", driven.bytes(failing));
            driven.calls(8, 20);
            driven.tick(60);
            List<DeadLetter> letters = driven.letters();
            assertThat(letters)
                    .extracting(letter -> letter.getStage() + " " + letter.getReason() + " " + letter.getField() + " "
                            + letter.getSourceOffset())
                    .containsExactly(
                            "rules undecodable null 0",
                            "rules undecodable null 1",
                            "rules bad-definition definition 2",
                            "rules bad-value rule 4");
            assertThat(letters.get(0).getPayloadBytes()).isEqualTo(3);
            assertThat(letters.get(2).getDetail()).contains("kind: telepathy (expected: one of");
            assertThat(driven.verdicts()).extracting(Verdict::getRule).contains("failing");
        }
    }

    @Test
    void aRecordWithoutAValueTakesItsVersionBack() {
        try (Driven driven = new Driven("{builtin: false}")) {
            AppliedRule failing = applied(SPEND, 0);
            String key = RuleRegister.key("failing", failing.getVersion());
            driven.rule(key, driven.bytes(failing));
            driven.calls(0, 10);
            driven.rule(key, null);
            driven.calls(10, 20);
            driven.tick(60);
            assertThat(changes(driven.verdicts())).extracting(Verdict::getState).hasToString("[BREACHED, OK]");
        }
    }

    private AppliedRule applied(String yaml, int second) {
        RuleRegister register = new RulesTopology(PipelineConfig.load(null).rules(), wiring).register();
        Order order = new Order(START + second * 1000L, "ann", null);
        return Objects.requireNonNull(register.apply(List.of(new RuleText("my.yaml", yaml)), order)
                .get(0)
                .record());
    }

    private static AppliedRule off(String id, int second) {
        return AppliedRule.newBuilder()
                .setRule(id)
                .setVersion(RuleRegister.OFF)
                .setUses(List.of(use(second)))
                .build();
    }

    private static RuleUse use(int second) {
        return RuleUse.newBuilder()
                .setFrom(Instant.ofEpochMilli(START + second * 1000L))
                .setBy("ann")
                .build();
    }

    /** Five failed calls a second; records of rules are read when the calls of their second come. */
    private List<Verdict> run(String rules, Map<Integer, AppliedRule> records, int seconds) {
        try (Driven driven = new Driven(rules)) {
            Map<Integer, AppliedRule> left = new TreeMap<>(records);
            for (int second = -3; second < seconds; second++) {
                AppliedRule record = left.get(second);
                if (record != null) {
                    driven.rule(RuleRegister.key(record.getRule(), record.getVersion()), driven.bytes(record));
                }
                if (second >= 0) {
                    driven.calls(second, second + 1);
                }
            }
            driven.tick(seconds + 30);
            return driven.verdicts();
        }
    }

    /** Without those that only tell that a breach has grown. */
    private static List<Verdict> changes(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> !verdict.getReason().startsWith("it has grown"))
                .toList();
    }

    private static List<String> lines(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> second(verdict) + " " + verdict.getRule() + " " + verdict.getState() + " " + verdict)
                .toList();
    }

    private static long second(Verdict verdict) {
        return (verdict.getAt().toEpochMilli() - START) / 1000;
    }

    /** One run of the application. */
    private final class Driven implements AutoCloseable {
        private final TopologyTestDriver driver;
        private final TestInputTopic<byte[], byte[]> calls;
        private final TestInputTopic<byte[], byte[]> rules;

        Driven(String rulesYaml) {
            try {
                Path file = Files.writeString(
                        Files.createTempFile(folder, "config", ".yaml"),
                        "kpi: {views: [api, 'api, consumer', gateway]}\nrules: " + rulesYaml + "\n");
                PipelineConfig config = PipelineConfig.load(file).only(List.of("kpi"));
                Properties properties = new Properties();
                properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "applied-rules");
                properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
                properties.put(
                        StreamsConfig.STATE_DIR_CONFIG,
                        Files.createTempDirectory(folder, "state").toString());
                driver = new TopologyTestDriver(
                        Pipeline.apps(config, wiring).get(0).topology(), properties, Instant.ofEpochMilli(START));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            calls = driver.createInputTopic(
                    wiring.name(Topics.CALLS), new ByteArraySerializer(), new ByteArraySerializer());
            rules = driver.createInputTopic(
                    wiring.name(Topics.RULES), new ByteArraySerializer(), new ByteArraySerializer());
        }

        void calls(int from, int to) {
            for (int second = from; second < to; second++) {
                for (int i = 0; i < 5; i++) {
                    long at = START + second * 1000L + i * 200L;
                    Call call = Call.newBuilder()
                            .setCompletedAt(Instant.ofEpochMilli(at))
                            .setGateway("edge")
                            .setApi("pay")
                            .setRoute("/r")
                            .setMethod("GET")
                            .setConsumer("ann")
                            .setStatus(500)
                            .setDurationMicros(20_000L)
                            .build();
                    byte[] value = wiring.serde(Topics.CALLS).serializer().serialize(wiring.name(Topics.CALLS), call);
                    calls.pipeInput(new TestRecord<>(null, value, new RecordHeaders(), at));
                }
                tick(second);
            }
        }

        void tick(int second) {
            long at = START + second * 1000L;
            calls.pipeInput(new TestRecord<>(null, null, Tick.headers(at), at));
        }

        void rule(String key, byte[] value) {
            byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
            rules.pipeInput(new TestRecord<>(bytes, value, new RecordHeaders(), START));
        }

        byte[] bytes(AppliedRule record) {
            return wiring.serde(Topics.RULES).serializer().serialize(wiring.name(Topics.RULES), record);
        }

        List<Verdict> verdicts() {
            List<Verdict> verdicts = new ArrayList<>();
            driver
                    .createOutputTopic(
                            wiring.name(Topics.VERDICTS),
                            new StringDeserializer(),
                            wiring.serde(Topics.VERDICTS).deserializer())
                    .readValuesToList()
                    .stream()
                    .filter(Objects::nonNull)
                    .forEach(verdicts::add);
            return verdicts;
        }

        List<DeadLetter> letters() {
            return driver.createOutputTopic(
                            wiring.name(Topics.DEAD_LETTERS),
                            new StringDeserializer(),
                            wiring.serde(Topics.DEAD_LETTERS).deserializer())
                    .readValuesToList();
        }

        @Override
        public void close() {
            driver.close();
        }
    }
}
