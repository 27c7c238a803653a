package dev.hypercare.query.store;

import dev.hypercare.contract.DueKey;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.SeriesFilter;
import dev.hypercare.query.Window;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** The closed windows that this process keeps, and how far they go. It knows how the merge lays out its stores. */
public final class KpiStores implements KpiReader {
    private static final Instant END_OF_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);
    /** In {@link Stores#OPEN_PANES}: 8 bytes, big endian, how far event time has come, then more. */
    private static final Bytes MARKS = Bytes.wrap(new byte[0]);
    /** Beside them, while roll-ups that end there are being closed. */
    private static final Bytes UNSETTLED = Bytes.wrap(new byte[] {0});

    /** So many windows are sooner looked up one by one than by going through the store. */
    private static final int FEW = 5;

    private final LocalStores stores;
    private final List<List<String>> views;

    KpiStores(LocalStores stores, List<List<String>> views) {
        this.stores = stores;
        this.views = List.copyOf(views);
    }

    /**
     * Those of a running application.
     *
     * @param kpi the application with the stage kpi
     * @param views the views that KPIs are kept for: the labels of each, in order
     */
    public static KpiStores of(KafkaStreams kpi, List<List<String>> views) {
        return new KpiStores(LocalStores.of(kpi), views);
    }

    @Override
    public List<List<String>> views() {
        return views;
    }

    @Override
    public OptionalLong closedUpTo() {
        return Reading.of(Stores.OPEN_PANES, () -> {
            ReadOnlyKeyValueStore<Bytes, byte[]> open = stores.keyValues(Stores.OPEN_PANES);
            long lowest = Long.MAX_VALUE;
            // First how far, then whether that is settled: the merge writes them the other way round.
            try (KeyValueIterator<Bytes, byte[]> marks = open.range(MARKS, MARKS)) {
                while (marks.hasNext()) {
                    lowest =
                            Math.min(lowest, ByteBuffer.wrap(marks.next().value).getLong());
                }
            }
            boolean settled;
            try (KeyValueIterator<Bytes, byte[]> unsettled = open.range(UNSETTLED, UNSETTLED)) {
                settled = !unsettled.hasNext();
            }
            return lowest <= 0 || lowest == Long.MAX_VALUE
                    ? OptionalLong.empty()
                    : OptionalLong.of(Resolution.PANE.startOf(settled ? lowest : lowest - 1));
        });
    }

    @Override
    public boolean knows(String series) {
        for (Resolution resolution : Resolution.values()) {
            String name = Stores.windows(resolution);
            boolean found = Reading.of(name, () -> {
                try (WindowStoreIterator<byte[]> windows =
                        stores.windows(name).backwardFetch(series, Instant.EPOCH, END_OF_TIME)) {
                    return windows.hasNext();
                }
            });
            if (found) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Window> windows(String series, Resolution resolution, long from, long to) {
        return read(
                series,
                resolution,
                from,
                to,
                bytes -> StoredWindow.fromBytes(bytes).kpis());
    }

    @Override
    public List<Window> counted(String series, Resolution resolution, long from, long to) {
        return read(series, resolution, from, to, StoredWindow::numbers);
    }

    private List<Window> read(String series, Resolution resolution, long from, long to, Function<byte[], Kpis> form) {
        String name = Stores.windows(resolution);
        return Reading.of(name, () -> {
            ReadOnlyWindowStore<String, byte[]> store = stores.windows(name);
            List<Window> windows = new ArrayList<>();
            long first = resolution.startOf(from + resolution.millis() - 1);
            if (to - first <= FEW * resolution.millis()) {
                for (long start = first; start < to; start += resolution.millis()) {
                    byte[] window = store.fetch(series, start);
                    if (window != null) {
                        windows.add(new Window(start, form.apply(window)));
                    }
                }
                return windows;
            }
            try (WindowStoreIterator<byte[]> found =
                    store.fetch(series, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to - 1))) {
                while (found.hasNext()) {
                    KeyValue<Long, byte[]> window = found.next();
                    windows.add(new Window(window.key, form.apply(window.value)));
                }
            }
            return windows;
        });
    }

    @Override
    public Set<String> series(SeriesFilter filter, long from, long to) {
        // A day that closes meanwhile is in the windows before it is taken off the roll-ups that wait, so those are
        // read first.
        Set<String> series = waiting(filter, from, to);
        series.addAll(withDays(filter, from, to, closedUpTo().orElse(Long.MIN_VALUE)));
        return series;
    }

    /** Series of a filter with a whole day that had closed at an instant. */
    Set<String> withDays(SeriesFilter filter, long from, long to, long closed) {
        long first = Resolution.DAY.startOf(from);
        return first + Resolution.DAY.millis() <= closed ? withWindows(Resolution.DAY, filter, first, to) : Set.of();
    }

    /** Series with calls in a roll-up that has not closed yet. */
    Set<String> waiting(SeriesFilter filter, long from, long to) {
        return Reading.of(Stores.DUE_ROLL_UPS, () -> {
            Set<String> series = new HashSet<>();
            Predicate<String> matches = filter.matcher();
            try (KeyValueIterator<Bytes, byte[]> all =
                    stores.keyValues(Stores.DUE_ROLL_UPS).all()) {
                while (all.hasNext()) {
                    KeyValue<Bytes, byte[]> entry = all.next();
                    DueKey key = DueKey.of(entry.key.get(), entry.value);
                    if (key.start() < to && key.start() + key.resolution().millis() > from) {
                        DueKey.series(entry.key.get(), entry.value, text -> add(text, matches, series));
                    }
                }
            }
            return series;
        });
    }

    /** Series of a filter with a window that starts in {@code [from, to)}. */
    Set<String> withWindows(Resolution resolution, SeriesFilter filter, long from, long to) {
        String name = Stores.windows(resolution);
        String low = filter.prefix();
        String high = low.substring(0, low.length() - 1) + (char) (low.charAt(low.length() - 1) + 1);
        return Reading.of(name, () -> {
            Set<String> series = new HashSet<>();
            Predicate<String> matches = filter.matcher();
            try (KeyValueIterator<Windowed<String>, byte[]> found =
                    stores.windows(name).fetch(low, high, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to - 1))) {
                while (found.hasNext()) {
                    add(found.next().key.key(), matches, series);
                }
            }
            return series;
        });
    }

    /** How far the list of series is that have a roll-up that is not closed yet; empty where no task of today's version has written it. */
    OptionalLong listedUpTo() {
        return Reading.of(Stores.DUE_ROLL_UPS, () -> {
            byte[] mark = stores.keyValues(Stores.DUE_ROLL_UPS).get(Bytes.wrap(DueKey.MARK.toBytes()));
            return mark == null ? OptionalLong.empty() : OptionalLong.of(DueKey.marked(mark));
        });
    }

    private static void add(String series, Predicate<String> matches, Set<String> to) {
        if (!to.contains(series) && matches.test(series)) {
            to.add(series);
        }
    }
}
