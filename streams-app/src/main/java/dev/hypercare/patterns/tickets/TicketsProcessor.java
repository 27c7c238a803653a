package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import dev.hypercare.streams.StoreEntries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Runs the desk of tickets in the one task that has everything: arrivals in, cases, KPIs and patterns out. */
final class TicketsProcessor implements Processor<String, byte[], String, SpecificRecord> {
    private final TicketsConfig config;
    private final TicketForms forms;
    private final Deserializer<CatalogEntry> entries;
    private final int partitions;
    private @Nullable TicketDesk desk;
    private @Nullable Forwarding out;

    /** @param partitions how many partitions tell patterns */
    TicketsProcessor(TicketsConfig config, TicketForms forms, Deserializer<CatalogEntry> entries, int partitions) {
        this.config = config;
        this.forms = forms;
        this.entries = entries;
        this.partitions = partitions;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        // A task that was closed dirty is revived with this same object: everything in the heap starts anew.
        ReadOnlyKeyValueStore<String, byte[]> catalog = context.getStateStore(Stores.CATALOG);
        out = new Forwarding(context, context.getStateStore(Stores.SUBJECTS));
        desk = new TicketDesk(
                config,
                new Known(catalog, entries),
                new Stored(
                        context.getStateStore(Stores.TICKET_CASES),
                        context.getStateStore(Stores.TICKET_KPIS),
                        context.getStateStore(Stores.TICKET_MEMORY)),
                forms,
                out,
                partitions);
        desk.restore();
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Objects.requireNonNull(out, "init comes first").timestamp = record.timestamp();
        Objects.requireNonNull(desk, "init comes first").take(TicketArrival.of(record.value()));
    }

    /** The catalog of this instance. */
    private record Known(ReadOnlyKeyValueStore<String, byte[]> store, Deserializer<CatalogEntry> entries)
            implements TicketCatalog {
        @Override
        public @Nullable CatalogEntry entry(@Nullable String api) {
            byte[] bytes = api == null ? null : store.get(api);
            return bytes == null ? null : entries.deserialize(Topics.CATALOG.name(), bytes);
        }

        @Override
        public Collection<String> names() {
            List<String> names = new ArrayList<>();
            StoreEntries.each(store, (name, bytes) -> names.add(name));
            return names;
        }
    }

    /** Passes on what is decided, with the timestamp of the arrival that led to it. */
    private static final class Forwarding implements TicketOutput {
        private final ProcessorContext<String, SpecificRecord> context;
        private final KeyValueStore<String, Pattern> subjects;
        private long timestamp;

        private Forwarding(ProcessorContext<String, SpecificRecord> context, KeyValueStore<String, Pattern> subjects) {
            this.context = context;
            this.subjects = subjects;
        }

        @Override
        public void ticketCase(TicketCase ticketCase) {
            context.forward(new Record<>(ticketCase.getId(), ticketCase, timestamp));
        }

        @Override
        public void kpi(String key, TicketKpi kpi) {
            context.forward(new Record<>(key, kpi, timestamp));
        }

        @Override
        public void pattern(Pattern pattern) {
            subjects.put(pattern.getId(), pattern);
            context.forward(new Record<>(pattern.getId(), pattern, timestamp));
        }

        @Override
        public void gone(String id) {
            subjects.delete(id);
        }
    }

    /** The memory of the desk in the stores of the task; what is put is part of the task's transaction. */
    private record Stored(
            KeyValueStore<String, TicketCase> cases,
            KeyValueStore<String, TicketKpi> kpis,
            KeyValueStore<String, byte[]> rest)
            implements TicketMemory {
        @Override
        public @Nullable TicketCase ticketCase(String id) {
            return cases.get(id);
        }

        @Override
        public void putCase(TicketCase ticketCase) {
            cases.put(ticketCase.getId(), ticketCase);
        }

        @Override
        public void deleteCase(String id) {
            cases.delete(id);
        }

        @Override
        public @Nullable TicketKpi kpi(String key) {
            return kpis.get(key);
        }

        @Override
        public void putKpi(String key, TicketKpi kpi) {
            kpis.put(key, kpi);
        }

        @Override
        public void deleteKpi(String key) {
            kpis.delete(key);
        }

        @Override
        public byte @Nullable [] get(String key) {
            return rest.get(key);
        }

        @Override
        public void put(String key, byte @Nullable [] value) {
            rest.put(key, value);
        }

        @Override
        public void each(String from, String before, BiConsumer<String, byte[]> action) {
            StoreEntries.each(rest, from, before, action);
        }
    }
}
