package dev.hypercare.patterns.tickets;

import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Stores in the heap, ordered by key as those of Kafka Streams. */
final class MapTicketMemory implements TicketMemory {
    final Map<String, TicketCase> cases = new TreeMap<>();
    final Map<String, TicketKpi> kpis = new TreeMap<>();
    final TreeMap<String, byte[]> rest = new TreeMap<>();

    @Override
    public TicketCase ticketCase(String id) {
        return cases.get(id);
    }

    @Override
    public void putCase(TicketCase ticketCase) {
        cases.put(ticketCase.getId(), ticketCase);
    }

    @Override
    public void deleteCase(String id) {
        cases.remove(id);
    }

    @Override
    public TicketKpi kpi(String key) {
        return kpis.get(key);
    }

    @Override
    public void putKpi(String key, TicketKpi kpi) {
        kpis.put(key, kpi);
    }

    @Override
    public void deleteKpi(String key) {
        kpis.remove(key);
    }

    @Override
    public byte[] get(String key) {
        return rest.get(key);
    }

    @Override
    public void put(String key, byte[] value) {
        if (value == null) {
            rest.remove(key);
        } else {
            rest.put(key, value);
        }
    }

    @Override
    public void each(String from, String before, BiConsumer<String, byte[]> action) {
        new TreeMap<>(rest.subMap(from, before)).forEach(action);
    }
}
