package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.contract.measure.Watched;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.streams.LastNet;
import dev.hypercare.streams.SeriesPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stage without its topology: what came through each partition of {@code calls}, in the order of the partition, becomes the closed
 * slices of every task, as in a running application. It is the same combiner and the same merge, so it does not matter how the partitions
 * interleave. Windows are not kept, and nothing is corrected. Not thread-safe.
 */
public final class KpiReplay {
    /** A flush is work for every task, and when there is one changes nothing. */
    private static final int TICKS_PER_FLUSH = 5;

    private static final int CALLS_PER_FLUSH = 20_000;

    private static final byte[] NOTHING = new StoredWindow(1, 1, new Kpis()).toBytes();

    /** Receives the closed slices of each task, in order and without gaps. */
    @FunctionalInterface
    public interface Slices {
        void closed(int task, ClosedSlice slice);
    }

    /** One partition of calls. */
    private final class Source {
        private final CallCounter counter;
        private final Packs packs;
        private final MessageRecords messages;
        private int ticks;
        private int calls;

        private Source(KpiConfig config, int partition, int partitions, Watched watched) {
            counter =
                    new CallCounter(config, new Forgetful(), watched, series -> SeriesPartition.of(series, partitions));
            packs = new Packs(partition, partitions, counter.watermark(), KpiReplay.this::merge);
            messages = new MessageRecords(partition, counter.watermark(), counts -> {});
        }

        private void flush() {
            counter.flush(packs, messages);
            ticks = 0;
            calls = 0;
        }
    }

    private final CallReader reader;
    private final long maxFuture;
    private final List<Source> sources = new ArrayList<>();
    private final List<Merger> tasks = new ArrayList<>();
    private long calls;
    private long unusable;

    /**
     * @param partitions of {@code calls}, and as many tasks
     * @param watched of what the slices are told apart, because a rule looks at them
     */
    public KpiReplay(KpiConfig config, SchemaRegistry registry, int partitions, Watched watched, Slices to) {
        reader = new CallReader(registry);
        maxFuture = config.maxFuture().toMillis();
        for (int i = 0; i < partitions; i++) {
            int task = i;
            MergeStorage storage = new OnlySlices(slice -> to.closed(task, slice));
            tasks.add(new Merger(storage, new RollUps(storage, config.epoch()), partitions));
            sources.add(new Source(config, task, partitions, watched));
        }
    }

    /**
     * A record of a partition of calls. One that is no usable call is left out, as it is where it goes to dead letters.
     *
     * @param timestamp time of ingest, milliseconds
     */
    public void call(int partition, byte[] value, long timestamp) {
        Source source = sources.get(partition);
        calls++;
        try {
            reader.read(value, 0, value.length);
            if (Unusable.reasonFor(reader, timestamp, maxFuture) == null) {
                source.counter.count(reader);
            } else {
                unusable(source);
            }
        } catch (RuntimeException e) {
            if (LastNet.surroundings(e)) {
                throw e;
            }
            unusable(source);
        }
        source.calls++;
        if (source.calls >= CALLS_PER_FLUSH || source.counter.isDue()) {
            source.flush();
        }
    }

    private void merge(int task, byte[] pack) {
        Merger merger = tasks.get(task);
        merger.add(new Pack(pack));
        merger.advance(() -> true);
    }

    private void unusable(Source source) {
        unusable++;
        source.counter.deadLetter();
    }

    /** A record without a value that is no tick: it stands for a dead letter, or becomes one. */
    public void deadLetter(int partition) {
        sources.get(partition).counter.deadLetter();
    }

    /** A tick of a partition of calls: an instant, milliseconds. */
    public void tick(int partition, long at) {
        Source source = sources.get(partition);
        source.counter.tick(at);
        source.ticks++;
        if (source.ticks >= TICKS_PER_FLUSH) {
            source.flush();
        }
    }

    /** Hands on what waits: the log ends. */
    public void flush() {
        sources.forEach(Source::flush);
    }

    /** How far event time has come in every task, milliseconds; {@link Long#MIN_VALUE} before all partitions were heard of. */
    public long closedUpTo() {
        return tasks.stream().mapToLong(Merger::closedUpTo).min().orElse(Watermarks.NONE);
    }

    /** Records read so far, but for ticks. */
    public long calls() {
        return calls;
    }

    /** Those of them that are no usable calls. */
    public long unusable() {
        return unusable;
    }

    private record OnlySlices(Consumer<ClosedSlice> to) implements MergeStorage {
        @Override
        public @Nullable StoredWindow window(Resolution resolution, Series series, long start) {
            return null;
        }

        @Override
        public byte[] close(Resolution resolution, SeriesTotals series, long start, StoredWindow window) {
            return NOTHING; // longer windows are made of these, and nobody asks for them
        }

        @Override
        public List<byte[]> windows(Resolution resolution, Series series, long from, long to) {
            return List.of();
        }

        @Override
        public void addDue(Resolution resolution, long start, List<Series> series) {}

        @Override
        public SortedSet<String> due(Resolution resolution, long start) {
            return new TreeSet<>();
        }

        @Override
        public void removeDue(Resolution resolution, long start) {}

        @Override
        public void slice(ClosedSlice slice) {
            to.accept(slice);
        }
    }
}
