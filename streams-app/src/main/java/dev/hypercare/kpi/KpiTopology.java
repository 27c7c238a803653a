package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Watched;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.streams.CommitHook;
import dev.hypercare.streams.SeriesPartition;
import dev.hypercare.streams.Wiring;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * {@code calls} to KPIs in two steps: combine in the task that reads the calls, merge by series. Between them partials travel packed,
 * one record per partition of the merge and flush.
 */
public final class KpiTopology implements Stage {
    private final KpiConfig config;
    private final Wiring wiring;
    private final Watched watched;

    /** @param watched which slices a rule looks at */
    public KpiTopology(KpiConfig config, Wiring wiring, Watched watched) {
        this.watched = watched;
        this.config = config;
        this.wiring = wiring;
    }

    @Override
    public String name() {
        return "kpi";
    }

    @Override
    public List<Topic<?>> reads() {
        return List.of(Topics.CALLS);
    }

    @Override
    public List<Topic<?>> readsInChunks() {
        return reads();
    }

    @Override
    public List<Topic<?>> writes() {
        return List.of(
                Topics.KPI_PANES,
                Topics.KPIS_1M,
                Topics.KPIS_5M,
                Topics.KPIS_1H,
                Topics.KPIS_1D,
                Topics.LATE,
                Topics.MESSAGES,
                Topics.DEAD_LETTERS);
    }

    /** Adds the stage; returns the closed slices, in order, for the rules in the same task. */
    public KStream<String, ClosedSlice> addTo(StreamsBuilder builder) {
        addStores(builder);
        KStream<String, CombineProcessor.Output> combined = combine(builder);
        toLate(combined);
        toMessages(combined);
        toDeadLetters(combined);
        KStream<String, MergeProcessor.Output> merged = merge(partials(combined));
        for (Resolution resolution : Resolution.values()) {
            toKpis(merged, resolution);
        }
        return merged.mapValues(
                output -> ((MergeProcessor.Output.Slice) output).slice(), Named.as(MergeProcessor.SLICES_TO));
    }

    private KStream<String, CombineProcessor.Output> combine(StreamsBuilder builder) {
        return builder.stream(wiring.name(Topics.CALLS), wiring.consumedRaw("kpi-calls"))
                .process(
                        () -> new CombineProcessor(config, wiring, watched),
                        Named.as("kpi-combine"),
                        Stores.WATERMARKS,
                        Stores.COMBINE_HOOK);
    }

    private void toLate(KStream<String, CombineProcessor.Output> combined) {
        combined.filter((key, output) -> output instanceof CombineProcessor.Output.TooLate, Named.as("kpi-too-late"))
                .mapValues(output -> ((CombineProcessor.Output.TooLate) output).call(), Named.as("kpi-late-call"))
                .to(wiring.name(Topics.LATE), wiring.produced(Topics.LATE, "kpi-late"));
    }

    private void toMessages(KStream<String, CombineProcessor.Output> combined) {
        StreamPartitioner<String, MessageCounts> timeToAll = (topic, api, counts, n) -> partitionsOf(counts, n);
        combined.filter(
                        (key, output) -> output instanceof CombineProcessor.Output.Messages,
                        Named.as("kpi-has-messages"))
                .mapValues(
                        output -> ((CombineProcessor.Output.Messages) output).counts(), Named.as("kpi-message-counts"))
                .to(
                        wiring.name(Topics.MESSAGES),
                        Produced.with(Serdes.String(), wiring.serde(Topics.MESSAGES), timeToAll)
                                .withName("kpi-messages"));
    }

    /** Of n partitions of {@code messages} those that get a record: all where it moves time, else the one of its key (empty). */
    static Optional<Set<Integer>> partitionsOf(MessageCounts counts, int n) {
        return counts.getApi() == null
                ? Optional.of(IntStream.range(0, n).boxed().collect(Collectors.toSet()))
                : Optional.empty();
    }

    private void toDeadLetters(KStream<String, CombineProcessor.Output> combined) {
        combined.filter((key, output) -> output instanceof CombineProcessor.Output.Rejected, Named.as("kpi-rejected"))
                .mapValues(output -> ((CombineProcessor.Output.Rejected) output).letter(), Named.as("kpi-dead-letter"))
                .to(wiring.name(Topics.DEAD_LETTERS), wiring.produced(Topics.DEAD_LETTERS, "kpi-dead-letters"));
    }

    private KStream<Integer, byte[]> partials(KStream<String, CombineProcessor.Output> combined) {
        StreamPartitioner<Integer, byte[]> byKey = (topic, target, pack, n) -> Optional.of(Set.of(target));
        return combined.filter(
                        (key, output) -> output instanceof CombineProcessor.Output.Packed, Named.as("kpi-packed"))
                .map(
                        (key, output) -> {
                            CombineProcessor.Output.Packed packed = (CombineProcessor.Output.Packed) output;
                            return KeyValue.pair(packed.mergePartition(), packed.pack());
                        },
                        Named.as("kpi-pack"))
                .repartition(Repartitioned.with(Serdes.Integer(), Serdes.ByteArray())
                        .withName("kpi-partials")
                        .withNumberOfPartitions(wiring.partitions())
                        .withStreamPartitioner(byKey));
    }

    private KStream<String, MergeProcessor.Output> merge(KStream<Integer, byte[]> partials) {
        return partials.process(
                () -> new MergeProcessor(config, wiring),
                Named.as("kpi-merge"),
                Stores.MERGE_HOOK,
                Stores.OPEN_PANES,
                Stores.DUE_ROLL_UPS,
                Stores.windows(Resolution.PANE),
                Stores.windows(Resolution.MINUTE),
                Stores.windows(Resolution.FIVE_MINUTES),
                Stores.windows(Resolution.HOUR),
                Stores.windows(Resolution.DAY));
    }

    private void toKpis(KStream<String, MergeProcessor.Output> merged, Resolution resolution) {
        StreamPartitioner<String, byte[]> bySeries =
                (topic, key, kpi, n) -> Optional.of(Set.of(SeriesPartition.of(KpiEncoder.series(key), n)));
        merged.mapValues(
                        output -> ((MergeProcessor.Output.Window) output).kpi(),
                        Named.as(MergeProcessor.windowsTo(resolution)))
                .to(
                        wiring.name(resolution.topic()),
                        Produced.with(Serdes.String(), Serdes.ByteArray(), bySeries)
                                .withName(Stores.windows(resolution) + "-topic"));
    }

    private void addStores(StreamsBuilder builder) {
        // The hook writes to the watermarks, so those are not cached (see CommitHook).
        builder.addStateStore(org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.WATERMARKS),
                Serdes.String(),
                Serdes.ByteArray()));
        builder.addStateStore(CommitHook.builder(Stores.COMBINE_HOOK));
        builder.addStateStore(CommitHook.builder(Stores.MERGE_HOOK));
        builder.addStateStore(org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.OPEN_PANES),
                Serdes.Bytes(),
                Serdes.ByteArray()));
        builder.addStateStore(org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.DUE_ROLL_UPS),
                Serdes.Bytes(),
                Serdes.ByteArray()));
        for (Resolution resolution : Resolution.values()) {
            builder.addStateStore(windowStore(resolution));
        }
    }

    private static StoreBuilder<?> windowStore(Resolution resolution) {
        Duration kept = resolution.kept().plus(Duration.ofMillis(resolution.millis()));
        return org.apache.kafka.streams.state.Stores.windowStoreBuilder(
                org.apache.kafka.streams.state.Stores.persistentWindowStore(
                        Stores.windows(resolution), kept, Duration.ofMillis(resolution.millis()), false),
                Serdes.String(),
                Serdes.ByteArray());
    }
}
