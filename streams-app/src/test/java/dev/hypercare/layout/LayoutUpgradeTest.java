package dev.hypercare.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.query.Window;
import dev.hypercare.schemas.events.Kpi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layout that was ever written is read by the present code: from the state directory, and from the changelogs alone. What
 * was open goes on, what was closed is corrected, and all windows equal a recount of all calls. New layouts are recorded with
 * {@link LayoutFixtureRecorder}.
 */
class LayoutUpgradeTest {
    private static final Duration COMMIT = Duration.ofMillis(200);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @ParameterizedTest
    @MethodSource("dev.hypercare.layout.LayoutFixture#recorded")
    void aStateDirectoryOfAnOlderLayoutGoesOn(LayoutFixture fixture) throws Exception {
        fixture.unpack(directory);
        try (KpiInstallation installation = new KpiInstallation(directory, fixture.registry())) {
            // What closed windows say can only come from the files now.
            assertThat(emptyTheChangelogsOfWindows(installation)).isPositive();
            goesOn(installation, fixture);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.hypercare.layout.LayoutFixture#recorded")
    void theChangelogsOfAnOlderLayoutAreEnough(LayoutFixture fixture) throws Exception {
        fixture.unpack(directory);
        delete(directory.resolve("state"));
        try (KpiInstallation installation = new KpiInstallation(directory, fixture.registry())) {
            goesOn(installation, fixture);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.hypercare.layout.LayoutFixture#recorded")
    void everyStoredWindowOfAnOlderLayoutSaysWhatItSaid(LayoutFixture fixture) {
        Map<String, Long> seen = new HashMap<>();
        List<WindowFigures> read = new ArrayList<>();
        for (JsonNode record : fixture.changelogs()) {
            for (Resolution resolution : Resolution.values()) {
                String topic = KpiInstallation.APPLICATION + "-" + Stores.windows(resolution) + "-changelog";
                if (record.get("topic").asText().equals(topic)) {
                    byte[] value = HexFormat.of().parseHex(record.get("value").asText());
                    assertThat(value[0])
                            .isEqualTo(Byte.parseByte(
                                    fixture.folder().getFileName().toString()));
                    read.add(WindowFigures.of(StoredWindow.fromBytes(value).kpis()));
                    seen.merge(resolution.label(), 1L, Long::sum);
                }
            }
        }
        assertThat(seen).containsKeys("panes", "1m", "5m", "1h", "1d");
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        fixture.windows().stream().map(WindowFigures::of).toList());
    }

    private static void goesOn(KpiInstallation installation, LayoutFixture fixture) {
        installation.startAndWait(1, COMMIT);
        for (JsonNode window : fixture.windows()) {
            WindowKey key = key(window);
            assertThat(stored(installation, key)).as("%s, stored", key).isEqualTo(WindowFigures.of(window));
        }
        installation.feed(fixture.after());
        List<FedRecord> all = new ArrayList<>(fixture.before());
        all.addAll(fixture.after());
        awaitEqual(installation, Recount.of(all));
        versionsGoOn(installation, fixture);
        assertThat(installation.read(Topics.DEAD_LETTERS)).isEmpty();
        assertThat(installation.read(Topics.LATE)).isEmpty();
    }

    /** Waits until the topics, then the stores, say of every window what the recount says, and of no other one anything. */
    static void awaitEqual(KpiInstallation installation, Map<WindowKey, WindowFigures> expected) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .failFast(() -> installation.runner().failure().isDone())
                .untilAsserted(() -> {
                    Map<WindowKey, WindowFigures> published = new HashMap<>();
                    installation.published().forEach((key, kpi) -> published.put(key, WindowFigures.of(kpi)));
                    assertThat(published.keySet()).isEqualTo(expected.keySet());
                    expected.forEach((key, figures) -> assertThat(published.get(key))
                            .as("%s, published", key)
                            .isEqualTo(figures));
                });
        expected.forEach((key, figures) ->
                assertThat(stored(installation, key)).as("%s, stored", key).isEqualTo(figures));
    }

    /** Windows that were closed have a version more for each late call, if it was not handed on with another one. */
    private static void versionsGoOn(KpiInstallation installation, LayoutFixture fixture) {
        Map<WindowKey, Kpi> published = installation.published();
        Map<WindowKey, List<FedRecord>> after = Recount.byWindow(fixture.after());
        int corrected = 0;
        for (JsonNode window : fixture.windows()) {
            WindowKey key = key(window);
            int late = after.getOrDefault(key, List.of()).size();
            int before = window.get("version").asInt();
            Kpi now = published.get(key);
            assertThat(now.getEpoch())
                    .as("epoch of %s", key)
                    .isEqualTo(window.get("epoch").asInt());
            assertThat(now.getVersion()).as("version of %s", key).isBetween(before + Math.min(late, 1), before + late);
            corrected += late > 0 ? 1 : 0;
        }
        assertThat(corrected)
                .as("windows closed before the upgrade and corrected after it")
                .isGreaterThan(20);
    }

    private static WindowFigures stored(KpiInstallation installation, WindowKey key) {
        List<Window> windows =
                installation.stores().windows(key.series(), key.resolution(), key.start(), key.start() + 1);
        assertThat(windows).as("%s, stored", key).hasSize(1);
        return WindowFigures.of(windows.get(0).kpis());
    }

    private static WindowKey key(JsonNode window) {
        return new WindowKey(
                Resolution.valueOf(window.get("resolution").asText()),
                window.get("series").asText(),
                window.get("start").asLong());
    }

    private static long emptyTheChangelogsOfWindows(KpiInstallation installation) throws Exception {
        try (Admin admin = installation.admin()) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (Resolution resolution : Resolution.values()) {
                String topic = KpiInstallation.APPLICATION + "-" + Stores.windows(resolution) + "-changelog";
                for (int partition = 0; partition < LayoutTraffic.PARTITIONS; partition++) {
                    ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
                }
            }
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            admin.listOffsets(ends)
                    .all()
                    .get()
                    // The last one is the mark of the last commit, at which the state directory goes on.
                    .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end.offset() - 1)));
            admin.deleteRecords(all).all().get();
            return all.values().stream()
                    .mapToLong(RecordsToDelete::beforeOffset)
                    .sum();
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
