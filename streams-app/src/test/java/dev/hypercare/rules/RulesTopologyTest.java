package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class RulesTopologyTest {
    private static final Wiring WIRING = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);
    private static final RulesConfig CONFIG = RulesConfig.defaults();
    private static final long EPOCH = 1_700_000_040_000L;

    @Test
    void slicesBecomeVerdictsKeyedBySeriesWithTheTimestampOfTheRecord() {
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties())) {
            var in = driver.createInputTopic("slices", new StringSerializer(), new StringSerializer());
            for (int second = 0; second < 10; second++) {
                in.pipeInput(null, second + " 200 20", 5000 + second);
            }
            for (int second = 10; second < 20; second++) {
                in.pipeInput(null, second + " 500 20", 5000 + second);
            }
            List<TestRecord<String, Verdict>> all = driver.createOutputTopic(
                            WIRING.name(Topics.VERDICTS),
                            new StringDeserializer(),
                            WIRING.serde(Topics.VERDICTS).deserializer())
                    .readRecordsToList();
            List<TestRecord<String, Verdict>> verdicts =
                    all.stream().filter(each -> each.value() != null).toList();
            assertThat(verdicts)
                    .extracting(each -> each.value().getRule() + " "
                            + each.value().getState() + " " + each.key() + " " + each.timestamp())
                    .containsExactly(
                            "api-5xx-rate PENDING api=pay 5010",
                            "api-failure-burst BREACHED api=pay 5011",
                            // It has grown.
                            "api-failure-burst BREACHED api=pay 5013",
                            "api-failure-burst BREACHED api=pay 5017");
            // A tick after each slice, and after its verdicts.
            assertThat(all.stream()
                            .filter(each -> each.value() == null)
                            .map(each -> Tick.at(each.headers()).orElseThrow()))
                    .hasSize(20)
                    .isSorted();
            assertThat(all.get(all.indexOf(verdicts.get(1)) + 1).key()).isEqualTo("tick-0");
        }
    }

    @Test
    void aVerdictNamesTheDeploymentBeforeItByTheTimesInTheRecords() {
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties())) {
            var changes = driver.createInputTopic(
                    WIRING.name(Topics.CHANGES),
                    new StringSerializer(),
                    WIRING.serde(Topics.CHANGES).serializer());
            changes.pipeInput("early", ChangeBookTest.change("early", "pay", EPOCH + 2_000, EPOCH + 2_000));
            changes.pipeInput(
                    "unknown-yet", ChangeBookTest.change("unknown-yet", "pay", EPOCH + 3_000, EPOCH + 60_000));
            changes.pipeInput("other", ChangeBookTest.change("other", "orders", EPOCH + 4_000, EPOCH + 4_000));
            driver.createInputTopic(WIRING.name(Topics.CHANGES), new StringSerializer(), new StringSerializer())
                    .pipeInput("broken", "no Avro");
            var in = driver.createInputTopic("slices", new StringSerializer(), new StringSerializer());
            for (int second = 0; second < 12; second++) {
                in.pipeInput(null, second + (second < 8 ? " 200 20" : " 500 20"), 5000 + second);
            }
            List<Verdict> verdicts = driver
                    .createOutputTopic(
                            WIRING.name(Topics.VERDICTS),
                            new StringDeserializer(),
                            WIRING.serde(Topics.VERDICTS).deserializer())
                    .readValuesToList()
                    .stream()
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(verdicts)
                    .isNotEmpty()
                    .allSatisfy(verdict -> assertThat(verdict.getChangeId()).isEqualTo("early"))
                    .allSatisfy(verdict ->
                            assertThat(verdict.getReason()).endsWith("; less than a minute after deployment of pay"))
                    .allSatisfy(verdict -> assertThat(verdict.getEvidence()).containsKey(NamedChange.MINUTES));
        }
    }

    @Test
    void aChangeThatCannotBeUsedIsADeadLetterOnce() {
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties())) {
            var changes = driver.createInputTopic(
                    WIRING.name(Topics.CHANGES), new StringSerializer(), new StringSerializer());
            var in = driver.createInputTopic("slices", new StringSerializer(), new StringSerializer());
            changes.pipeInput("broken", "no Avro", 4000);
            in.pipeInput(null, "0 200 20", 5000);
            in.pipeInput(null, "1 200 20", 5001);
            changes.pipeInput("gone", (String) null, 4500);
            in.pipeInput(null, "2 200 20", 5002);
            in.pipeInput(null, "3 200 20", 5003);
            assertThat(driver.createOutputTopic(
                                    WIRING.name(Topics.DEAD_LETTERS),
                                    new StringDeserializer(),
                                    WIRING.serde(Topics.DEAD_LETTERS).deserializer())
                            .readValuesToList())
                    .extracting(letter -> letter.getStage() + " " + letter.getReason() + " " + letter.getSourceTopic()
                            + " " + letter.getSourceOffset() + " "
                            + StandardCharsets.UTF_8.decode(letter.getPayload()) + " "
                            + letter.getRejectedAt().toEpochMilli())
                    .containsExactly(
                            "rules undecodable hypercare.changes.v1 0 no Avro 4000",
                            "rules missing-value hypercare.changes.v1 1  4500");
        }
    }

    @Test
    void nodesAndStoresAreNamedByTheStage() {
        String described = topology().describe().toString();
        assertThat(described)
                .containsPattern("rules-judge \\(stores: \\[(rules-(learned|verdicts|windows)(, )?){3}]\\)")
                .contains("rules-verdicts-out")
                .doesNotContain("KSTREAM-PROCESSOR", "KSTREAM-SINK");
        RulesTopology stage = new RulesTopology(CONFIG, WIRING);
        assertThat(stage.reads()).containsExactly(Topics.RULES, Topics.CATALOG, Topics.BASELINES, Topics.CHANGES);
        assertThat(stage.writes()).containsExactly(Topics.VERDICTS, Topics.DEAD_LETTERS);
        assertThat(stage.register().rules(0))
                .anyMatch(rule ->
                        rule.id().equals("api-5xx-rate") && rule.version().matches("[0-9a-f]{12}"));
    }

    /** A crash leaves the committed stores; a new task, or the same object revived by Kafka Streams, starts from them. */
    @Test
    void goesOnExactlyAfterACrashWithTheStoresThatWereCommitted() {
        List<String> straight = verdicts(Integer.MAX_VALUE, false);
        assertThat(straight).isNotEmpty();
        assertThat(verdicts(7, false)).isEqualTo(straight);
        assertThat(verdicts(7, true)).isEqualTo(straight);
    }

    private static List<String> verdicts(int crashEvery, boolean sameObject) {
        LiveRules rules = LiveRules.load(CONFIG);
        List<String> verdicts = new ArrayList<>();
        Processor<String, ClosedSlice, String, Verdict> processor =
                RulesProcessor.supplier(rules).get();
        MockProcessorContext<String, Verdict> context = context(null);
        processor.init(context);
        for (int second = 0; second < 200; second++) {
            if (second % crashEvery == crashEvery - 1) {
                context = context(context);
                processor =
                        sameObject ? processor : RulesProcessor.supplier(rules).get();
                processor.init(context);
            }
            int status = second / 30 % 2 == 1 ? 502 : 200;
            processor.process(new Record<>("any", slice(second, status, 3 + second % 5), second));
            context.forwarded()
                    .forEach(each -> verdicts.add(each.record().value().toString()));
            context.resetForwards();
        }
        return verdicts;
    }

    /** A context with stores of its own, holding what those of the one before held. */
    private static MockProcessorContext<String, Verdict> context(MockProcessorContext<String, Verdict> before) {
        MockProcessorContext<String, Verdict> context = new MockProcessorContext<>();
        context.setCurrentSystemTimeMs(0);
        KeyValueStore<byte[], byte[]> windows =
                RulesProcessor.windows().withLoggingDisabled().build();
        KeyValueStore<String, byte[]> learned =
                RulesProcessor.learned().withLoggingDisabled().build();
        KeyValueStore<String, byte[]> verdicts =
                RulesProcessor.verdicts().withLoggingDisabled().build();
        learned.init(context.getStateStoreContext(), learned);
        context.addStateStore(learned);
        windows.init(context.getStateStoreContext(), windows);
        verdicts.init(context.getStateStoreContext(), verdicts);
        context.addStateStore(windows);
        context.addStateStore(verdicts);
        if (before != null) {
            copy(before.getStateStore(windows.name()), windows);
            copy(before.getStateStore(learned.name()), learned);
            copy(before.getStateStore(verdicts.name()), verdicts);
        }
        return context;
    }

    private static <K> void copy(KeyValueStore<K, byte[]> from, KeyValueStore<K, byte[]> to) {
        try (KeyValueIterator<K, byte[]> all = from.all()) {
            all.forEachRemaining(entry -> to.put(entry.key, entry.value));
        }
    }

    private static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, ClosedSlice> slices = builder.stream(
                        "slices",
                        Consumed.with(Serdes.String(), Serdes.String()).withName("test-in"))
                .mapValues(
                        text -> {
                            String[] words = text.split(" ");
                            return slice(
                                    Long.parseLong(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                        },
                        Named.as("test-slices"));
        new RulesTopology(CONFIG, WIRING).addTo(builder, slices);
        return builder.build();
    }

    private static ClosedSlice slice(long second, int status, int calls) {
        List<int[]> list = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            list.add(new int[] {status, 20_000});
        }
        return ClosedSlice.ofSecond(
                (1_700_000_040 + second) * 1000,
                Map.of(Series.of(List.of("api"), List.of("pay")), SlidingWindowTest.kpis(list)));
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "rules-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put("ensure.explicit.internal.resource.naming", "true");
        return properties;
    }
}
