package dev.hypercare.alerts;

import dev.hypercare.contract.RecordForm;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** The desk without Kafka: takes arrivals, keeps what it writes, and can be made anew from its memory at any time. */
final class DeskRig {
    final List<Alert> alerts = new ArrayList<>();
    final List<Alert> watchdogs = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    final Map<String, CatalogEntry> catalog = new HashMap<>();
    final MapDeskMemory memory = new MapDeskMemory();

    private static final Wiring WIRING = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);
    private static final AlertDesk.Forms FORMS =
            new AlertDesk.Forms(form(Topics.ALERTS), form(Topics.VERDICTS), form(Topics.MARKS));

    private final AlertsConfig config;
    private final int partitions;
    private AlertDesk desk;

    DeskRig(AlertsConfig config, int partitions) {
        this.config = config;
        this.partitions = partitions;
        restart();
    }

    /** Goes on with a desk that knows only what was kept. */
    void restart() {
        DeskOutput output = new DeskOutput() {
            @Override
            public void alert(Alert alert) {
                (alert.getRule().equals(WatchdogAlert.RULE) ? watchdogs : alerts).add(alert);
            }

            @Override
            public void decision(Decision decision) {
                decisions.add(decision);
            }
        };
        desk = new AlertDesk(config, new Dependencies(catalog::get), memory, FORMS, output, partitions);
        desk.restore();
    }

    /** What is known of APIs, as in a catalog file. */
    void knows(List<CatalogEntry> entries) {
        entries.forEach(entry -> catalog.put(entry.getApi(), entry));
    }

    void take(Arrival arrival) {
        // As it comes through the repartition topic.
        desk.take(Arrival.of(arrival.toBytes()));
    }

    /** What it wrote, alert by alert, in the order of each. */
    List<String> written() {
        List<String> written = new ArrayList<>(byFingerprint(alerts, Alert::getFingerprint));
        written.addAll(byFingerprint(decisions, Decision::getFingerprint));
        return written;
    }

    private static <V> List<String> byFingerprint(List<V> records, Function<V, String> fingerprint) {
        return records.stream()
                .sorted(Comparator.comparing(fingerprint)) // stable
                .map(Object::toString)
                .toList();
    }

    /** A verdict from a partition, taken in at an instant, milliseconds. */
    static Arrival verdict(Verdict verdict, int partition, long receivedAt) {
        return new Arrival(
                Arrival.Kind.VERDICT,
                partition,
                receivedAt,
                verdict.getAt().toEpochMilli(),
                FORMS.verdicts().bytes(verdict));
    }

    /** A tick from a partition, milliseconds. */
    static Arrival tick(long at, int partition, long receivedAt) {
        return new Arrival(Arrival.Kind.TICK, partition, receivedAt, at, new byte[0]);
    }

    static Arrival mark(Mark mark, long receivedAt) {
        return new Arrival(
                Arrival.Kind.MARK,
                0,
                receivedAt,
                mark.getFrom().toEpochMilli(),
                FORMS.marks().bytes(mark));
    }

    static Arrival unmark(String id, long receivedAt) {
        return new Arrival(Arrival.Kind.UNMARK, 0, receivedAt, 0, id.getBytes(StandardCharsets.UTF_8));
    }

    private static <V extends SpecificRecord> RecordForm<V> form(Topic<V> topic) {
        Serde<V> serde = WIRING.serde(topic);
        Function<V, byte[]> write = value -> serde.serializer().serialize(WIRING.name(topic), value);
        return new RecordForm<>(write, bytes -> serde.deserializer().deserialize(WIRING.name(topic), bytes));
    }
}
