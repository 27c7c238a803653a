package dev.hypercare.normalise;

import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.normalise.format.RawFormat;
import dev.hypercare.normalise.report.Report;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * raw topics -> calls, and where formats of other systems are read, signals, tickets, changes and feedback. A call goes to the partition that its raw record came from, which keeps the order of each gateway; where calls
 * are deduplicated, to the one of its request id.
 */
public final class NormaliseTopology implements Stage {
    private final NormaliseConfig config;
    private final Wiring wiring;

    public NormaliseTopology(NormaliseConfig config, Wiring wiring) {
        this.config = config;
        this.wiring = wiring;
    }

    @Override
    public String name() {
        return "normalise";
    }

    @Override
    public List<Topic<?>> reads() {
        return config.allFormats().stream().<Topic<?>>map(RawFormat::topic).toList();
    }

    @Override
    public List<Topic<?>> writes() {
        List<Topic<?>> topics = new ArrayList<>();
        if (!config.reports().isEmpty()) {
            topics.addAll(Report.TOPICS);
        }
        topics.addAll(List.of(Topics.CALLS, Topics.DEAD_LETTERS));
        return topics;
    }

    /** Adds the stage. */
    public void addTo(StreamsBuilder builder) {
        Map<String, RawFormat> formatsByTopic = config.allFormats().stream()
                .collect(Collectors.toUnmodifiableMap(format -> wiring.name(format.topic()), Function.identity()));
        // One processor for all raw topics: it alone may write the routes of its task.
        KStream<RoutedKey, SpecificRecord> read = builder.addStateStore(routes()).stream(
                        config.allFormats().stream()
                                .map(format -> wiring.name(format.topic()))
                                .toList(),
                        consumed())
                .process(
                        () -> new NormaliseProcessor(config, formatsByTopic),
                        Named.as("normalise-read"),
                        Stores.ROUTES);
        read.mapValues(Call.class::cast, Named.as(NormaliseProcessor.CALLS))
                .to(
                        wiring.name(Topics.CALLS),
                        Produced.with(keys(), wiring.serde(Topics.CALLS))
                                .withStreamPartitioner(NormaliseTopology::partition)
                                .withName("normalise-calls"));
        read.mapValues(DeadLetter.class::cast, Named.as(NormaliseProcessor.DEAD_LETTERS))
                .to(
                        wiring.name(Topics.DEAD_LETTERS),
                        Produced.with(keys(), wiring.serde(Topics.DEAD_LETTERS)).withName("normalise-dead-letters"));
        if (!config.reports().isEmpty()) {
            Report.TOPICS.forEach(topic -> addReports(read, topic));
        }
    }

    /** Reports go by the hash of their id, so that all records of one thing are in one partition. */
    private <V extends SpecificRecord> void addReports(KStream<RoutedKey, SpecificRecord> read, Topic<V> topic) {
        read.mapValues(topic.valueType()::cast, Named.as(NormaliseProcessor.reported(topic)))
                .to(
                        wiring.name(topic),
                        Produced.with(keys(), wiring.serde(topic)).withName("normalise-" + topic.name()));
    }

    /** The partition that the key tells, or one that it always shares where calls has fewer. */
    static Optional<Set<Integer>> partition(String topic, RoutedKey key, Call call, int partitions) {
        return Optional.of(Set.of(key.partition() % partitions));
    }

    /** As other raw topics, but a timestamp that the producer did not set stays recognisable. */
    private Consumed<byte[], byte[]> consumed() {
        return wiring.consumedRaw("normalise-raw")
                .withTimestampExtractor(
                        (record, partitionTime) -> Math.max(NormaliseProcessor.UNKNOWN_TIME, record.timestamp()));
    }

    private static StoreBuilder<KeyValueStore<String, String>> routes() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.ROUTES),
                        Serdes.String(),
                        Serdes.String())
                .withCachingDisabled();
    }

    private static Serde<RoutedKey> keys() {
        return Serdes.serdeFrom((topic, key) -> key.text().getBytes(StandardCharsets.UTF_8), (topic, bytes) -> {
            throw new UnsupportedOperationException("these keys are only written");
        });
    }
}
