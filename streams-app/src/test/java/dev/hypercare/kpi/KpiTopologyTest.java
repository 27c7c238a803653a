package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.streams.Chunk;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stage over one partition, in the driver. */
class KpiTopologyTest {
    private static final long START = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

    @TempDir
    Path state;

    /** A schema whose lookup fails as nobody foresaw. */
    private static final int FAILS = 4711;

    private final Wiring wiring = new Wiring("hypercare.", 1, failing(new InMemoryRegistry()), true);
    private final List<ClosedSlice> slices = new ArrayList<>();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> calls;

    @BeforeEach
    void start() {
        StreamsBuilder builder = new StreamsBuilder();
        KpiConfig config = KpiConfig.read(Section.parse("kpi.yaml", "{correct-for: 1h, lateness: 2s}", new Problems()));
        new KpiTopology(config, wiring, view -> true)
                .addTo(builder)
                .foreach((key, slice) -> slices.add(slice), Named.as("kpi-test-slices"));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "kpi-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(builder.build(properties), properties, Instant.ofEpochMilli(START));
        calls = driver.createInputTopic(
                wiring.name(Topics.CALLS), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static SchemaRegistry failing(SchemaRegistry others) {
        return new SchemaRegistry() {
            @Override
            public int register(String subject, Schema schema) {
                return others.register(subject, schema);
            }

            @Override
            public int idOf(String subject, Schema schema) {
                return others.idOf(subject, schema);
            }

            @Override
            public Schema byId(int id) {
                if (id == FAILS) {
                    throw new IllegalStateException("nobody foresaw this");
                }
                return others.byId(id);
            }
        };
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void countsOfEveryMinuteEqualAnIndependentCountForCallsOutOfOrderWithinTheLateness() {
        Map<String, Long> expected = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            long at = START + i * 40L - random.nextInt(1900);
            String route = "/r" + random.nextInt(5);
            send(Calls.call("orders", route, random.nextInt(20) == 0 ? 503 : 200, at, random.nextInt(90_000)));
            expected.merge(route + "@" + Instant.ofEpochMilli(at - Math.floorMod(at, 60_000)), 1L, Long::sum);
        }
        tick(START + 5000 * 40L + 120_000);
        Map<String, Long> counted = new HashMap<>();
        for (Kpi kpi : newest(Topics.KPIS_1M, "api,route,method")) {
            counted.put(kpi.getLabels().get("route") + "@" + kpi.getWindowStart(), kpi.getCalls());
            assertThat(kpi.getVersion()).isEqualTo(1);
        }
        assertThat(counted).isEqualTo(expected);
        assertThat(letters()).isEmpty();
    }

    @Test
    void handsTheRulesAllTimeInOrderAndWithoutGapsAlsoWithoutCalls() {
        send(Calls.call("orders", "/a", 200, START + 500, 10_000));
        send(Calls.call("orders", "/a", 200, START + 8_500, 10_000));
        tick(START + 20_000);
        long decidedUpTo = START - 10_000;
        Map<Long, Integer> series = new TreeMap<>();
        for (ClosedSlice slice : slices) {
            assertThat(slice.startMillis()).isEqualTo(decidedUpTo);
            decidedUpTo = slice.endMillis();
            if (!slice.kpis().isEmpty()) {
                assertThat(slice.endMillis() - slice.startMillis()).isEqualTo(Resolution.SLICE_MILLIS);
                series.put(slice.startMillis(), slice.kpis().size());
            }
        }
        assertThat(decidedUpTo).isEqualTo(START + 15_000);
        // Seven views, and what was heard of the gateway.
        assertThat(series).isEqualTo(Map.of(START + 500, 8, START + 8_500, 8));
    }

    @Test
    void aLateCallMakesANewVersionOfEveryWindowThatHoldsItAndIsNotDecidedAgain() {
        send(Calls.call("orders", "/a", 200, START + 1_000, 10_000));
        tick(START + 400_000);
        int decided = slices.size();
        send(Calls.call("orders", "/a", 500, START + 2_000, 20_000));
        tick(START + 410_000);
        for (Topic<Kpi> topic : List.of(Topics.KPI_PANES, Topics.KPIS_1M, Topics.KPIS_5M)) {
            List<Kpi> versions = kpis(topic, "api");
            assertThat(versions).extracting(Kpi::getVersion).containsExactly(1, 2);
            assertThat(versions).extracting(Kpi::getCalls).containsExactly(1L, 2L);
            assertThat(versions.get(1).getLateCalls()).isEqualTo(1);
            assertThat(versions.get(1).getFailed()).isEqualTo(1);
        }
        // Only that it came late.
        assertThat(slices.subList(decided, slices.size()))
                .allSatisfy(slice -> assertThat(slice.kpis().keySet())
                        .allMatch(series -> series.view().equals(Telemetry.VIEW)));
    }

    @Test
    void aLateCallIsInTheRollUpThatClosesAfterIt() {
        send(Calls.call("orders", "/a", 200, START + 1_000, 10_000));
        tick(START + 200_000);
        send(Calls.call("orders", "/a", 200, START + 2_000, 10_000));
        tick(START + 400_000);
        assertThat(kpis(Topics.KPIS_5M, "api"))
                .extracting(Kpi::getVersion, Kpi::getCalls)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, 2L));
    }

    @Test
    void aCallThatIsTooOldToCorrectAnythingIsKeptOnLate() {
        tick(START + 7_200_000);
        send(Calls.call("orders", "/a", 200, START, 10_000));
        var late = driver.createOutputTopic(
                wiring.name(Topics.LATE),
                new StringDeserializer(),
                wiring.serde(Topics.LATE).deserializer());
        assertThat(late.readValuesToList()).singleElement().satisfies(call -> {
            assertThat(call.getCall().getApi()).isEqualTo("orders");
            assertThat(call.getWatermark()).isEqualTo(Instant.ofEpochMilli(START + 7_195_000));
        });
        assertThat(kpis(Topics.KPI_PANES, "api")).isEmpty();
    }

    @Test
    void aCallThatIsTooOldAndBrokenBehindTheFieldsThatCountIsADeadLetterAndTheNextOnesCount() {
        tick(START + 7_200_000);
        byte[] old = bytes(Calls.call("orders", "/a", 200, START, 10_000));
        calls.pipeInput(new TestRecord<>(null, Arrays.copyOf(old, old.length + 1), new RecordHeaders(), START));
        send(Calls.call("orders", "/a", 200, START + 7_199_000, 10_000));
        tick(START + 7_230_000);
        assertThat(letters()).extracting(DeadLetter::getReason).containsExactly("undecodable");
        assertThat(kpis(Topics.KPI_PANES, "api")).extracting(Kpi::getCalls).contains(1L);
    }

    @Test
    void ofAChunkOnlyTheRecordsThatCannotBeUsedAreDeadLettersEachWithItsOwnOffset() {
        byte[] good = bytes(Calls.call("orders", "/a", 200, START + 1_000, 10_000));
        byte[] unforeseen = ByteBuffer.allocate(6).put((byte) 0).putInt(FAILS).array();
        chunk(good, unforeseen, good, Arrays.copyOf(good, 12), good);
        tick(START + 30_000);
        assertThat(letters())
                .extracting(DeadLetter::getReason, DeadLetter::getSourceOffset)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("failed", 11L),
                        org.assertj.core.groups.Tuple.tuple("undecodable", 13L));
        assertThat(kpis(Topics.KPI_PANES, "api")).extracting(Kpi::getCalls).contains(3L);
    }

    @Test
    void whateverBytesStandBetweenThemTheCallsOfAChunkCount() {
        byte[] good = bytes(Calls.call("orders", "/a", 200, START + 1_000, 10_000));
        Random random = new Random(5);
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            byte[] broken = new byte[random.nextInt(good.length)];
            Arrays.fill(broken, (byte) 0xff);
            System.arraycopy(good, 0, broken, 0, Math.min(broken.length, random.nextInt(60)));
            records.add(good);
            records.add(broken);
        }
        chunk(records.toArray(byte[][]::new));
        tick(START + 30_000);
        assertThat(letters()).hasSize(500);
        assertThat(kpis(Topics.KPI_PANES, "api")).extracting(Kpi::getCalls).contains(500L);
    }

    private void chunk(byte[]... values) {
        List<ConsumerRecord<byte[], ByteBuffer>> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new ConsumerRecord<>(
                    wiring.name(Topics.CALLS), 0, 10 + records.size(), null, ByteBuffer.wrap(value)));
        }
        calls.pipeInput(new TestRecord<>(null, new byte[0], new Chunk(records).headers(), START));
    }

    @Test
    void messagesArriveByApiAndThenHowFarTimeHasCome() {
        for (int i = 0; i < 3; i++) {
            Call call = Calls.call("orders", "/a", 503, START + 1_000 + i, 10_000);
            send(Call.newBuilder(call).setErrorMessage("no route to host").build());
        }
        tick(START + 1_000);
        tick(START + 20_000);
        List<MessageCounts> records = driver.createOutputTopic(
                        wiring.name(Topics.MESSAGES),
                        new StringDeserializer(),
                        wiring.serde(Topics.MESSAGES).deserializer())
                .readValuesToList();
        assertThat(records)
                .filteredOn(counts -> counts.getApi() != null)
                .allSatisfy(counts -> {
                    assertThat(counts.getApi()).isEqualTo("orders");
                    assertThat(counts.getPaneStart()).isEqualTo(Instant.ofEpochMilli(START));
                    assertThat(counts.getTakenWith()).isEqualTo(Instant.ofEpochMilli(START));
                })
                .flatExtracting(MessageCounts::getEntries)
                .extracting(MessageCount::getMessage, MessageCount::getCalls)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("no route to host", 1L),
                        org.assertj.core.groups.Tuple.tuple("no route to host", 1L),
                        org.assertj.core.groups.Tuple.tuple("no route to host", 1L)); // the driver commits after each
        assertThat(records)
                .filteredOn(counts -> counts.getApi() == null)
                .extracting(MessageCounts::getWatermark)
                .containsExactly(Instant.ofEpochMilli(START - 1_000), Instant.ofEpochMilli(START + 15_000));
    }

    @Test
    void whatIsNotACallGoesToDeadLettersWithItsReasonAndOffset() {
        calls.pipeInput(new byte[] {1, 2, 3});
        calls.pipeInput(new byte[] {0, 0, 0, 0, 99, 1});
        calls.pipeInput((byte[]) null);
        send(Calls.call("", "/a", 200, START, 1), START);
        send(Calls.call("orders", "/a", 200, START + 3_600_000, 1), START);
        assertThat(letters())
                .extracting(DeadLetter::getReason, DeadLetter::getSourceOffset)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("undecodable", 0L),
                        org.assertj.core.groups.Tuple.tuple("undecodable", 1L),
                        org.assertj.core.groups.Tuple.tuple("empty", 2L),
                        org.assertj.core.groups.Tuple.tuple("missing-field", 3L),
                        org.assertj.core.groups.Tuple.tuple("in-the-future", 4L));
    }

    @Test
    void rollsUpToTheDay() {
        for (int hour = 0; hour < 26; hour++) {
            send(Calls.call("orders", "/a", 200, START + hour * 3_600_000L, 10_000));
        }
        tick(START + 40 * 3_600_000L);
        assertThat(kpis(Topics.KPIS_1H, "api")).hasSize(26).allMatch(kpi -> kpi.getCalls() == 1);
        assertThat(kpis(Topics.KPIS_1D, "api")).extracting(Kpi::getCalls).containsExactly(14L, 12L);
    }

    private void send(Call call) {
        send(call, call.getCompletedAt().toEpochMilli());
    }

    private void send(Call call, long ingested) {
        calls.pipeInput(new TestRecord<>(null, bytes(call), new RecordHeaders(), ingested));
    }

    private byte[] bytes(Call call) {
        return wiring.serde(Topics.CALLS).serializer().serialize(wiring.name(Topics.CALLS), call);
    }

    private void tick(long at) {
        calls.pipeInput(new TestRecord<>(null, null, Tick.headers(at), at));
    }

    private List<Kpi> kpis(Topic<Kpi> topic, String view) {
        TestOutputTopic<String, Kpi> out = driver.createOutputTopic(
                wiring.name(topic),
                new StringDeserializer(),
                wiring.serde(topic).deserializer());
        return out.readValuesToList().stream()
                .filter(kpi -> kpi.getView().equals(view))
                .toList();
    }

    private List<Kpi> newest(Topic<Kpi> topic, String view) {
        Map<String, Kpi> newest = new TreeMap<>();
        kpis(topic, view).forEach(kpi -> newest.put(kpi.getSeries() + kpi.getWindowStart(), kpi));
        return List.copyOf(newest.values());
    }

    private List<DeadLetter> letters() {
        return driver.createOutputTopic(
                        wiring.name(Topics.DEAD_LETTERS),
                        new StringDeserializer(),
                        wiring.serde(Topics.DEAD_LETTERS).deserializer())
                .readValuesToList();
    }
}
