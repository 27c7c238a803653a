package dev.hypercare.kpi;

import dev.hypercare.contract.ClosedMark;
import dev.hypercare.contract.DueKey;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.SeriesList;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.streams.CommitHook;
import dev.hypercare.streams.StageMetrics;
import dev.hypercare.streams.Wiring;
import dev.hypercare.streams.WorkTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
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
        record Window(byte[] kpi) implements Output {}
    }

    /** The node that takes closed slices. */
    static final String SLICES_TO = "kpi-slice";

    private static final Bytes MARKS = Bytes.wrap(new byte[0]);
    /** Beside the marks, while closing has stopped in the middle: how far it has come. */
    private static final Bytes UNSETTLED = Bytes.wrap(new byte[] {0});

    private static final Duration SOON = Duration.ofMillis(10);

    private final KpiConfig config;
    private final Wiring wiring;
    private final Map<Resolution, KpiEncoder> encoders = new EnumMap<>(Resolution.class);
    private final Map<Resolution, WindowStore<String, byte[]>> windows = new EnumMap<>(Resolution.class);
    /** Numbers of the stored packs by the instant until which they are needed. */
    private final TreeMap<Long, List<Long>> packsNeeded = new TreeMap<>();

    private ProcessorContext<String, Output> context;
    private KeyValueStore<Bytes, byte[]> open;
    private KeyValueStore<Bytes, byte[]> dueRollUps;
    private Merger merger;
    private WorkTime time;
    private @Nullable Cancellable goingOn;
    private long nextPack;
    private int nextPiece;
    private WindowMarks windowMarks;
    private long timestamp;
    private @Nullable StageMetrics metrics;

    @SuppressWarnings(
            "NullAway") // Kafka Streams calls init() before anything else, and again after a task was revived.
    MergeProcessor(KpiConfig config, Wiring wiring) {
        this.config = config;
        this.wiring = wiring;
    }

    /** The node that takes closed windows of a resolution. */
    static String windowsTo(Resolution resolution) {
        return Stores.windows(resolution) + "-record";
    }

    @Override
    public void init(ProcessorContext<String, Output> processorContext) {
        context = processorContext;
        open = context.getStateStore(Stores.OPEN_PANES);
        dueRollUps = context.getStateStore(Stores.DUE_ROLL_UPS);
        for (Resolution resolution : Resolution.values()) {
            windows.put(resolution, context.getStateStore(Stores.windows(resolution)));
        }
        CommitHook hook = context.getStateStore(Stores.MERGE_HOOK);
        close();
        metrics = new StageMetrics("kpi", context);
        hook.bind(context, this::beforeCommit);
        time = WorkTime.of(context);
        if (goingOn != null) {
            goingOn.cancel();
            goingOn = null;
        }
        packsNeeded.clear();
        nextPack = 0;
        nextPiece = 0;
        windowMarks = new WindowMarks();
        windows.forEach(this::restoreMark);
        merger = new Merger(this, new RollUps(this, config.epoch()), wiring.partitions());
        restore();
        goOnLater();
    }

    private void beforeCommit() {
        WorkTime.begin();
        if (metrics != null) {
            metrics.level("open-panes", merger.openPanes());
            metrics.level("open-series", merger.openSeries());
            if (merger.closedUpTo() != Watermarks.NONE) {
                metrics.level("closed-up-to", merger.closedUpTo());
            }
        }
    }

    @Override
    public void close() {
        if (metrics != null) {
            metrics.close();
            metrics = null;
        }
    }

    private void restore() {
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
        byte[] unsettled = open.get(UNSETTLED);
        if (unsettled != null) {
            merger.restoreUnsettled(unsettled);
        }
        Map<Resolution, Long> openRollUps = new EnumMap<>(Resolution.class);
        try (KeyValueIterator<Bytes, byte[]> due = dueRollUps.all()) {
            while (due.hasNext()) {
                KeyValue<Bytes, byte[]> entry = due.next();
                DueKey key = DueKey.of(entry.key.get(), entry.value);
                if (key.resolution() != Resolution.PANE) {
                    openRollUps.put(key.resolution(), key.start());
                }
                nextPiece = Math.max(nextPiece, key.piece() + 1);
            }
        }
        openRollUps.forEach(merger::restoreRollUp);
        try (KeyValueIterator<Bytes, byte[]> packs = open.all()) {
            while (packs.hasNext()) {
                KeyValue<Bytes, byte[]> entry = packs.next();
                if (!entry.key.equals(MARKS) && !entry.key.equals(UNSETTLED)) {
                    long number = Longs.from(entry.key.get())[0];
                    nextPack = Math.max(nextPack, number + 1);
                    needed(merger.restore(new Pack(entry.value)), number);
                }
            }
        }
    }

    @Override
    public void process(Record<Integer, byte[]> record) {
        timestamp = record.timestamp();
        long needed = merger.add(new Pack(record.value()));
        merger.advance(time::isLeft);
        if (needed > merger.settledUpTo()) {
            open.put(packKey(nextPack), record.value());
            needed(needed, nextPack);
            nextPack++;
        }
        save();
    }

    /** Closing that takes longer than a transaction may goes on after the next commit, also if no pack comes. */
    private void goOn(long now) {
        timestamp = Math.max(timestamp, now);
        merger.advance(time::isLeft);
        save();
    }

    private void save() {
        while (!packsNeeded.isEmpty() && packsNeeded.firstKey() <= merger.settledUpTo()) {
            packsNeeded.pollFirstEntry().getValue().forEach(number -> open.delete(packKey(number)));
        }
        saveMarks();
        markWindows();
        goOnLater();
    }

    private void goOnLater() {
        if (merger.isBehind()) {
            context.commit();
            if (goingOn == null) {
                goingOn = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, this::goOn);
            }
        } else if (goingOn != null) {
            goingOn.cancel();
            goingOn = null;
        }
    }

    /** Says in every window store how far it is, after what was closed, for its copies. */
    private void markWindows() {
        if (merger.closedUpTo() != Watermarks.NONE) {
            boolean marked = windowMarks.mark(
                    merger.settledUpTo(),
                    (resolution, mark, at) -> store(resolution).put(ClosedMark.KEY, mark, at));
            if (marked) {
                dueRollUps.put(
                        Bytes.wrap(DueKey.MARK.toBytes()), DueKey.mark(Resolution.PANE.startOf(merger.settledUpTo())));
            }
        }
    }

    private void restoreMark(Resolution resolution, WindowStore<String, byte[]> store) {
        try (WindowStoreIterator<byte[]> marks =
                        store.backwardFetch(ClosedMark.KEY, Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE));
                KeyValueIterator<Windowed<String>, byte[]> all = store.all()) {
            if (all.hasNext()) {
                windowMarks.restore(resolution, marks.hasNext() ? marks.next().key : Watermarks.NONE);
            }
        }
    }

    private void needed(long until, long pack) {
        packsNeeded.computeIfAbsent(until, unseen -> new ArrayList<>()).add(pack);
    }

    private void saveMarks() {
        long[] watermarks = merger.watermarks();
        long[] values = new long[watermarks.length + 1];
        values[0] = merger.closedUpTo();
        System.arraycopy(watermarks, 0, values, 1, watermarks.length);
        byte[] unsettled = merger.unsettled();
        // Whoever reads meanwhile must not take what is half closed for closed.
        if (unsettled != null) {
            open.put(UNSETTLED, unsettled);
        }
        open.put(MARKS, Longs.bytes(values));
        if (unsettled == null && open.get(UNSETTLED) != null) {
            open.delete(UNSETTLED);
        }
    }

    private static Bytes packKey(long number) {
        return Bytes.wrap(Longs.bytes(number));
    }

    @Override
    public @Nullable StoredWindow window(Resolution resolution, Series series, long start) {
        byte[] bytes = store(resolution).fetch(series.text(), start);
        return bytes == null ? null : StoredWindow.fromBytes(bytes);
    }

    @Override
    public byte[] close(Resolution resolution, SeriesTotals series, long start, StoredWindow window) {
        windowMarks.closed(resolution, start);
        byte[] kept = window.toBytes();
        store(resolution).put(series.series().text(), kept, start);
        KpiEncoder encoder = encoders.computeIfAbsent(
                resolution, unseen -> new KpiEncoder(wiring.schemaId(resolution.topic(), Kpi.getClassSchema())));
        byte[] kpi = encoder.encode(series.head(), resolution, start, window);
        context.forward(
                new Record<>(encoder.key(series.series(), start), new Output.Window(kpi), timestamp),
                windowsTo(resolution));
        return kept;
    }

    @Override
    public List<byte[]> windows(Resolution resolution, Series series, long from, long to) {
        List<byte[]> list = new ArrayList<>();
        try (WindowStoreIterator<byte[]> found =
                store(resolution).fetch(series.text(), Instant.ofEpochMilli(from), Instant.ofEpochMilli(to - 1))) {
            found.forEachRemaining(entry -> list.add(entry.value));
        }
        return list;
    }

    @Override
    public void addDue(Resolution resolution, long start, List<Series> series) {
        for (byte[] piece : SeriesList.pieces(series)) {
            dueRollUps.put(Bytes.wrap(new DueKey(resolution, start, nextPiece).toBytes()), piece);
            nextPiece++;
        }
    }

    @Override
    public SortedSet<String> due(Resolution resolution, long start) {
        SortedSet<String> series = new TreeSet<>();
        eachDue(resolution, start, (key, value) -> DueKey.series(key.get(), value, series::add));
        return series;
    }

    @Override
    public void removeDue(Resolution resolution, long start) {
        List<Bytes> keys = new ArrayList<>();
        eachDue(resolution, start, (key, value) -> keys.add(key));
        keys.forEach(dueRollUps::delete);
    }

    private void eachDue(Resolution resolution, long start, BiConsumer<Bytes, byte[]> action) {
        Bytes from = Bytes.wrap(DueKey.prefix(resolution, start));
        Bytes to = Bytes.wrap(DueKey.prefix(resolution, start + 1));
        try (KeyValueIterator<Bytes, byte[]> found = dueRollUps.range(from, to)) {
            found.forEachRemaining(entry -> action.accept(entry.key, entry.value));
        }
    }

    @Override
    public void slice(ClosedSlice slice) {
        context.forward(new Record<>("", new Output.Slice(slice), timestamp), SLICES_TO);
    }

    private WindowStore<String, byte[]> store(Resolution resolution) {
        WindowStore<String, byte[]> store = windows.get(resolution);
        if (store == null) {
            throw new IllegalStateException("no store for " + resolution);
        }
        return store;
    }
}
