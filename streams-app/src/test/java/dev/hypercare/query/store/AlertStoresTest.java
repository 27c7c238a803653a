package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Wiring;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertStoresTest {
    @TempDir
    Path state;

    private final Wiring wiring = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);

    @Test
    void readsEveryAlertOfTheStore() {
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(Stores.ACTIVE_ALERTS), properties())) {
            KeyValueStore<String, Alert> store = driver.getKeyValueStore(Stores.ACTIVE_ALERTS);
            AlertStores reader = new AlertStores(() -> store);
            assertThat(reader.active()).isEmpty();
            store.put("a", alert("a"));
            store.put("b", alert("b"));
            store.delete("a");
            assertThat(reader.active()).containsExactly(alert("b"));
        }
    }

    @Test
    void aStoreThatMovesAwayIsNotReady() {
        AlertStores reader = new AlertStores(() -> {
            throw new InvalidStateStoreException("the state store may have migrated to another instance");
        });
        assertThatThrownBy(reader::active)
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("starting, or its partitions are being moved or restored");
    }

    @Test
    void anApplicationWithoutTheStageSaysSo() {
        try (KafkaStreams streams = new KafkaStreams(topology("other"), properties())) {
            assertThatThrownBy(AlertStores.of(streams)::active)
                    .isInstanceOf(NotReadyException.class)
                    .hasMessageContaining(Stores.ACTIVE_ALERTS);
        }
    }

    private Topology topology(String store) {
        Topology topology = new Topology();
        topology.addSource(
                "alerts-verdicts",
                Serdes.String().deserializer(),
                wiring.serde(Topics.VERDICTS).deserializer(),
                wiring.name(Topics.VERDICTS));
        topology.addProcessor("alerts-hold", AlertStoresTest::ignoring, "alerts-verdicts");
        topology.addStateStore(
                org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(store),
                        Serdes.String(),
                        wiring.serde(Topics.ALERTS)),
                "alerts-hold");
        return topology;
    }

    private static Processor<String, Verdict, Void, Void> ignoring() {
        return new Processor<>() {
            @Override
            public void process(Record<String, Verdict> record) {}
        };
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "query-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        return properties;
    }

    private static Alert alert(String fingerprint) {
        return Alert.newBuilder()
                .setFingerprint(fingerprint)
                .setRule("rate-5xx")
                .setRuleVersion("1")
                .setSeries("api=a")
                .setLabels(Map.of("api", "a"))
                .setState(AlertState.FIRING)
                .setSeverity("P1")
                .setSummary("s")
                .setReason("r")
                .setAt(Instant.EPOCH)
                .setStartedAt(Instant.EPOCH)
                .setEvidence(Map.of())
                .setCondition("c")
                .setWindowSeconds(300)
                .build();
    }
}
