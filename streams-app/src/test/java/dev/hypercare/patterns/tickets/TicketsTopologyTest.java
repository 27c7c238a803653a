package dev.hypercare.patterns.tickets;

import static dev.hypercare.patterns.tickets.TicketTexts.answer;
import static dev.hypercare.patterns.tickets.TicketTexts.later;
import static dev.hypercare.patterns.tickets.TicketTexts.millis;
import static dev.hypercare.patterns.tickets.TicketTexts.pattern;
import static dev.hypercare.patterns.tickets.TicketTexts.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.FeedbackKind;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketStatus;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of the stage alone: a topic stands for the patterns that the stage tells. */
class TicketsTopologyTest {
    private static final String TOLD = "told";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Wiring wiring = new Wiring("hypercare.", 1, registry, false);

    @TempDir
    Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> told;

    @BeforeEach
    void start() {
        // As an operator does who registers the schemas of the topics and nothing else.
        for (Topic<?> topic : List.of(
                Topics.TICKETS,
                Topics.FEEDBACK,
                Topics.PATTERNS,
                Topics.CATALOG,
                Topics.TICKET_CASES,
                Topics.TICKET_KPIS,
                Topics.DEAD_LETTERS)) {
            registry.register(wiring.name(topic) + "-value", SpecificData.get().getSchema(topic.valueType()));
        }
        driver = new TopologyTestDriver(topology(), properties(), TicketTexts.START);
        told = driver.createInputTopic(TOLD, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aTicketBecomesACaseFiguresAndAPatternThatIsLinkedToWhatWasTold() {
        tell(pattern("p", "ledger_refused the booking", 0, 1).build());
        Ticket opened = ticket("jira:1", 2, "ledger_refused when we book, ledger refused booking")
                .setApi("pay")
                .build();
        send(Topics.TICKETS, "jira:1", opened, 2);
        send(Topics.TICKETS, "jira:1", later(opened, 3, TicketStatus.RESOLVED), 3);
        send(Topics.FEEDBACK, "f", answer("f", FeedbackKind.CSAT, 4, 4, "jira:1"), 4);
        tick(30);
        List<TicketCase> cases = values(Topics.TICKET_CASES);
        assertThat(cases).extracting(TicketCase::getId).containsExactly("jira:1", "jira:1");
        assertThat(cases.get(1).getLinks())
                .extracting(link -> link.getPattern())
                .containsExactly("p");
        assertThat(values(Topics.TICKET_KPIS))
                .isNotEmpty()
                .allMatch(kpi -> kpi.getLabels().containsKey("category"));
        assertThat(values(Topics.PATTERNS))
                .isNotEmpty()
                .allMatch(pattern -> pattern.getKind() == PatternKind.TICKET
                        && pattern.getApi().equals("pay"));
        assertThat(driver.<String, TicketCase>getKeyValueStore(Stores.TICKET_CASES)
                        .get("jira:1"))
                .isEqualTo(cases.get(1));
    }

    @Test
    void whatCannotBeUsedGoesToDeadLettersWithTheReason() {
        Ticket good = ticket("t", 2, "It is down").build();
        sendBytes(Topics.TICKETS, "t", "not avro".getBytes(StandardCharsets.UTF_8), 2);
        sendBytes(Topics.TICKETS, "t", null, 2);
        send(Topics.TICKETS, "", Ticket.newBuilder(good).setId(" ").build(), 2);
        send(Topics.TICKETS, "t", Ticket.newBuilder(good).setTitle("").build(), 2);
        send(
                Topics.TICKETS,
                "t",
                Ticket.newBuilder(good).setCreatedAt(TicketTexts.minute(3)).build(),
                3);
        send(Topics.TICKETS, "t", later(good, 100, TicketStatus.OPEN), 2);
        send(Topics.FEEDBACK, "a", answer("a", FeedbackKind.CSAT, 6, 2, null), 2);
        send(Topics.FEEDBACK, "a", answer("a", FeedbackKind.NPS, -1, 2, null), 2);
        sendBytes(Topics.FEEDBACK, "a", new byte[] {1}, 2);
        tick(60);
        assertThat(values(Topics.DEAD_LETTERS))
                .extracting(letter -> letter.getStage() + " " + letter.getReason() + " " + letter.getField())
                .containsExactly(
                        "patterns undecodable null",
                        "patterns missing-value null",
                        "patterns missing-field id",
                        "patterns missing-field title",
                        "patterns bad-value createdAt",
                        "patterns in-the-future at",
                        "patterns bad-value score",
                        "patterns bad-value score",
                        "patterns undecodable null");
        assertThat(values(Topics.TICKET_CASES)).isEmpty();
    }

    @Test
    void aDeadLetterHoldsTheBytes() {
        byte[] garbage = "not avro".getBytes(StandardCharsets.UTF_8);
        sendBytes(Topics.TICKETS, "t", garbage, 2);
        DeadLetter letter = values(Topics.DEAD_LETTERS).get(0);
        assertThat(letter.getPayload().array()).isEqualTo(garbage);
        assertThat(letter.getSourceTopic()).isEqualTo("hypercare.tickets.v1");
    }

    @Test
    void nodesAreNamedByTheStage() {
        assertThat(topology().describe().toString())
                .contains("patterns-tickets-desk")
                .doesNotContain("KSTREAM-");
        assertThat(TicketsTopology.reads()).containsExactly(Topics.TICKETS, Topics.FEEDBACK);
        assertThat(TicketsTopology.writes())
                .containsExactly(Topics.TICKET_CASES, Topics.TICKET_KPIS, Topics.DEAD_LETTERS);
    }

    private void tell(Pattern pattern) {
        told.pipeInput(
                pattern.getId(),
                wiring.serde(Topics.PATTERNS).serializer().serialize(wiring.name(Topics.PATTERNS), pattern),
                pattern.getAt());
    }

    private void tick(long minute) {
        told.pipeInput(new TestRecord<>("tick", null, Tick.headers(millis(minute))));
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, long ingestMinute) {
        sendBytes(topic, key, wiring.serde(topic).serializer().serialize(wiring.name(topic), value), ingestMinute);
    }

    private void sendBytes(Topic<?> topic, String key, byte[] value, long ingestMinute) {
        Instant at = TicketTexts.minute(ingestMinute);
        driver.createInputTopic(wiring.name(topic), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value, at);
    }

    private <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        return driver.createOutputTopic(
                        wiring.name(topic),
                        new StringDeserializer(),
                        wiring.serde(topic).deserializer())
                .readValuesToList();
    }

    private Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addGlobalStore(
                org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                                org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.CATALOG),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withLoggingDisabled(),
                wiring.name(Topics.CATALOG),
                wiring.consumedRaw("patterns-catalog-in"),
                TicketsTopologyTest::ignoring);
        KStream<String, Pattern> patterns = builder.stream(
                TOLD,
                Consumed.with(Serdes.String(), wiring.serde(Topics.PATTERNS)).withName("patterns-told-in"));
        new TicketsTopology(TicketsConfig.defaults(), wiring)
                .addTo(builder, patterns)
                .to(
                        wiring.name(Topics.PATTERNS),
                        Produced.with(Serdes.String(), wiring.serde(Topics.PATTERNS))
                                .withName("patterns-out"));
        return builder.build();
    }

    private static Processor<byte[], byte[], Void, Void> ignoring() {
        return new Processor<>() {
            @Override
            public void process(Record<byte[], byte[]> record) {}
        };
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "tickets-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put("ensure.explicit.internal.resource.naming", "true");
        return properties;
    }
}
