package dev.hypercare.gaps;

import dev.hypercare.contract.RecordForm;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.gaps.GapArrival.Kind;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** The desk without Kafka: takes arrivals, keeps what it writes, and can be made anew from its memory at any time. */
final class GapRig {
    private static final Wiring WIRING = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);
    static final GapForms FORMS = new GapForms(
            form(Topics.ALERTS), form(Topics.PATTERNS), form(Topics.MARKS), form(Topics.TICKETS), form(Topics.GAPS));

    final List<Gap> told = new ArrayList<>();
    final Map<String, Gap> open = new TreeMap<>();
    final Map<String, byte[]> kept = new TreeMap<>();

    private final GapsConfig config;
    private final int partitions;
    private GapDesk desk;

    GapRig(GapsConfig config, int partitions) {
        this.config = config;
        this.partitions = partitions;
        restart();
    }

    /** Goes on with a desk that knows only what was kept. */
    void restart() {
        GapMemory memory = new GapMemory() {
            @Override
            public void put(String key, byte[] value) {
                kept.put(key, value);
            }

            @Override
            public void delete(String key) {
                kept.remove(key);
            }

            @Override
            public void each(BiConsumer<String, byte[]> action) {
                new TreeMap<>(kept).forEach(action);
            }

            @Override
            public void putOpen(Gap gap) {
                open.put(gap.getId(), gap);
            }

            @Override
            public void deleteOpen(String id) {
                open.remove(id);
            }
        };
        desk = new GapDesk(config, memory, FORMS, told::add, partitions);
        desk.restore();
    }

    void take(GapArrival arrival) {
        // As it comes through the repartition topic.
        desk.take(GapArrival.of(arrival.toBytes()));
    }

    void take(Alert alert) {
        take(arrival(alert));
    }

    void take(Pattern pattern) {
        take(arrival(pattern, 0));
    }

    void take(Mark mark) {
        take(arrival(mark));
    }

    void take(Ticket ticket) {
        take(arrival(ticket));
    }

    void unmark(String id) {
        take(new GapArrival(Kind.UNMARK, 0, 0, id.getBytes(StandardCharsets.UTF_8)));
    }

    /** All stages before have told everything up to a second. */
    void time(long second) {
        take(alertsTime(second));
        for (int i = 0; i < partitions; i++) {
            take(patternsTime(second, i));
        }
    }

    static GapArrival alertsTime(long second) {
        return new GapArrival(Kind.ALERTS_TIME, 0, GapTexts.millis(second), new byte[0]);
    }

    static GapArrival patternsTime(long second, int partition) {
        return new GapArrival(Kind.PATTERNS_TIME, partition, GapTexts.millis(second), new byte[0]);
    }

    static GapArrival arrival(Alert alert) {
        return new GapArrival(
                Kind.ALERT, 0, alert.getAt().toEpochMilli(), FORMS.alerts().bytes(alert));
    }

    static GapArrival arrival(Pattern pattern, int partition) {
        return new GapArrival(
                Kind.PATTERN,
                partition,
                pattern.getAt().toEpochMilli(),
                FORMS.patterns().bytes(pattern));
    }

    static GapArrival arrival(Mark mark) {
        return new GapArrival(
                Kind.MARK, 0, mark.getFrom().toEpochMilli(), FORMS.marks().bytes(mark));
    }

    static GapArrival arrival(Ticket ticket) {
        return new GapArrival(
                Kind.TICKET,
                0,
                ticket.getCreatedAt().toEpochMilli(),
                FORMS.tickets().bytes(ticket));
    }

    /** What was told, each as kind, state and second. */
    List<String> lines() {
        return told.stream()
                .map(gap -> gap.getKind() + " " + gap.getState() + " "
                        + (gap.getAt().toEpochMilli() - GapTexts.millis(0)) / 1000)
                .toList();
    }

    private static <V extends SpecificRecord> RecordForm<V> form(Topic<V> topic) {
        Serde<V> serde = WIRING.serde(topic);
        Function<V, byte[]> write = value -> serde.serializer().serialize(WIRING.name(topic), value);
        return new RecordForm<>(write, bytes -> serde.deserializer().deserialize(WIRING.name(topic), bytes));
    }
}
