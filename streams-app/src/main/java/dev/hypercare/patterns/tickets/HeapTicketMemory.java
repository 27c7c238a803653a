package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.RecordForm;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A memory in maps of bytes, for where nothing has to survive: records are encoded as in a store. */
final class HeapTicketMemory implements TicketMemory {
    private final TreeMap<String, byte[]> cases = new TreeMap<>();
    private final TreeMap<String, byte[]> kpis = new TreeMap<>();
    private final TreeMap<String, byte[]> rest = new TreeMap<>();
    private final RecordForm<TicketCase> caseForm;
    private final RecordForm<TicketKpi> kpiForm;
    private long bytes;
    private long figures;

    HeapTicketMemory(RecordForm<TicketCase> caseForm, RecordForm<TicketKpi> kpiForm) {
        this.caseForm = caseForm;
        this.kpiForm = kpiForm;
    }

    @Override
    public @Nullable TicketCase ticketCase(String id) {
        byte[] kept = cases.get(id);
        return kept == null ? null : caseForm.value(kept);
    }

    @Override
    public void putCase(TicketCase ticketCase) {
        put(cases, ticketCase.getId(), caseForm.bytes(ticketCase));
    }

    @Override
    public void deleteCase(String id) {
        put(cases, id, null);
    }

    @Override
    public @Nullable TicketKpi kpi(String key) {
        byte[] kept = kpis.get(key);
        return kept == null ? null : kpiForm.value(kept);
    }

    @Override
    public void putKpi(String key, TicketKpi kpi) {
        figure(key, kpiForm.bytes(kpi));
    }

    @Override
    public void deleteKpi(String key) {
        figure(key, null);
    }

    private void figure(String key, byte @Nullable [] value) {
        long before = bytes;
        put(kpis, key, value);
        figures += bytes - before;
    }

    @Override
    public byte @Nullable [] get(String key) {
        return rest.get(key);
    }

    @Override
    public void put(String key, byte @Nullable [] value) {
        put(rest, key, value);
    }

    @Override
    public void each(String from, String before, BiConsumer<String, byte[]> action) {
        new TreeMap<>(rest.subMap(from, before)).forEach(action);
    }

    private void put(TreeMap<String, byte[]> map, String key, byte @Nullable [] value) {
        byte[] old = value == null ? map.remove(key) : map.put(key, value);
        bytes += value == null ? 0 : key.length() + value.length;
        bytes -= old == null ? 0 : key.length() + old.length;
    }

    /** Cases that are kept. */
    int cases() {
        return cases.size();
    }

    /** Keys and values of all kinds but the figures. */
    long bytes() {
        return bytes - figures;
    }

    /** Keys and values of the figures. */
    long figures() {
        return figures;
    }
}
