package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.alerts.AlertsConfig;
import dev.hypercare.alerts.AlertsTopology;
import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.patterns.PatternsConfig;
import dev.hypercare.patterns.PatternsTopology;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Wiring;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stage writes is what is read. */
class PatternWindowsTest {
    private static final Instant START = Instant.parse("2027-01-11T08:00:00Z");

    private final Wiring wiring = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);

    @TempDir
    Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, MessageCounts> messages;

    @Test
    void countsByMinuteAndHourComeFromTheMessagesOfThePanesTheyCompletedIn() {
        StreamsBuilder builder = new StreamsBuilder();
        new PatternsTopology(PatternsConfig.defaults(), List.of(), wiring).addTo(builder);
        new AlertsTopology(AlertsConfig.defaults(), wiring, true).addTo(builder);
        driver = new TopologyTestDriver(builder.build(), properties(), START);
        try (TopologyTestDriver open = driver) {
            assertThat(open).isSameAs(driver);
            messages = driver.createInputTopic(
                    wiring.name(Topics.MESSAGES),
                    new StringSerializer(),
                    wiring.serde(Topics.MESSAGES).serializer());
            PatternWindows windows =
                    new PatternWindows(driver::getWindowStore, () -> driver.getKeyValueStore(Stores.PATTERN_MEMORY));
            assertThat(windows.countedUpTo()).isEmpty();
            assertThat(windows.apis()).isEmpty();
            calls("pay", 3, "refused", 5);
            calls("pay", 55, "refused", 7);
            calls("pay", 65, "expired", 2);
            calls("mail", 65, "bounced", 1);
            time(3700);
            calls("pay", 3705, "refused", 11);
            time(3710);
            assertThat(windows.countedUpTo()).hasValue(START.plusSeconds(3710).toEpochMilli());
            assertThat(windows.apis()).containsExactly("mail", "pay");
            assertThat(sums(windows, Resolution.MINUTE, "pay", 0, 3720)).containsExactly("[12]", "[2]", "[11]");
            assertThat(sums(windows, Resolution.MINUTE, "pay", 60, 120)).containsExactly("[2]");
            assertThat(sums(windows, Resolution.HOUR, "pay", 0, 7200)).containsExactly("[2, 12]", "[11]");
            assertThat(sums(windows, Resolution.HOUR, "mail", 0, 3600)).containsExactly("[1]");
            assertThat(windows.windows(Resolution.HOUR, "pay", at(0), at(3600))
                            .get(0)
                            .byId())
                    .containsOnlyKeys(known());
        }
    }

    @Test
    void storesThatMoveAwayAreNotReady() {
        PatternWindows windows = new PatternWindows(
                name -> {
                    throw new InvalidStateStoreException("the state store may have migrated to another instance");
                },
                () -> {
                    throw new InvalidStateStoreException("the state store may have migrated to another instance");
                });
        assertThatThrownBy(windows::countedUpTo).isInstanceOf(NotReadyException.class);
        assertThatThrownBy(windows::apis).isInstanceOf(NotReadyException.class);
        assertThatThrownBy(() -> windows.windows(Resolution.HOUR, "pay", 0, 1)).isInstanceOf(NotReadyException.class);
    }

    /** Ids of the patterns of the first hour, from the store that has the records. */
    private String[] known() {
        return PatternStores.all(driver.getKeyValueStore(Stores.PATTERNS)).stream()
                .filter(pattern -> "pay".equals(pattern.getApi()))
                .map(pattern -> pattern.getId())
                .toArray(String[]::new);
    }

    private static List<String> sums(PatternWindows windows, Resolution resolution, String api, long from, long to) {
        return windows.windows(resolution, api, at(from), at(to)).stream()
                .map(PatternCounts::byId)
                .map(counts -> counts.values().stream().sorted().toList().toString())
                .toList();
    }

    private void calls(String api, long second, String message, long calls) {
        Instant pane = START.plusSeconds(second / 10 * 10);
        messages.pipeInput(
                api,
                MessageCounts.newBuilder()
                        .setSourcePartition(0)
                        .setApi(api)
                        .setPaneStart(pane)
                        .setTakenWith(pane)
                        .setEntries(List.of(MessageCount.newBuilder()
                                .setMessage(message)
                                .setStatus(502)
                                .setRoute("/v1")
                                .setCalls(calls)
                                .setFirstCompletedAt(START.plusSeconds(second))
                                .setLastCompletedAt(START.plusSeconds(second))
                                .build()))
                        .build());
    }

    private void time(long second) {
        messages.pipeInput(
                "",
                MessageCounts.newBuilder()
                        .setSourcePartition(0)
                        .setWatermark(START.plusSeconds(second))
                        .build());
    }

    private static long at(long second) {
        return START.plusSeconds(second).toEpochMilli();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "query-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        return properties;
    }
}
