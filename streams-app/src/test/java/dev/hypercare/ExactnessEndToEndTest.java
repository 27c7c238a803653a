package dev.hypercare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.testdata.AccessLogGenerator;
import dev.hypercare.testdata.ExpectedKpis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A generated log through a real broker and all applications, against an independent computation that shares no class with them:
 * every count is equal, every percentile within the stated bound, every line a call or a dead letter.
 */
class ExactnessEndToEndTest {
    private static final int LINES = 120_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void everyLineIsCountedOnceInItsRouteAndMinuteOrIsADeadLetter() {
        long start = Instant.now().minus(Duration.ofMinutes(50)).toEpochMilli();
        List<byte[]> lines = AccessLogGenerator.lines(new AccessLogGenerator.Spec(
                20261122, LINES, start, 60, 1_500, 0.01, List.of("edge-1", "edge-2"), AccessLogGenerator.ENDPOINTS));
        ExpectedKpis expected = ExpectedKpis.of(lines, AccessLogGenerator.ENDPOINTS);
        assertThat(expected.good() + expected.bad()).isEqualTo(LINES);
        assertThat(expected.bad()).isBetween(LINES / 200L, LINES / 50L);

        try (EmbeddedFlow flow = new EmbeddedFlow(directory, waitingLonger())) {
            flow.publish(Topics.RAW_NGINX, lines);
            flow.tickBy(System::currentTimeMillis);
            Map<ExpectedKpis.Key, Kpi> counted = new HashMap<>();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        counted.clear();
                        counted.putAll(minutes(flow.read(Topics.KPIS_1M)));
                        assertThat(calls(counted)).isEqualTo(expected.good());
                    });
            compare(expected, counted);
            List<DeadLetter> letters = flow.read(Topics.DEAD_LETTERS);
            assertThat((long) letters.size()).isEqualTo(expected.bad());
            assertThat(letters)
                    .allSatisfy(letter -> assertThat(letter.getReason()).isNotBlank());
            List<Call> calls = flow.read(Topics.CALLS);
            assertThat(calls.size() + letters.size()).isEqualTo(LINES);
            everyPartitionOfCallsTellsItsTimeInEveryPartitionOfMessages(flow);
        }
    }

    /** The lines are out of order by more than the default lets pass as in time. */
    private PipelineConfig waitingLonger() {
        try {
            return PipelineConfig.load(Files.writeString(directory.resolve("hypercare.yaml"), "kpi: {lateness: 2s}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void everyPartitionOfCallsTellsItsTimeInEveryPartitionOfMessages(EmbeddedFlow flow) {
        Map<Integer, Map<Instant, Integer>> told = new TreeMap<>();
        flow.read(Topics.MESSAGES).stream()
                .filter(counts -> counts.getApi() == null)
                .forEach(counts -> told.computeIfAbsent(counts.getSourcePartition(), partition -> new TreeMap<>())
                        .merge(counts.getWatermark(), 1, Integer::sum));
        assertThat(told).hasSize(EmbeddedFlow.PARTITIONS);
        assertThat(told.values()).allSatisfy(times -> assertThat(times.values()).containsOnly(EmbeddedFlow.PARTITIONS));
    }

    private static void compare(ExpectedKpis expected, Map<ExpectedKpis.Key, Kpi> counted) {
        assertThat(counted.keySet()).isEqualTo(expected.cells().keySet());
        expected.cells().forEach((key, cell) -> {
            Kpi kpi = counted.get(key);
            assertThat(kpi.getCalls()).as("calls of %s", key).isEqualTo(cell.calls());
            assertThat(kpi.getFailed()).as("failed of %s", key).isEqualTo(cell.failed());
            assertThat(statuses(kpi)).as("statuses of %s", key).isEqualTo(new TreeMap<>(cell.statuses()));
            assertThat(kpi.getLateCalls()).as("late calls of %s", key).isZero();
            assertThat(kpi.getVersion()).as("version of %s", key).isEqualTo(1);
            within(key, cell.percentile(50), kpi.getLatency().getP50Micros());
            within(key, cell.percentile(90), kpi.getLatency().getP90Micros());
            within(key, cell.percentile(95), kpi.getLatency().getP95Micros());
            within(key, cell.percentile(99), kpi.getLatency().getP99Micros());
            within(key, cell.percentile(99.9), kpi.getLatency().getP999Micros());
            assertThat(kpi.getLatency().getMaxMicros()).as("longest of %s", key).isEqualTo(cell.percentile(100));
        });
    }

    private static void within(ExpectedKpis.Key key, long exact, long estimate) {
        assertThat(Math.abs(estimate - exact) <= exact * 0.01)
                .as("percentile of %s: %s, exactly %s", key, estimate, exact)
                .isTrue();
    }

    private static Map<Integer, Long> statuses(Kpi kpi) {
        Map<Integer, Long> statuses = new TreeMap<>();
        kpi.getStatuses().forEach((status, n) -> statuses.put(Integer.valueOf(status), n));
        return statuses;
    }

    private static Map<ExpectedKpis.Key, Kpi> minutes(List<Kpi> records) {
        Map<ExpectedKpis.Key, Kpi> newest = new HashMap<>();
        for (Kpi kpi : records) {
            if (kpi.getView().equals("api,route,method")) {
                Map<String, String> labels = kpi.getLabels();
                ExpectedKpis.Key key = new ExpectedKpis.Key(
                        labels.get("api"),
                        labels.get("route"),
                        labels.get("method"),
                        kpi.getWindowStart().toEpochMilli());
                newest.merge(key, kpi, (a, b) -> a.getVersion() > b.getVersion() ? a : b);
            }
        }
        return newest;
    }

    private static long calls(Map<ExpectedKpis.Key, Kpi> counted) {
        return counted.values().stream().mapToLong(Kpi::getCalls).sum();
    }
}
