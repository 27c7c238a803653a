package dev.hypercare.alerts;

import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.streams.Wiring;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Wires the stage: verdicts and the catalog to alerts and dead letters. */
public final class AlertsTopology implements Stage {
    private final AlertsConfig config;
    private final Wiring wiring;

    public AlertsTopology(AlertsConfig config, Wiring wiring) {
        this.config = config;
        this.wiring = wiring;
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public List<Topic<?>> reads() {
        return List.of(Topics.CATALOG, Topics.VERDICTS);
    }

    @Override
    public List<Topic<?>> writes() {
        return List.of(Topics.ALERTS, Topics.DEAD_LETTERS);
    }

    /** Adds the stage. */
    public void addTo(StreamsBuilder builder) {
        addCatalog(builder);
        builder.addStateStore(activeAlerts());
        AlertLifecycle lifecycle = new AlertLifecycle(config);
        KStream<String, SpecificRecord> results = builder.stream(
                        wiring.name(Topics.VERDICTS), wiring.consumedRaw("alerts-verdicts-in"))
                .process(
                        () -> new AlertsProcessor(
                                lifecycle,
                                wiring.serde(Topics.VERDICTS).deserializer(),
                                wiring.serde(Topics.CATALOG).deserializer()),
                        Named.as("alerts-lifecycle"),
                        dev.hypercare.contract.Stores.ACTIVE_ALERTS);
        results.filter((key, value) -> value instanceof Alert, Named.as("alerts-only"))
                .mapValues(Alert.class::cast, Named.as("alerts-typed"))
                .to(wiring.name(Topics.ALERTS), wiring.produced(Topics.ALERTS, "alerts-out"));
        results.filter((key, value) -> value instanceof DeadLetter, Named.as("alerts-dead-letters"))
                .mapValues(DeadLetter.class::cast, Named.as("alerts-dead-letters-typed"))
                .to(wiring.name(Topics.DEAD_LETTERS), wiring.produced(Topics.DEAD_LETTERS, "alerts-dead-letters-out"));
    }

    private void addCatalog(StreamsBuilder builder) {
        String topic = wiring.name(Topics.CATALOG);
        StoreBuilder<KeyValueStore<String, byte[]>> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(dev.hypercare.contract.Stores.CATALOG),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingDisabled();
        builder.addGlobalStore(
                store,
                topic,
                wiring.consumedRaw("alerts-catalog-in"),
                () -> new CatalogProcessor(wiring.serde(Topics.CATALOG).deserializer(), topic));
    }

    private StoreBuilder<KeyValueStore<String, Alert>> activeAlerts() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(dev.hypercare.contract.Stores.ACTIVE_ALERTS),
                Serdes.String(),
                storedAlerts());
    }

    /** Written with the schema of the topic: a changelog has no subject of its own in the registry. */
    private Serde<Alert> storedAlerts() {
        Serde<Alert> alerts = wiring.serde(Topics.ALERTS);
        String topic = wiring.name(Topics.ALERTS);
        return Serdes.serdeFrom(
                (changelog, alert) -> alerts.serializer().serialize(topic, alert),
                (changelog, bytes) -> alerts.deserializer().deserialize(topic, bytes));
    }
}
