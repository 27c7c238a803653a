package dev.hypercare.alerts;

import dev.hypercare.contract.RecordForm;
import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.WholeTopic;
import dev.hypercare.streams.Wiring;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.jspecify.annotations.Nullable;

/**
 * Wires the stage: verdicts, marks and the catalog to alerts, decisions and dead letters. Each record is checked in the task that reads
 * it; then all go to one task, because an alert may depend on those of other partitions.
 */
public final class AlertsTopology implements Stage {
    /** The stage that writes ticks to {@code verdicts} besides the one whose ticks carry no name. */
    private static final String AHEAD = "patterns";

    private final AlertsConfig config;
    private final Wiring wiring;
    private final int tellers;

    /** Where the rules stage alone tells verdicts. */
    public AlertsTopology(AlertsConfig config, Wiring wiring) {
        this(config, wiring, false);
    }

    /** @param patterns whether the patterns stage tells verdicts as well, whose time is waited for, too */
    public AlertsTopology(AlertsConfig config, Wiring wiring, boolean patterns) {
        this.config = config;
        this.wiring = wiring;
        this.tellers = patterns ? 2 : 1;
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public List<Topic<?>> reads() {
        return List.of(Topics.CATALOG, Topics.MARKS, Topics.VERDICTS);
    }

    @Override
    public List<Topic<?>> writes() {
        return List.of(Topics.ALERTS, Topics.DECISIONS, Topics.DEAD_LETTERS);
    }

    /**
     * Adds the stage. Returns what it writes to {@code alerts}, in order, and ticks behind it: a null value with the header of {@link Tick} says
     * that all alerts up to that instant have been told.
     */
    public KStream<String, Alert> addTo(StreamsBuilder builder) {
        addCatalog(builder);
        addStores(builder);
        KStream<String, IntakeProcessor.Output> taken =
                verdicts(builder).merge(marks(builder), Named.as("alerts-intake"));
        taken.filter((key, value) -> value instanceof IntakeProcessor.Output.Refused, Named.as("alerts-refused"))
                .mapValues(value -> ((IntakeProcessor.Output.Refused) value).letter(), Named.as("alerts-dead-letters"))
                .to(wiring.name(Topics.DEAD_LETTERS), wiring.produced(Topics.DEAD_LETTERS, "alerts-dead-letters-out"));
        KStream<String, SpecificRecord> decided = taken.filter(
                        (key, value) -> value instanceof IntakeProcessor.Output.Taken, Named.as("alerts-taken"))
                .mapValues(value -> ((IntakeProcessor.Output.Taken) value).arrival(), Named.as("alerts-arrival"))
                .repartition(Repartitioned.with(Serdes.String(), Serdes.ByteArray())
                        .withName("alerts-arrivals")
                        .withNumberOfPartitions(1))
                .process(
                        () -> new AlertsProcessor(
                                config,
                                forms(),
                                wiring.serde(Topics.CATALOG).deserializer(),
                                tellers * wiring.partitions()),
                        Named.as("alerts-desk"),
                        Stores.ACTIVE_ALERTS,
                        Stores.ALERT_LIVES,
                        Stores.ALERTS_WAITING,
                        Stores.MARKS);
        decided.filter((key, value) -> value instanceof Alert, Named.as("alerts-only"))
                .mapValues(Alert.class::cast, Named.as("alerts-typed"))
                .to(wiring.name(Topics.ALERTS), wiring.produced(Topics.ALERTS, "alerts-out"));
        decided.filter((key, value) -> value instanceof Decision, Named.as("alerts-decisions-only"))
                .mapValues(Decision.class::cast, Named.as("alerts-decisions-typed"))
                .to(wiring.name(Topics.DECISIONS), wiring.produced(Topics.DECISIONS, "alerts-decisions-out"));
        return decided.filter((key, value) -> value == null || value instanceof Alert, Named.as("alerts-told"))
                .mapValues(Alert.class::cast, Named.as("alerts-told-typed"));
    }

    private KStream<String, IntakeProcessor.Output> verdicts(StreamsBuilder builder) {
        RecordForm<Verdict> form = wiring.form(Topics.VERDICTS);
        IntakeProcessor.Reader reader = (record, partition, receivedAt) -> Intake.verdict(
                record.value(), Tick.at(record.headers()), form, clockOf(record.key(), partition), receivedAt);
        return builder.stream(wiring.name(Topics.VERDICTS), wiring.consumedRaw("alerts-verdicts-in"))
                .process(() -> new IntakeProcessor(reader), Named.as("alerts-verdicts"));
    }

    /** Each teller has a clock for each partition. */
    private int clockOf(byte @Nullable [] key, int partition) {
        return tellers > 1 && Tick.isOf(AHEAD, key) ? wiring.partitions() + partition : partition;
    }

    private KStream<String, IntakeProcessor.Output> marks(StreamsBuilder builder) {
        RecordForm<Mark> form = wiring.form(Topics.MARKS);
        IntakeProcessor.Reader reader =
                (record, partition, receivedAt) -> Intake.mark(record.key(), record.value(), form, receivedAt);
        return builder.stream(wiring.name(Topics.MARKS), wiring.consumedRaw("alerts-marks-in"))
                .process(() -> new IntakeProcessor(reader), Named.as("alerts-marked"));
    }

    private void addCatalog(StreamsBuilder builder) {
        WholeTopic.addTo(
                builder,
                wiring,
                Topics.CATALOG,
                Stores.CATALOG,
                () -> new CatalogProcessor(wiring.serde(Topics.CATALOG).deserializer(), wiring.name(Topics.CATALOG)));
    }

    private void addStores(StreamsBuilder builder) {
        builder.addStateStore(Wiring.kept(Stores.ACTIVE_ALERTS, wiring.stored(Topics.ALERTS)));
        builder.addStateStore(Wiring.kept(Stores.ALERT_LIVES, Serdes.ByteArray()));
        builder.addStateStore(Wiring.kept(Stores.ALERTS_WAITING, Serdes.ByteArray()));
        builder.addStateStore(Wiring.kept(Stores.MARKS, wiring.stored(Topics.MARKS)));
    }

    private AlertDesk.Forms forms() {
        return new AlertDesk.Forms(wiring.form(Topics.ALERTS), wiring.form(Topics.VERDICTS), wiring.form(Topics.MARKS));
    }
}
