package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.schemas.events.Kpi;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Merges packs in order. Every pack that still matters is kept as it came in a changelogged store, with the marks of time, so that
 * nothing is held across a commit but what {@link #init} makes again from there.
 */
final class MergeProcessor implements Processor<Integer, byte[], String, MergeProcessor.Output>, MergeStorage {
    /** What leaves the step. */
    sealed interface Output {
        /** A closed slice, for the rules. */
        record Slice(ClosedSlice slice) implements Output {}

        /** A closed or corrected window. */
        record Window(Resolution resolution, Kpi kpi) implements Output {}
    }

    private static final Bytes MARKS = Bytes.wrap(new byte[0]);

    private final KpiConfig config;
    private final int sources;
    private final Map<Resolution, WindowStore<String, byte[]>> windows = new EnumMap<>(Resolution.class);
    private final TreeMap<Long, Long> lastPaneEndOfPack = new TreeMap<>();
    private ProcessorContext<String, Output> context;
    private KeyValueStore<Bytes, byte[]> open;
    private KeyValueStore<Bytes, byte[]> dueRollUps;
    private Merger merger;
    private long nextPack;
    private long timestamp;

    @SuppressWarnings(
            "NullAway") // Kafka Streams calls init() before anything else, and again after a task was revived.
    MergeProcessor(KpiConfig config, int sources) {
        this.config = config;
        this.sources = sources;
    }

    @Override
    public void init(ProcessorContext<String, Output> processorContext) {
        context = processorContext;
        open = context.getStateStore(Stores.OPEN_PANES);
        dueRollUps = context.getStateStore(Stores.DUE_ROLL_UPS);
        for (Resolution resolution : Resolution.values()) {
            windows.put(resolution, context.getStateStore(Stores.windows(resolution)));
        }
        lastPaneEndOfPack.clear();
        nextPack = 0;
        RollUps rollUps = new RollUps(this, config.epoch());
        try (KeyValueIterator<Bytes, byte[]> due = dueRollUps.all()) {
            due.forEachRemaining(entry -> restoreDue(rollUps, ByteBuffer.wrap(entry.key.get())));
        }
        merger = new Merger(this, rollUps, sources);
        restoreOpen();
    }

    private static void restoreDue(RollUps rollUps, ByteBuffer key) {
        Resolution resolution = Resolution.values()[key.get()];
        long start = key.getLong();
        rollUps.restore(
                resolution, start, new Series(StandardCharsets.UTF_8.decode(key).toString()));
    }

    private void restoreOpen() {
        byte[] marks = open.get(MARKS);
        if (marks != null) {
            if (marks.length % Long.BYTES != 0) {
                throw new UnknownLayout("marks of time", marks[0], 1);
            }
            long[] values = Longs.from(marks);
            long[] watermarks = new long[values.length - 1];
            System.arraycopy(values, 1, watermarks, 0, watermarks.length);
            merger.restore(values[0], watermarks);
        }
        try (KeyValueIterator<Bytes, byte[]> packs = open.all()) {
            while (packs.hasNext()) {
                KeyValue<Bytes, byte[]> entry = packs.next();
                if (!entry.key.equals(MARKS)) {
                    Partial.Pack pack = Partial.Pack.fromBytes(entry.value);
                    long number = Longs.from(entry.key.get())[0];
                    lastPaneEndOfPack.put(number, lastPaneEnd(pack));
                    nextPack = Math.max(nextPack, number + 1);
                    merger.restore(pack);
                }
            }
        }
    }

    @Override
    public void process(Record<Integer, byte[]> record) {
        timestamp = record.timestamp();
        Partial.Pack pack = Partial.Pack.fromBytes(record.value());
        merger.add(pack);
        long end = lastPaneEnd(pack);
        if (end > merger.closedUpTo() && !pack.partials().isEmpty()) {
            lastPaneEndOfPack.put(nextPack, end);
            open.put(packKey(nextPack), record.value());
            nextPack++;
        }
        forgetClosedPacks();
        saveMarks();
    }

    private void forgetClosedPacks() {
        List<Long> done = new ArrayList<>();
        lastPaneEndOfPack.forEach((number, end) -> {
            if (end <= merger.closedUpTo()) {
                done.add(number);
            }
        });
        for (long number : done) {
            lastPaneEndOfPack.remove(number);
            open.delete(packKey(number));
        }
    }

    private void saveMarks() {
        long[] watermarks = merger.watermarks();
        long[] values = new long[watermarks.length + 1];
        values[0] = merger.closedUpTo();
        System.arraycopy(watermarks, 0, values, 1, watermarks.length);
        open.put(MARKS, Longs.bytes(values));
    }

    private static Bytes packKey(long number) {
        return Bytes.wrap(Longs.bytes(number));
    }

    private static long lastPaneEnd(Partial.Pack pack) {
        return pack.partials().stream()
                .mapToLong(partial -> Resolution.PANE.startOf(partial.slice()) + Resolution.PANE.millis())
                .max()
                .orElse(Watermarks.NONE);
    }

    @Override
    public @Nullable StoredWindow window(Resolution resolution, Series series, long start) {
        byte[] bytes = store(resolution).fetch(series.text(), start);
        return bytes == null ? null : StoredWindow.fromBytes(bytes);
    }

    @Override
    public void close(Resolution resolution, Series series, long start, StoredWindow window) {
        store(resolution).put(series.text(), window.toBytes(), start);
        Kpi kpi = KpiRecord.of(series, resolution, start, window);
        context.forward(new Record<>(KpiRecord.key(series, start), new Output.Window(resolution, kpi), timestamp));
    }

    @Override
    public List<Kpis> windows(Resolution resolution, Series series, long from, long to) {
        List<Kpis> list = new ArrayList<>();
        try (WindowStoreIterator<byte[]> found =
                store(resolution).fetch(series.text(), Instant.ofEpochMilli(from), Instant.ofEpochMilli(to - 1))) {
            found.forEachRemaining(
                    entry -> list.add(StoredWindow.fromBytes(entry.value).kpis()));
        }
        return list;
    }

    @Override
    public void due(Resolution resolution, long start, Series series, boolean due) {
        byte[] text = series.text().getBytes(StandardCharsets.UTF_8);
        byte[] key = ByteBuffer.allocate(9 + text.length)
                .put((byte) resolution.ordinal())
                .putLong(start)
                .put(text)
                .array();
        if (due) {
            dueRollUps.put(Bytes.wrap(key), new byte[0]);
        } else {
            dueRollUps.delete(Bytes.wrap(key));
        }
    }

    @Override
    public void slice(ClosedSlice slice) {
        context.forward(new Record<>("", new Output.Slice(slice), timestamp));
    }

    private WindowStore<String, byte[]> store(Resolution resolution) {
        WindowStore<String, byte[]> store = windows.get(resolution);
        if (store == null) {
            throw new IllegalStateException("no store for " + resolution);
        }
        return store;
    }
}
