package dev.hypercare.gaps;

import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.streams.LastNet;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Wires the stage: alerts, patterns, marks and tickets to gaps. All go to one task. Alerts and patterns come as typed
 * streams, because behind the topics, which are keyed, a record and the tick after it lie in different partitions and lose their order.
 */
public final class GapsTopology implements Stage {
    private final GapsConfig config;
    private final Wiring wiring;

    public GapsTopology(GapsConfig config, Wiring wiring) {
        this.config = config;
        this.wiring = wiring;
    }

    @Override
    public String name() {
        return "gaps";
    }

    /** What people say; alerts and patterns come from their stages. */
    @Override
    public List<Topic<?>> reads() {
        return List.of(Topics.MARKS, Topics.TICKETS);
    }

    @Override
    public List<Topic<?>> writes() {
        return List.of(Topics.GAPS);
    }

    /**
     * Adds the stage.
     *
     * @param alerts every record of alerts from the one task that writes them, and ticks after them: a null value with the header of
     *     {@link Tick} says that all alerts up to that instant have been told
     * @param patterns the same of patterns of messages, with ticks from each of their tasks; these are as many as topics have partitions
     * @param subjects patterns of tickets, without ticks; another task tells them, so they come by themselves
     */
    public void addTo(
            StreamsBuilder builder,
            KStream<String, Alert> alerts,
            KStream<String, Pattern> patterns,
            KStream<String, Pattern> subjects) {
        addTo(builder, alerts, List.of(new Told("patterns", patterns), new Told("subjects", subjects)));
    }

    /** The same without tickets. */
    public void addTo(StreamsBuilder builder, KStream<String, Alert> alerts, KStream<String, Pattern> patterns) {
        addTo(builder, alerts, List.of(new Told("patterns", patterns)));
    }

    /** A stream of patterns, by what its nodes are called. */
    private record Told(String name, KStream<String, Pattern> patterns) {}

    private void addTo(StreamsBuilder builder, KStream<String, Alert> alerts, List<Told> told) {
        builder.addStateStore(Wiring.kept(Stores.GAPS_MEMORY, Serdes.ByteArray()));
        builder.addStateStore(Wiring.kept(Stores.OPEN_GAPS, wiring.stored(Topics.GAPS)));
        GapForms forms = forms();
        KStream<String, byte[]> arrivals = taken(
                alerts.process(
                        () -> new GapIntakeProcessor<String, Alert>((record, partition) ->
                                GapIntake.alert(record.value(), Tick.at(record.headers()), forms)),
                        Named.as("gaps-alerts-intake")),
                "alerts");
        for (Told each : told) {
            arrivals = arrivals.merge(
                    taken(
                            each.patterns.process(
                                    () -> new GapIntakeProcessor<String, Pattern>(
                                            (record, partition) -> GapIntake.pattern(
                                                    record.value(), Tick.at(record.headers()), partition, forms)),
                                    Named.as("gaps-" + each.name + "-intake")),
                            each.name),
                    Named.as("gaps-with-" + each.name));
        }
        KStream<String, byte[]> fromMarks =
                raw(builder, Topics.MARKS, (key, value) -> GapIntake.mark(key, value, forms));
        KStream<String, byte[]> fromTickets =
                raw(builder, Topics.TICKETS, (key, value) -> GapIntake.ticket(value, forms));
        arrivals.merge(fromMarks, Named.as("gaps-with-marks"))
                .merge(fromTickets, Named.as("gaps-with-tickets"))
                .process(
                        () -> new GapsProcessor(config, forms, wiring.partitions()),
                        Named.as("gaps-desk"),
                        Stores.GAPS_MEMORY,
                        Stores.OPEN_GAPS)
                .to(wiring.name(Topics.GAPS), wiring.produced(Topics.GAPS, "gaps-out"));
    }

    /** How a record read as bytes is understood; null where it says nothing. Error: a {@link RuntimeException} for what cannot be read. */
    @FunctionalInterface
    private interface RawReader {
        @Nullable
        GapArrival read(byte[] key, byte[] value);
    }

    private KStream<String, byte[]> raw(StreamsBuilder builder, Topic<?> topic, RawReader reader) {
        String name = topic.name();
        return taken(
                builder.stream(wiring.name(topic), wiring.consumedRaw("gaps-" + name + "-in"))
                        .process(
                                () -> new GapIntakeProcessor<byte[], byte[]>(
                                        (record, partition) -> read(reader, record)),
                                Named.as("gaps-" + name + "-intake")),
                name);
    }

    /** What cannot be read counts as none here: the stages alerts and patterns, which read the same topics, write the dead letters. */
    private static @Nullable GapArrival read(RawReader reader, Record<byte[], byte[]> record) {
        try {
            return reader.read(record.key(), record.value());
        } catch (RuntimeException e) {
            if (LastNet.surroundings(e)) {
                throw e; // it may be good
            }
            return null;
        }
    }

    /** By way of one partition. */
    private static KStream<String, byte[]> taken(KStream<String, byte[]> stream, String name) {
        return stream.repartition(Repartitioned.with(Serdes.String(), Serdes.ByteArray())
                .withName("gaps-" + name)
                .withNumberOfPartitions(1));
    }

    private GapForms forms() {
        return new GapForms(
                wiring.form(Topics.ALERTS),
                wiring.form(Topics.PATTERNS),
                wiring.form(Topics.MARKS),
                wiring.form(Topics.TICKETS),
                wiring.form(Topics.GAPS));
    }
}
