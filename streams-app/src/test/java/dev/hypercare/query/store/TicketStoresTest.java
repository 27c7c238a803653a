package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.query.FakeTickets;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Wiring;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketStoresTest {
    @TempDir
    Path state;

    private final Wiring wiring = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);

    @Test
    void readsWhatMatchesOfBothStores() {
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties())) {
            FakeTickets some = FakeTickets.some();
            KeyValueStore<String, TicketCase> cases = driver.getKeyValueStore(Stores.TICKET_CASES);
            KeyValueStore<String, TicketKpi> kpis = driver.getKeyValueStore(Stores.TICKET_KPIS);
            some.cases(any -> true).forEach(one -> cases.put(one.getId(), one));
            some.kpis(any -> true)
                    .forEach(one -> kpis.put(one.getSeries() + one.getStart() + one.getWindowSeconds(), one));
            TicketStores reader = new TicketStores(name -> name.equals(Stores.TICKET_CASES) ? cases : kpis);
            assertThat(reader.cases(one -> one.getPriority().equals("P1")))
                    .extracting(TicketCase::getId)
                    .containsExactly("jira:2");
            assertThat(reader.kpis(one -> true)).containsExactlyInAnyOrderElementsOf(some.kpis(one -> true));
        }
    }

    @Test
    void aStoreThatMovesAwayIsNotReady() {
        TicketStores reader = new TicketStores(name -> {
            throw new InvalidStateStoreException("the state store may have migrated to another instance");
        });
        assertThatThrownBy(() -> reader.cases(one -> true))
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("starting, or its partitions are being moved or restored");
    }

    private Topology topology() {
        Topology topology = new Topology();
        topology.addSource(
                "patterns-in",
                Serdes.ByteArray().deserializer(),
                Serdes.ByteArray().deserializer(),
                wiring.name(Topics.TICKETS));
        topology.addProcessor("patterns-hold", TicketStoresTest::ignoring, "patterns-in");
        topology.addStateStore(store(Stores.TICKET_CASES, wiring.serde(Topics.TICKET_CASES)), "patterns-hold");
        topology.addStateStore(store(Stores.TICKET_KPIS, wiring.serde(Topics.TICKET_KPIS)), "patterns-hold");
        return topology;
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(
            String name, org.apache.kafka.common.serialization.Serde<V> values) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }

    private static Processor<byte[], byte[], Void, Void> ignoring() {
        return new Processor<>() {
            @Override
            public void process(Record<byte[], byte[]> record) {}
        };
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "query-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        return properties;
    }
}
