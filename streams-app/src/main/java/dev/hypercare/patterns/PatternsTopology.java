package dev.hypercare.patterns;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.PatternRule;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.patterns.PatternsProcessor.Output;
import dev.hypercare.patterns.tickets.TicketsTopology;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Wires the stage: messages, marks and the catalog to patterns, verdicts and dead letters, and tickets beside them. All messages of an API are in one task; marks go
 * to every task, since their keys do not tell the API. The catalog is the global store of the application, which the stage alerts fills.
 */
public final class PatternsTopology implements Stage {
    private static final String NAME = "patterns";

    /** Verdicts to the partition of the task that tells them, so that its ticks, which their keys send there too, follow them. */
    static final StreamPartitioner<String, Verdict> VERDICT_PARTITIONS = (topic, key, verdict, partitions) ->
            Optional.of(Set.of(verdict == null ? Tick.partition(key) % partitions : partitionOf(verdict, partitions)));

    private final PatternsConfig config;
    private final List<PatternRule> rules;
    private final Wiring wiring;

    public PatternsTopology(PatternsConfig config, List<PatternRule> rules, Wiring wiring) {
        this.config = config;
        this.rules = List.copyOf(rules);
        this.wiring = wiring;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Topic<?>> reads() {
        return Stream.concat(Stream.of(Topics.CATALOG, Topics.MARKS, Topics.MESSAGES), TicketsTopology.reads().stream())
                .toList();
    }

    @Override
    public List<Topic<?>> writes() {
        return Stream.concat(Stream.of(Topics.PATTERNS, Topics.VERDICTS), TicketsTopology.writes().stream())
                .toList();
    }

    /**
     * What was told, in the order of each task.
     *
     * @param messages patterns of messages, and records without a value with the header of a tick where only time moved
     * @param tickets patterns of tickets
     */
    public record Patterns(KStream<String, Pattern> messages, KStream<String, Pattern> tickets) {}

    /** Adds the stage; returns what it tells. */
    public Patterns addTo(StreamsBuilder builder) {
        addStores(builder);
        KStream<String, Output> decided = messages(builder)
                .merge(marks(builder), Named.as("patterns-intake"))
                .process(
                        () -> new PatternsProcessor(config, rules, wiring),
                        Named.as("patterns-desk"),
                        Stores.MESSAGE_PANES,
                        Stores.PATTERN_MEMORY,
                        Stores.PATTERNS,
                        Stores.patternCounts(Resolution.MINUTE),
                        Stores.patternCounts(Resolution.HOUR));
        KStream<String, Pattern> told = told(decided);
        KStream<String, Pattern> ofTickets = new TicketsTopology(config.tickets(), wiring).addTo(builder, told);
        toPatterns(decided, ofTickets);
        toVerdicts(decided);
        decided.filter((key, output) -> output instanceof Output.Refused, Named.as("patterns-refused"))
                .mapValues(output -> ((Output.Refused) output).letter(), Named.as("patterns-dead-letters"))
                .to(
                        wiring.name(Topics.DEAD_LETTERS),
                        wiring.produced(Topics.DEAD_LETTERS, "patterns-dead-letters-out"));
        return new Patterns(told, ofTickets);
    }

    private KStream<byte[], byte[]> messages(StreamsBuilder builder) {
        return builder.stream(wiring.name(Topics.MESSAGES), wiring.consumedRaw("patterns-messages-in"));
    }

    private KStream<byte[], byte[]> marks(StreamsBuilder builder) {
        return builder.stream(wiring.name(Topics.MARKS), wiring.consumedRaw("patterns-marks-in"))
                .repartition(Repartitioned.with(Serdes.ByteArray(), Serdes.ByteArray())
                        .withName("patterns-marks")
                        .withNumberOfPartitions(wiring.partitions())
                        .withStreamPartitioner((topic, key, value, partitions) -> Optional.of(
                                IntStream.range(0, partitions).boxed().collect(Collectors.toSet()))));
    }

    private void toPatterns(KStream<String, Output> decided, KStream<String, Pattern> ofTickets) {
        decided.filter(
                        (key, output) -> output instanceof Output.Told || output instanceof Output.Gone,
                        Named.as("patterns-told"))
                .mapValues(PatternsTopology::pattern, Named.as("patterns-typed"))
                .merge(ofTickets, Named.as("patterns-all"))
                .to(wiring.name(Topics.PATTERNS), wiring.produced(Topics.PATTERNS, "patterns-out"));
    }

    /** What the part about tickets gets: patterns as they are told, and records without a value, with the header of a tick, for time. */
    static KStream<String, Pattern> told(KStream<String, Output> decided) {
        return decided.filter(
                        (key, output) -> output instanceof Output.Told || output instanceof Output.Time,
                        Named.as("patterns-told-in-time"))
                .mapValues(PatternsTopology::pattern, Named.as("patterns-told-typed"));
    }

    /** A pattern that is gone becomes a record without a value, so that compaction forgets it. */
    @SuppressWarnings("NullAway") // Kafka's streams may hold nulls.
    private static Pattern pattern(Output output) {
        return output instanceof Output.Told told ? told.pattern() : null;
    }

    private void toVerdicts(KStream<String, Output> decided) {
        decided.filter(
                        (key, output) -> output instanceof Output.Said || output instanceof Output.Time,
                        Named.as("patterns-said"))
                .process(AheadProcessor::new, Named.as("patterns-ahead"))
                .to(
                        wiring.name(Topics.VERDICTS),
                        wiring.produced(Topics.VERDICTS, "patterns-verdicts-out")
                                .withStreamPartitioner(VERDICT_PARTITIONS));
    }

    /** The partition of {@code messages}, and so the task, that an API belongs to. */
    private static int partitionOf(Verdict verdict, int partitions) {
        String api = verdict.getLabels().getOrDefault("api", "");
        return Utils.toPositive(Utils.murmur2(api.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    private void addStores(StreamsBuilder builder) {
        builder.addStateStore(Wiring.kept(Stores.MESSAGE_PANES, wiring.stored(Topics.MESSAGES)));
        builder.addStateStore(Wiring.kept(Stores.PATTERN_MEMORY, Serdes.ByteArray()));
        builder.addStateStore(Wiring.kept(Stores.PATTERNS, wiring.stored(Topics.PATTERNS)));
        for (Resolution resolution : PatternCounts.KEPT) {
            builder.addStateStore(Wiring.windows(Stores.patternCounts(resolution), resolution));
        }
    }
}
