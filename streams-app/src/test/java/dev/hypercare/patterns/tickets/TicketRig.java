package dev.hypercare.patterns.tickets;

import dev.hypercare.patterns.tickets.TicketArrival.Kind;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Feedback;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.serde.AvroSerde;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** A desk of tickets with everything in the heap; it can be stopped and started between any two arrivals. */
final class TicketRig {
    private static final InMemoryRegistry REGISTRY = new InMemoryRegistry();
    private static final byte[] NOTHING = {};
    static final TicketForms FORMS = new TicketForms(
            bytes -> read(Ticket.class, bytes),
            bytes -> read(Feedback.class, bytes),
            bytes -> read(Pattern.class, bytes));

    final MapTicketMemory memory = new MapTicketMemory();
    final List<TicketCase> cases = new ArrayList<>();
    final List<Pattern> patterns = new ArrayList<>();
    final Map<String, TicketKpi> kpis = new TreeMap<>();
    final Map<String, CatalogEntry> catalog = new TreeMap<>();
    private final TicketsConfig config;
    private final int partitions;
    private TicketDesk desk;

    TicketRig() {
        this(TicketsConfig.defaults(), 1);
    }

    TicketRig(TicketsConfig config, int partitions) {
        this.config = config;
        this.partitions = partitions;
        restart();
    }

    void restart() {
        TicketOutput output = new TicketOutput() {
            @Override
            public void ticketCase(TicketCase ticketCase) {
                cases.add(ticketCase);
            }

            @Override
            public void kpi(String key, TicketKpi kpi) {
                kpis.put(key, kpi);
            }

            @Override
            public void pattern(Pattern pattern) {
                patterns.add(pattern);
            }
        };
        TicketCatalog known = new TicketCatalog() {
            @Override
            public CatalogEntry entry(String api) {
                return api == null ? null : catalog.get(api);
            }

            @Override
            public Collection<String> names() {
                return catalog.keySet();
            }
        };
        desk = new TicketDesk(config, known, memory, FORMS, output, partitions);
        desk.restore();
    }

    TicketRig ticket(Ticket ticket) {
        return take(arrival(ticket));
    }

    TicketRig pattern(Pattern pattern) {
        return take(arrival(pattern, 0));
    }

    TicketRig answer(Feedback answer) {
        return take(arrival(answer));
    }

    /** All partitions have told everything up to a minute. */
    TicketRig tick(long minute) {
        for (int partition = 0; partition < partitions; partition++) {
            take(tick(partition, minute));
        }
        return this;
    }

    TicketRig take(TicketArrival arrival) {
        desk.take(TicketArrival.of(arrival.toBytes()));
        return this;
    }

    static TicketArrival tick(int partition, long minute) {
        return new TicketArrival(Kind.TICK, partition, TicketTexts.millis(minute), "", NOTHING);
    }

    static TicketArrival arrival(Ticket ticket) {
        return new TicketArrival(Kind.TICKET, 0, ticket.getAt().toEpochMilli(), ticket.getId(), bytes(ticket));
    }

    static TicketArrival arrival(Feedback answer) {
        return new TicketArrival(Kind.FEEDBACK, 0, answer.getAt().toEpochMilli(), answer.getId(), bytes(answer));
    }

    static TicketArrival arrival(Pattern pattern, int partition) {
        return new TicketArrival(
                Kind.PATTERN, partition, pattern.getAt().toEpochMilli(), pattern.getId(), bytes(pattern));
    }

    @SuppressWarnings("unchecked")
    static <V extends SpecificRecord> byte[] bytes(V value) {
        return new AvroSerde<>(REGISTRY, (Class<V>) value.getClass(), true)
                .serializer()
                .serialize(value.getClass().getSimpleName(), value);
    }

    private static <V extends SpecificRecord> V read(Class<V> type, byte[] bytes) {
        return new AvroSerde<>(REGISTRY, type, true).deserializer().deserialize(type.getSimpleName(), bytes);
    }
}
