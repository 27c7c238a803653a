package dev.hypercare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.App;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import dev.hypercare.testdata.AccessLogGenerator;
import dev.hypercare.testdata.ExpectedKpis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Whatever is generated, ingest and kpi count it as an independent computation does. */
class ExactnessPropertyTest {
    private static final long START = 1_795_000_000_000L;

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void everyLogIsCountedAsAnIndependentComputationCountsIt(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 1_900) int disorderMillis,
            @ForAll @DoubleRange(min = 0, max = 0.3) double malformed)
            throws IOException {
        List<byte[]> lines = AccessLogGenerator.lines(new AccessLogGenerator.Spec(
                seed,
                900,
                START,
                5,
                disorderMillis,
                malformed,
                List.of("edge-1", "edge-2"),
                AccessLogGenerator.ENDPOINTS));
        ExpectedKpis expected = ExpectedKpis.of(lines, AccessLogGenerator.ENDPOINTS);
        Run run = new Run(lines);
        assertThat(run.letters).isEqualTo(expected.bad());
        assertThat(run.minutes.keySet()).isEqualTo(expected.cells().keySet());
        expected.cells().forEach((key, cell) -> {
            Kpi kpi = run.minutes.get(key);
            assertThat(kpi.getCalls()).as("calls of %s", key).isEqualTo(cell.calls());
            assertThat(kpi.getFailed()).as("failed of %s", key).isEqualTo(cell.failed());
            assertThat((double) kpi.getLatency().getP99Micros())
                    .as("p99 of %s", key)
                    .isBetween(cell.percentile(99) * 0.99, cell.percentile(99) * 1.01);
        });
    }

    /** Lines through ingest and kpi, one after the other, in drivers of one partition. */
    private static final class Run {
        private final Wiring wiring = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);
        private final Map<ExpectedKpis.Key, Kpi> minutes = new HashMap<>();
        private long letters;

        Run(List<byte[]> lines) throws IOException {
            List<App> apps = Pipeline.apps(PipelineConfig.load(null), wiring);
            List<byte[]> calls;
            try (TopologyTestDriver ingest = driver(apps.get(0))) {
                TestInputTopic<byte[], byte[]> raw = input(ingest, Topics.RAW_NGINX);
                long now = START + 3_600_000;
                lines.forEach(line -> raw.pipeInput(null, line, now));
                calls = ingest.createOutputTopic(
                                wiring.name(Topics.CALLS), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readValuesToList();
                letters = ingest.createOutputTopic(
                                wiring.name(Topics.DEAD_LETTERS), new StringDeserializer(), new ByteArrayDeserializer())
                        .readValuesToList()
                        .size();
            }
            try (TopologyTestDriver kpi = driver(apps.get(1))) {
                TestInputTopic<byte[], byte[]> in = input(kpi, Topics.CALLS);
                calls.forEach(call -> in.pipeInput(null, call, START + 3_600_000));
                in.pipeInput(new TestRecord<>(null, null, Tick.headers(START + 3_600_000)));
                kpi.createOutputTopic(
                                wiring.name(Topics.KPIS_1M),
                                new StringDeserializer(),
                                wiring.serde(Topics.KPIS_1M).deserializer())
                        .readValuesToList()
                        .forEach(this::minute);
            }
        }

        private void minute(Kpi kpi) {
            if (kpi.getView().equals("api,route,method")) {
                Map<String, String> labels = kpi.getLabels();
                minutes.put(
                        new ExpectedKpis.Key(
                                labels.get("api"),
                                labels.get("route"),
                                labels.get("method"),
                                kpi.getWindowStart().toEpochMilli()),
                        kpi);
            }
        }

        private TestInputTopic<byte[], byte[]> input(TopologyTestDriver driver, Topic<?> topic) {
            return driver.createInputTopic(wiring.name(topic), new ByteArraySerializer(), new ByteArraySerializer());
        }

        private static TopologyTestDriver driver(App app) throws IOException {
            Path state = Files.createTempDirectory("hypercare-exactness");
            Properties properties = new Properties();
            properties.put(StreamsConfig.APPLICATION_ID_CONFIG, app.name());
            properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
            properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
            return new TopologyTestDriver(app.topology(), properties);
        }
    }
}
