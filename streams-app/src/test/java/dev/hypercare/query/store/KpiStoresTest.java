package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.ClosedMark;
import dev.hypercare.contract.DueKey;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.kpi.KpiConfig;
import dev.hypercare.kpi.KpiTopology;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.SeriesFilter;
import dev.hypercare.query.Window;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the stores of the real stage kpi: what it writes is what this reads. */
class KpiStoresTest {
    private static final long START = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    private static final SeriesFilter APIS = new SeriesFilter(List.of("api"), Map.of());

    @TempDir
    Path state;

    private final Wiring wiring = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);
    private final Properties properties = new Properties();
    private final KpiConfig config = KpiConfig.read(Section.empty(new Problems()));
    private Topology topology;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> calls;
    private LocalStores stores;
    private KpiReader reader;

    @BeforeEach
    void start() {
        StreamsBuilder builder = new StreamsBuilder();
        new KpiTopology(config, wiring, view -> true)
                .addTo(builder)
                .foreach((key, slice) -> {}, Named.as("kpi-test-slices"));
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "query-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        topology = builder.build(properties);
        driver = new TopologyTestDriver(topology, properties, Instant.ofEpochMilli(START));
        calls = driver.createInputTopic(
                wiring.name(Topics.CALLS), new ByteArraySerializer(), new ByteArraySerializer());
        stores = new LocalStores() {
            @Override
            public ReadOnlyWindowStore<String, byte[]> windows(String name) {
                return driver.getWindowStore(name);
            }

            @Override
            public ReadOnlyKeyValueStore<Bytes, byte[]> keyValues(String name) {
                return driver.getKeyValueStore(name);
            }
        };
        reader = new KpiStores(stores, config.views());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void readsTheClosedWindowsOfASeriesByStart() {
        call("orders", "/a", START + 1_000);
        call("orders", "/a", START + 12_000);
        call("orders", "/b", START + 13_000);
        call("billing", "/a", START + 14_000);
        tick(START + 100_000);
        assertThat(reader.windows("api=orders", Resolution.PANE, START, START + 60_000))
                .extracting(Window::startMillis, window -> window.kpis().calls())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(START, 1L),
                        org.assertj.core.groups.Tuple.tuple(START + 10_000, 2L));
        assertThat(reader.windows("api=orders", Resolution.PANE, START, START + 10_000))
                .hasSize(1);
        assertThat(reader.windows("api=orders", Resolution.MINUTE, START, START + 60_000))
                .singleElement()
                .satisfies(window -> assertThat(window.kpis().calls()).isEqualTo(3));
        assertThat(reader.windows("api=orders", Resolution.FIVE_MINUTES, START, START + 300_000))
                .isEmpty();
    }

    @Test
    void theNumbersAloneAreThoseOfTheWholeWindows() {
        call("orders", "/a", START + 1_000);
        call("orders", "/b", START + 72_000);
        tick(START + 400_000);
        for (Resolution resolution : List.of(Resolution.PANE, Resolution.MINUTE, Resolution.FIVE_MINUTES)) {
            List<Window> whole = reader.windows("api=orders", resolution, START, START + 300_000);
            List<Window> counted = reader.counted("api=orders", resolution, START, START + 300_000);
            assertThat(counted)
                    .hasSizeBetween(1, 2)
                    .extracting(Window::startMillis, window -> window.kpis().calls())
                    .containsExactlyElementsOf(whole.stream()
                            .map(window -> org.assertj.core.groups.Tuple.tuple(
                                    window.startMillis(), window.kpis().calls()))
                            .toList());
        }
    }

    @Test
    void theListOfWhatWaitsSaysHowFarItIs() {
        KpiStores windows = new KpiStores(stores, config.views());
        assertThat(windows.listedUpTo()).isEmpty();
        call("orders", "/a", START + 1_000);
        tick(START + 100_000);
        assertThat(windows.listedUpTo()).isEqualTo(windows.closedUpTo());
        assertThat(new CopiedKpis(stores, config.views()).series(APIS, START, START + 60_000))
                .containsExactly("api=orders");
    }

    @Test
    void aCopyOfTheListThatIsBehindOrAheadIsNotBelieved() {
        call("orders", "/a", START + 1_000);
        tick(START + 100_000);
        long closed = new CopiedKpis(stores, config.views()).closedUpTo().orElseThrow();
        org.apache.kafka.streams.state.KeyValueStore<Bytes, byte[]> list = driver.getKeyValueStore(Stores.DUE_ROLL_UPS);
        List<Bytes> keys = new java.util.ArrayList<>();
        try (var all = list.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(list::delete);
        Bytes mark = Bytes.wrap(DueKey.MARK.toBytes());
        for (long at : new long[] {closed - 10_000, closed + Resolution.DAY.millis()}) {
            list.put(mark, DueKey.mark(at));
            assertThat(new CopiedKpis(stores, config.views()).series(APIS, START, START + 60_000))
                    .containsExactly("api=orders");
        }
        list.put(mark, DueKey.mark(closed));
        assertThat(new CopiedKpis(stores, config.views()).series(APIS, START, START + 60_000))
                .as("believed")
                .isEmpty();
    }

    @Test
    void tellsHowFarEverythingHasClosed() {
        assertThat(reader.closedUpTo()).isEmpty();
        call("orders", "/a", START + 1_000);
        tick(START + 48_000);
        // Ticks close what is older than the longest lag of a gateway: 43 s, of which four panes are whole.
        assertThat(reader.closedUpTo()).hasValue(START + 40_000);
    }

    @Test
    void doesNotTellOfAnInstantWhoseRollUpsAreStillBeingClosed() {
        call("orders", "/a", START + 1_000);
        tick(START + 45_000);
        assertThat(reader.closedUpTo()).hasValue(START + 40_000);
        driver.<Bytes, byte[]>getKeyValueStore(Stores.OPEN_PANES).put(Bytes.wrap(new byte[] {0}), new byte[0]);
        assertThat(reader.closedUpTo()).hasValue(START + 30_000);
    }

    @Test
    void knowsASeriesFromItsFirstClosedPaneOn() {
        call("orders", "/a", START + 1_000);
        assertThat(reader.knows("api=orders")).isFalse();
        tick(START + 20_000);
        assertThat(reader.knows("api=orders")).isTrue();
        assertThat(reader.knows("api=order")).isFalse();
    }

    @Test
    void listsTheSeriesOfAViewWithCallsInRollUpsThatHaveNotClosed() {
        call("orders", "/a", START + 1_000);
        call("billing", "/a", START + 1_000);
        tick(START + 20_000);
        assertThat(reader.series(APIS, START, START + 60_000)).containsExactlyInAnyOrder("api=orders", "api=billing");
        assertThat(reader.series(APIS, START + 3_600_000, START + 7_200_000)).isEmpty();
        SeriesFilter routes = new SeriesFilter(List.of("api", "route", "method"), Map.of("api", "orders"));
        assertThat(reader.series(routes, START, START + 60_000)).containsExactly("api=orders,route=/a,method=GET");
    }

    @Test
    void listsEverySeriesThatHadCallsWhateverHasClosedSince() {
        long hour = Resolution.HOUR.millis();
        long late = START + 12 * hour; // two hours before midnight
        for (int i = 0; i < 4; i++) {
            call("api-" + i, "/a", late + i * hour);
        }
        for (int i = 0; i < 4; i++) {
            // The last one waits in an open pane.
            assertThat(reader.series(APIS, late + i * hour, late + i * hour + 1000)
                            .contains("api=api-" + i))
                    .as("call %d of 4", i)
                    .isEqualTo(i < 3);
        }
        tick(late + 5 * hour);
        assertThat(reader.series(APIS, late, late + 4 * hour)).hasSize(4);
        assertThat(reader.series(APIS, late + 2 * hour, late + 4 * hour))
                .contains("api=api-2", "api=api-3")
                .hasSize(2);
        assertThat(reader.series(APIS, late + 30 * hour, late + 31 * hour)).isEmpty();
    }

    @Test
    void aCopyThatHasAllSaysWhatTheTaskSays() {
        for (int i = 0; i < 60; i++) {
            call("api-" + i % 7, "/" + i % 3, START + i * 97_000);
            KpiReader copy = new CopiedKpis(stores, config.views());
            if (reader.closedUpTo().isPresent()) {
                assertThat(copy.closedUpTo()).isEqualTo(reader.closedUpTo());
            }
        }
        tick(START + 6_000_000);
        KpiReader copy = new CopiedKpis(stores, config.views());
        long closed = reader.closedUpTo().orElseThrow();
        assertThat(copy.closedUpTo()).hasValue(closed);
        for (long from = START; from < closed; from += 730_000) {
            for (long to = from + 60_000; to <= closed; to += 1_210_000) {
                Set<String> called = new HashSet<>();
                for (int i = 0; i < 60; i++) {
                    long at = START + i * 97_000;
                    if (at >= from && at < to) {
                        called.add("api=api-" + i % 7);
                    }
                }
                assertThat(copy.series(APIS, from, to)).containsAll(called);
                assertThat(reader.series(APIS, from, to)).containsAll(copy.series(APIS, from, to));
                for (Resolution resolution : Resolution.values()) {
                    assertThat(copy.windows("api=api-3", resolution, from, to))
                            .isEqualTo(reader.windows("api=api-3", resolution, from, to));
                }
            }
        }
    }

    @Test
    void aCopyTellsOfNothingBeyondTheStoreThatIsLeastFilled() {
        call("orders", "/a", START + 1_000);
        call("orders", "/a", START + 25_000);
        tick(START + 100_000);
        assertThat(new CopiedKpis(stores, config.views()).windows("api=orders", Resolution.PANE, START, START + 60_000))
                .hasSize(2);
        // As if the changelog of the hours had been read as far as 20 s, those of the others further.
        driver.<String, byte[]>getWindowStore(Stores.windows(Resolution.HOUR))
                .put(ClosedMark.KEY, ClosedMark.bytes(START + 20_000), Resolution.HOUR.startOf(START));
        KpiReader copy = new CopiedKpis(stores, config.views());
        assertThat(copy.closedUpTo()).hasValue(START + 20_000);
        assertThat(copy.windows("api=orders", Resolution.PANE, START, START + 60_000))
                .extracting(Window::startMillis)
                .containsExactly(START);
        assertThat(copy.windows("api=orders", Resolution.MINUTE, START, START + 60_000))
                .isEmpty();
    }

    @Test
    void aCopyWithoutAMarkIsNotReady() {
        KpiReader copy = new CopiedKpis(stores, config.views());
        assertThatThrownBy(copy::closedUpTo)
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("only just begun to be filled");
    }

    @Test
    void anApplicationThatWasNotStartedIsNotReady() {
        try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
            KpiReader notStarted = KpiStores.of(streams, config.views());
            assertThatThrownBy(() -> notStarted.windows("api=a", Resolution.PANE, START, START + 10_000))
                    .isInstanceOf(NotReadyException.class)
                    .hasMessage("the store kpi-panes cannot be read now: its application has not been started yet");
            assertThat(new AppStates(Map.of("kpi", streams)).apps())
                    .singleElement()
                    .satisfies(app -> {
                        assertThat(app.state()).isEqualTo("CREATED");
                        assertThat(app.running()).isFalse();
                        assertThat(app.lagRecords()).isNull();
                    });
        }
    }

    private void call(String api, String route, long at) {
        Call call = Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(at))
                .setGateway("gw")
                .setApi(api)
                .setRoute(route)
                .setMethod("GET")
                .setStatus(200)
                .setDurationMicros(1500L)
                .build();
        byte[] bytes = wiring.serde(Topics.CALLS).serializer().serialize(wiring.name(Topics.CALLS), call);
        calls.pipeInput(new TestRecord<>(null, bytes, new RecordHeaders(), at));
    }

    private void tick(long at) {
        calls.pipeInput(new TestRecord<>(null, null, Tick.headers(at), at));
    }
}
