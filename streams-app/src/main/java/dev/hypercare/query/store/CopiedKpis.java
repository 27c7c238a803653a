package dev.hypercare.query.store;

import dev.hypercare.contract.ClosedMark;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stores;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.SeriesFilter;
import dev.hypercare.query.Window;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * The closed windows of a copy. Each store of a copy is filled from a changelog of its own, one ahead of the other, so only the mark that
 * the merge leaves in each of them after its windows says how far all of them are. What a copy has beyond is not told of. One for each
 * question: it reads the marks once, before the windows.
 */
final class CopiedKpis implements KpiReader {
    private static final Instant END_OF_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final LocalStores stores;
    private final KpiStores windows;
    private final List<List<String>> views;
    private long asOf = Long.MIN_VALUE;

    CopiedKpis(LocalStores stores, List<List<String>> views) {
        this.stores = stores;
        this.views = views;
        this.windows = new KpiStores(stores, views);
    }

    @Override
    public List<List<String>> views() {
        return views;
    }

    /** As far as every store of it is known to be. Error: also {@link NotReadyException} where one has no mark yet. */
    @Override
    public OptionalLong closedUpTo() {
        if (asOf == Long.MIN_VALUE) {
            long lowest = Long.MAX_VALUE;
            for (Resolution resolution : Resolution.values()) {
                lowest = Math.min(lowest, mark(resolution));
            }
            asOf = lowest;
        }
        return OptionalLong.of(asOf);
    }

    private long mark(Resolution resolution) {
        String name = Stores.windows(resolution);
        return Reading.of(name, () -> {
            try (WindowStoreIterator<byte[]> marks =
                    stores.windows(name).backwardFetch(ClosedMark.KEY, Instant.EPOCH, END_OF_TIME)) {
                if (!marks.hasNext()) {
                    throw new NotReadyException("the copy of the store " + name + " has only just begun to be filled");
                }
                return ClosedMark.closedUpTo(marks.next().value);
            }
        });
    }

    @Override
    public boolean knows(String series) {
        return windows.knows(series);
    }

    @Override
    public List<Window> windows(String series, Resolution resolution, long from, long to) {
        long closed = closedUpTo().orElse(from);
        return closed(windows.windows(series, resolution, from, to), resolution, closed);
    }

    @Override
    public List<Window> counted(String series, Resolution resolution, long from, long to) {
        long closed = closedUpTo().orElse(from);
        return closed(windows.counted(series, resolution, from, to), resolution, closed);
    }

    private static List<Window> closed(List<Window> found, Resolution resolution, long closed) {
        return found.stream()
                .filter(window -> window.startMillis() + resolution.millis() <= closed)
                .toList();
    }

    /**
     * By the list of what waits to be closed, where its copy is as far as the windows are, and has not closed a day that they have not; else by the
     * windows themselves, which is slow where panes are many.
     */
    @Override
    public Set<String> series(SeriesFilter filter, long from, long to) {
        long closed = closedUpTo().orElse(from);
        long dayEnd = Resolution.DAY.startOf(closed) + Resolution.DAY.millis();
        // Before the list for what has been added to it, after it for what has been taken off.
        if (windows.listedUpTo().orElse(Long.MIN_VALUE) >= closed) {
            Set<String> listed = windows.waiting(filter, from, to);
            if (windows.listedUpTo().orElse(Long.MAX_VALUE) < dayEnd) {
                listed.addAll(windows.withDays(filter, from, to, closed));
                return listed;
            }
        }
        return scanned(filter, from, to, closed);
    }

    private Set<String> scanned(SeriesFilter filter, long from, long to, long closed) {
        Set<String> series = new HashSet<>();
        for (Resolution resolution : Resolution.values()) {
            Resolution coarser = resolution.coarser();
            // What is older than the coarser window that is open stands there too.
            long low = Math.max(resolution.startOf(from), coarser == null ? Long.MIN_VALUE : coarser.startOf(closed));
            if (low < to) {
                series.addAll(windows.withWindows(resolution, filter, low, to));
            }
        }
        return series;
    }
}
