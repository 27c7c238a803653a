package dev.hypercare.streams;

import dev.hypercare.contract.RecordForm;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Topic;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.schemas.serde.AvroSerde;
import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Binds the topics of the contract to their full names and serdes, for one application.
 *
 * @param prefix what topic names begin with, such as {@code hypercare.}
 * @param partitions partitions of every topic of the flow
 * @param registry where schemas are
 * @param autoRegister whether unknown schemas may be registered
 */
public record Wiring(String prefix, int partitions, SchemaRegistry registry, boolean autoRegister) {

    /** The full name of a topic. */
    public String name(Topic<?> topic) {
        return topic.fullName(prefix);
    }

    /** The serde of a topic's values. */
    public <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
        return new AvroSerde<>(registry, topic.valueType(), autoRegister);
    }

    /** How a topic's values become bytes and back, with the schema of the topic. */
    public <V extends SpecificRecord> RecordForm<V> form(Topic<V> topic) {
        Serde<V> serde = serde(topic);
        String name = name(topic);
        return new RecordForm<>(
                value -> serde.serializer().serialize(name, value),
                bytes -> Decoding.value(serde.deserializer(), name, bytes));
    }

    /** The serde of a topic's values in a store, with the schema of the topic: a changelog has no subject of its own in the registry. */
    public <V extends SpecificRecord> Serde<V> stored(Topic<V> topic) {
        RecordForm<V> form = form(topic);
        return Serdes.serdeFrom((changelog, value) -> form.bytes(value), (changelog, bytes) -> form.value(bytes));
    }

    /** A store on disk with a changelog, by text. */
    public static <V> StoreBuilder<KeyValueStore<String, V>> kept(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }

    /** Windows on disk with a changelog, by text, as bytes; kept as long as KPIs of such a length. */
    public static StoreBuilder<WindowStore<String, byte[]>> windows(String name, Resolution resolution) {
        Duration length = Duration.ofMillis(resolution.millis());
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(name, resolution.kept().plus(length), length, false),
                Serdes.String(),
                Serdes.ByteArray());
    }

    /** The id of the schema of a topic's values, registered if that is allowed and needed. */
    public int schemaId(Topic<?> topic, Schema schema) {
        String subject = name(topic) + "-value";
        return autoRegister ? registry.register(subject, schema) : registry.idOf(subject, schema);
    }

    /** How a topic of Avro values is read; {@code node} names the source, {@code <stage>-<what>}. */
    public <V extends SpecificRecord> Consumed<String, V> consumed(Topic<V> topic, String node) {
        return Consumed.with(Serdes.String(), serde(topic))
                .withTimestampExtractor(new IngestTime())
                .withName(node);
    }

    /** How a topic is read as bytes, to decode with our own dead letters; {@code node} names the source. */
    public Consumed<byte[], byte[]> consumedRaw(String node) {
        return Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withTimestampExtractor(new IngestTime())
                .withName(node);
    }

    /** How a topic is written; {@code node} names the sink. */
    public <V extends SpecificRecord> Produced<String, V> produced(Topic<V> topic, String node) {
        return Produced.with(Serdes.String(), serde(topic)).withName(node);
    }
}
