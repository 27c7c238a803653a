package dev.hypercare.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Kpi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a rollback does: state that a newer version wrote is refused by the present one, wherever it meets it. It stops, says why
 * and what to do, and skips nothing; when the newer version, for which the old bytes stand here, is back, all goes on exactly.
 */
class LayoutRollbackTest {
    /** The first byte of what a version writes that is newer than any. */
    private static final byte NEWER = 99;

    private static final Duration COMMIT = Duration.ofMillis(200);
    private static final String PARTIALS = KpiInstallation.APPLICATION + "-kpi-partials-repartition";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private LayoutFixture fixture;

    @BeforeEach
    void unpack() throws Exception {
        fixture = LayoutFixture.recorded().reduce((older, newer) -> newer).orElseThrow();
        fixture.unpack(directory);
        LayoutUpgradeTest.delete(directory.resolve("state"));
    }

    @Test
    void openPanesOfANewerLayoutStopTheApplicationBeforeItChangesAnything() throws Exception {
        refuses(Stores.OPEN_PANES, record -> !record.get("key").asText().isEmpty());
    }

    @Test
    void marksOfTimeOfANewerLayoutStopTheApplicationBeforeItChangesAnything() throws Exception {
        refuses(Stores.OPEN_PANES, record -> record.get("key").asText().isEmpty());
    }

    private void refuses(String store, Predicate<JsonNode> which) throws Exception {
        try (KpiInstallation installation = new KpiInstallation(directory, fixture.registry())) {
            List<JsonNode> state = changelog(store, which);
            write(installation, state, true);
            Map<WindowKey, Kpi> before = installation.published();
            stopsAndTellsWhatToDo(installation);
            assertThat(installation.published()).isEqualTo(before);
            write(installation, state, false);
            goesOnExactly(installation);
        }
    }

    @Test
    void storedWindowsOfANewerLayoutStopTheApplicationAndNoCallIsSkipped() throws Exception {
        try (KpiInstallation installation = new KpiInstallation(directory, fixture.registry())) {
            List<JsonNode> state = changelog(Stores.windows(Resolution.MINUTE), record -> true);
            write(installation, state, true);
            stopsAndTellsWhatToDo(installation);
            write(installation, state, false);
            goesOnExactly(installation);
        }
    }

    @Test
    void partialsOfANewerLayoutStopTheApplicationAndNoCallIsSkipped() throws Exception {
        try (KpiInstallation installation = new KpiInstallation(directory, fixture.registry())) {
            mergesWhatWasHandedOn(installation);
            JsonNode one = fixture.changelogs().stream()
                    .filter(record -> record.get("topic").asText().equals(PARTIALS))
                    .findFirst()
                    .orElseThrow();
            long newer = write(installation, List.of(one), true);
            stopsAndTellsWhatToDo(installation);
            try (Admin admin = installation.admin()) {
                TopicPartition at =
                        new TopicPartition(PARTIALS, one.get("partition").asInt());
                admin.deleteRecords(Map.of(at, RecordsToDelete.beforeOffset(newer + 1)))
                        .all()
                        .get();
            }
            goesOnExactly(installation);
        }
    }

    @Test
    void aResetRebuildsAllFromCallsUnderTheNextEpoch() throws Exception {
        try (KpiInstallation installation = new KpiInstallation(directory, fixture.registry());
                Admin admin = installation.admin()) {
            Predicate<String> internal = topic -> topic.startsWith(KpiInstallation.APPLICATION + "-");
            admin.deleteTopics(admin.listTopics().names().get().stream()
                            .filter(internal)
                            .toList())
                    .all()
                    .get();
            admin.deleteConsumerGroups(List.of(KpiInstallation.APPLICATION))
                    .all()
                    .get();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> admin.listTopics().names().get().stream().noneMatch(internal));
            installation.startAndWait(2, COMMIT);
            installation.feed(fixture.after());
            List<FedRecord> all = new ArrayList<>(fixture.before());
            all.addAll(fixture.after());
            LayoutUpgradeTest.awaitEqual(installation, Recount.of(all));
            assertThat(installation.published().values()).allMatch(kpi -> kpi.getEpoch() == 2);
        }
    }

    private void mergesWhatWasHandedOn(KpiInstallation installation) {
        List<JsonNode> handedOn = fixture.changelogs().stream()
                .filter(record -> record.get("topic").asText().equals(PARTIALS))
                .toList();
        assertThat(handedOn).isNotEmpty();
        installation.startAndWait(1, COMMIT);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            Map<String, Long> committed = installation.committed();
            return handedOn.stream()
                    .allMatch(record -> committed.get(
                                    PARTIALS + "-" + record.get("partition").asInt())
                            > record.get("offset").asLong());
        });
        installation.stop();
    }

    private void stopsAndTellsWhatToDo(KpiInstallation installation) {
        installation.start(1, COMMIT);
        installation.feed(fixture.after());
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(60))
                .until(() -> installation.runner().failure().isDone());
        assertThat(installation.runner().failure().join())
                .contains("kpi", "layout " + NEWER + " (expected: 1", "docs/upgrading.md");
        installation.stop();
        assertThat(installation.read(Topics.DEAD_LETTERS)).isEmpty();
    }

    private void goesOnExactly(KpiInstallation installation) throws Exception {
        LayoutUpgradeTest.delete(installation.state());
        installation.startAndWait(1, COMMIT);
        List<FedRecord> all = new ArrayList<>(fixture.before());
        all.addAll(fixture.after());
        LayoutUpgradeTest.awaitEqual(installation, Recount.of(all));
        assertThat(installation.read(Topics.DEAD_LETTERS)).isEmpty();
    }

    private List<JsonNode> changelog(String store, Predicate<JsonNode> which) {
        String topic = KpiInstallation.APPLICATION + "-" + store + "-changelog";
        List<JsonNode> found = fixture.changelogs().stream()
                .filter(record -> record.get("topic").asText().equals(topic))
                .filter(which)
                .toList();
        assertThat(found).isNotEmpty();
        return found;
    }

    /** Writes records of the fixture once more, as they are or as a newer version would; returns the offset of the last one. */
    private static long write(KpiInstallation installation, List<JsonNode> records, boolean newer) throws Exception {
        long offset = 0;
        try (KafkaProducer<byte[], byte[]> producer = installation.producer()) {
            for (JsonNode record : records) {
                byte[] key = HexFormat.of().parseHex(record.get("key").asText());
                byte[] value = HexFormat.of().parseHex(record.get("value").asText());
                offset = producer.send(new ProducerRecord<>(
                                record.get("topic").asText(),
                                record.get("partition").asInt(),
                                record.get("timestamp").asLong(),
                                key,
                                newer ? inNewerLayout(key, value) : value))
                        .get()
                        .offset();
            }
        }
        return offset;
    }

    /** The layout is the first byte; only the marks of time of layout 1, under the empty key, have none. */
    private static byte[] inNewerLayout(byte[] key, byte[] value) {
        boolean without = key.length == 0 && value.length % 8 == 0;
        byte[] newer = new byte[value.length + (without ? 1 : 0)];
        System.arraycopy(value, 0, newer, without ? 1 : 0, value.length);
        newer[0] = NEWER;
        return newer;
    }
}
