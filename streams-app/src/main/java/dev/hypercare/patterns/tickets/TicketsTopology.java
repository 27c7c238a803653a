package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import dev.hypercare.streams.Wiring;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Wires the part of the stage patterns that is about tickets: tickets, answers and the patterns of messages that were told to what is
 * known of each ticket, to KPIs and to patterns of tickets. Each record is checked in the task that reads it; then all go to one task,
 * because a subject has tickets of all partitions. The catalog is read from the store {@link Stores#CATALOG}, which the application has.
 */
public final class TicketsTopology {
    private final TicketsConfig config;
    private final Wiring wiring;

    public TicketsTopology(TicketsConfig config, Wiring wiring) {
        this.config = config;
        this.wiring = wiring;
    }

    /** The topics it reads. */
    public static List<Topic<?>> reads() {
        return List.of(Topics.TICKETS, Topics.FEEDBACK);
    }

    /** The topics it writes. */
    public static List<Topic<?>> writes() {
        return List.of(Topics.TICKET_CASES, Topics.TICKET_KPIS, Topics.DEAD_LETTERS);
    }

    /**
     * Adds it.
     *
     * @param told the patterns of messages as they were told, and records without a value with the header of a tick where only time
     *     moved; as many partitions as the topics of the flow have
     * @return the patterns of tickets, keyed by id
     */
    public KStream<String, Pattern> addTo(StreamsBuilder builder, KStream<String, Pattern> told) {
        builder.addStateStore(Wiring.kept(Stores.TICKET_CASES, wiring.stored(Topics.TICKET_CASES)));
        builder.addStateStore(Wiring.kept(Stores.TICKET_KPIS, wiring.stored(Topics.TICKET_KPIS)));
        builder.addStateStore(Wiring.kept(Stores.SUBJECTS, wiring.stored(Topics.PATTERNS)));
        builder.addStateStore(Wiring.kept(Stores.TICKET_MEMORY, Serdes.ByteArray()));
        KStream<String, TicketIntakeProcessor.Output> taken =
                tickets(builder).merge(feedback(builder), Named.as("patterns-tickets-intake"));
        taken.filter(
                        (key, value) -> value instanceof TicketIntakeProcessor.Output.Unfit,
                        Named.as("patterns-tickets-refused"))
                .mapValues(
                        value -> ((TicketIntakeProcessor.Output.Unfit) value).letter(),
                        Named.as("patterns-tickets-dead-letters"))
                .to(
                        wiring.name(Topics.DEAD_LETTERS),
                        wiring.produced(Topics.DEAD_LETTERS, "patterns-tickets-dead-letters-out"));
        KStream<String, byte[]> arrivals = taken.filter(
                        (key, value) -> value instanceof TicketIntakeProcessor.Output.Usable,
                        Named.as("patterns-tickets-usable"))
                .mapValues(
                        value -> ((TicketIntakeProcessor.Output.Usable) value).arrival(),
                        Named.as("patterns-tickets-arrival"));
        KStream<String, byte[]> patterns = told.process(
                () -> new ToldPatternProcessor(wiring.form(Topics.PATTERNS).write()),
                Named.as("patterns-tickets-told"));
        return decided(patterns.merge(arrivals, Named.as("patterns-tickets-all")));
    }

    private KStream<String, Pattern> decided(KStream<String, byte[]> arrivals) {
        KStream<String, SpecificRecord> decided = arrivals.repartition(
                        Repartitioned.with(Serdes.String(), Serdes.ByteArray())
                                .withName("patterns-tickets-arrivals")
                                .withNumberOfPartitions(1))
                .process(
                        () -> new TicketsProcessor(
                                config, forms(), wiring.serde(Topics.CATALOG).deserializer(), wiring.partitions()),
                        Named.as("patterns-tickets-desk"),
                        Stores.TICKET_CASES,
                        Stores.TICKET_KPIS,
                        Stores.TICKET_MEMORY,
                        Stores.SUBJECTS);
        decided.filter((key, value) -> value instanceof TicketCase, Named.as("patterns-tickets-cases"))
                .mapValues(TicketCase.class::cast, Named.as("patterns-tickets-cases-typed"))
                .to(
                        wiring.name(Topics.TICKET_CASES),
                        wiring.produced(Topics.TICKET_CASES, "patterns-tickets-cases-out"));
        decided.filter((key, value) -> value instanceof TicketKpi, Named.as("patterns-tickets-kpis"))
                .mapValues(TicketKpi.class::cast, Named.as("patterns-tickets-kpis-typed"))
                .to(wiring.name(Topics.TICKET_KPIS), wiring.produced(Topics.TICKET_KPIS, "patterns-tickets-kpis-out"));
        return decided.filter((key, value) -> value instanceof Pattern, Named.as("patterns-tickets-subjects"))
                .mapValues(Pattern.class::cast, Named.as("patterns-tickets-subjects-typed"));
    }

    private KStream<String, TicketIntakeProcessor.Output> tickets(StreamsBuilder builder) {
        TicketForms forms = forms();
        return builder.stream(wiring.name(Topics.TICKETS), wiring.consumedRaw("patterns-tickets-in"))
                .process(
                        () -> new TicketIntakeProcessor(
                                (value, at) -> TicketIntake.ticket(value, forms, at, config.maxFuture())),
                        Named.as("patterns-tickets-read"));
    }

    private KStream<String, TicketIntakeProcessor.Output> feedback(StreamsBuilder builder) {
        TicketForms forms = forms();
        return builder.stream(wiring.name(Topics.FEEDBACK), wiring.consumedRaw("patterns-feedback-in"))
                .process(
                        () -> new TicketIntakeProcessor(
                                (value, at) -> TicketIntake.feedback(value, forms, at, config.maxFuture())),
                        Named.as("patterns-feedback-read"));
    }

    private TicketForms forms() {
        return new TicketForms(
                wiring.form(Topics.TICKETS).read(),
                wiring.form(Topics.FEEDBACK).read(),
                wiring.form(Topics.PATTERNS).read());
    }
}
