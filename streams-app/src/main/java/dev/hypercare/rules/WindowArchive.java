package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the sliding windows are rebuilt from after a restart. Each slice, and each longer step that is complete, is appended once for
 * all its series, cut into records of at most {@value #MAX_BYTES} bytes or one series, and deleted when it has left the longest window
 * of its step. Key: step (1 byte), start (8 bytes), number of the record (4 bytes), big endian.
 */
final class WindowArchive {
    /** Records larger than a broker takes are never made. */
    static final int MAX_BYTES = 256 * 1024;

    /** A step that was appended, and in how many records. */
    private record Entry(long start, int records) {}

    /** Receives what was kept, in the order of step, start. */
    @FunctionalInterface
    interface Restored {
        void accept(WindowStep step, long start, String series, byte[] kpis);
    }

    private final RuleMemory memory;
    private final Map<WindowStep, Long> kept;
    private final Map<WindowStep, ArrayDeque<Entry>> entries = new EnumMap<>(WindowStep.class);

    /** @param kept how long each step is kept after its end, milliseconds; 0 for one that is not used */
    WindowArchive(RuleMemory memory, Map<WindowStep, Long> kept) {
        this.memory = memory;
        this.kept = new EnumMap<>(kept);
        for (WindowStep step : WindowStep.values()) {
            entries.put(step, new ArrayDeque<>());
        }
    }

    /** How long each step has to be kept: as long as the longest window of it, and slices until longer steps are complete. */
    static Map<WindowStep, Long> kept(List<Rule> rules) {
        Map<WindowStep, Long> kept = new EnumMap<>(WindowStep.class);
        for (Rule rule : rules) {
            for (Span span : rule.sensor().spans()) {
                WindowStep step = WindowStep.of(span);
                kept.merge(step, span.reach(), Math::max);
                kept.merge(WindowStep.SLICE, step.millis(), Math::max);
            }
            if (!rule.sensor().tallies().isEmpty()) {
                Tallies.keep(kept);
            }
        }
        return kept;
    }

    /** Reads back everything; forgets what it knew before. */
    void restore(Restored action) {
        entries.values().forEach(ArrayDeque::clear);
        memory.eachWindow((key, value) -> {
            ByteBuffer parts = ByteBuffer.wrap(key);
            WindowStep step = WindowStep.values()[parts.get()];
            long start = parts.getLong();
            ArrayDeque<Entry> ofStep = entriesOf(step);
            if (!ofStep.isEmpty() && ofStep.getLast().start() == start) {
                ofStep.removeLast();
            }
            ofStep.addLast(new Entry(start, parts.getInt() + 1));
            ByteBuffer from = ByteBuffer.wrap(value);
            while (from.hasRemaining()) {
                String series = BinaryWriter.readText(from);
                action.accept(step, start, series, BinaryWriter.readBlock(from));
            }
        });
    }

    /** Keeps a step of the series that had calls in it, KPIs in binary form. */
    void append(WindowStep step, long start, Map<String, byte[]> kpis) {
        if (kept.getOrDefault(step, 0L) == 0 || kpis.isEmpty()) {
            return;
        }
        List<byte[]> records = records(kpis);
        for (int i = 0; i < records.size(); i++) {
            memory.putWindow(key(step, start, i), records.get(i));
        }
        entriesOf(step).addLast(new Entry(start, records.size()));
    }

    /** Deletes what no window that ends at {@code end} or later can hold. */
    void expire(long end) {
        for (WindowStep step : WindowStep.values()) {
            ArrayDeque<Entry> ofStep = entriesOf(step);
            long keep = kept.getOrDefault(step, 0L);
            while (!ofStep.isEmpty() && ofStep.getFirst().start() + step.millis() <= end - keep) {
                Entry gone = ofStep.removeFirst();
                for (int i = 0; i < gone.records(); i++) {
                    memory.deleteWindow(key(step, gone.start(), i));
                }
            }
        }
    }

    private static List<byte[]> records(Map<String, byte[]> kpis) {
        List<byte[]> records = new ArrayList<>();
        BinaryWriter writer = new BinaryWriter();
        for (Map.Entry<String, byte[]> entry : kpis.entrySet()) {
            if (writer.size() > 0 && writer.size() + entry.getValue().length > MAX_BYTES) {
                records.add(writer.toBytes());
                writer = new BinaryWriter();
            }
            writer.text(entry.getKey());
            writer.block(entry.getValue());
        }
        records.add(writer.toBytes());
        return records;
    }

    private ArrayDeque<Entry> entriesOf(WindowStep step) {
        return entries.computeIfAbsent(step, unseen -> new ArrayDeque<>());
    }

    private static byte[] key(WindowStep step, long start, int number) {
        return ByteBuffer.allocate(13)
                .put((byte) step.ordinal())
                .putLong(start)
                .putInt(number)
                .array();
    }
}
