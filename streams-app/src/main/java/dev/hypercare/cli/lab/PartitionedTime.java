package dev.hypercare.cli.lab;

import dev.hypercare.contract.Resolution;
import dev.hypercare.kpi.KpiConfig;
import dev.hypercare.kpi.LearnedPatience;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * When slices would close if the calls were spread over several partitions, as a cluster does: a slice waits for the newest call of
 * every gateway in every partition, which takes longer the less traffic there is for each. The test driver has one partition.
 */
final class PartitionedTime {
    private static final long SLICE = Resolution.SLICE_MILLIS;
    private static final long NONE = Long.MIN_VALUE;
    /** Slices closed longer ago than this are forgotten. */
    private static final long KEPT_MILLIS = 600_000;

    private final int partitions;
    private final KpiConfig.Patience most;
    private final Map<String, Clock> byName = new HashMap<>();
    private final List<Clock> clocks = new ArrayList<>();
    private final NavigableMap<Long, Long> closedAt = new TreeMap<>();
    private Clock lowest;
    private long newestTick = NONE;
    private long closedUpTo = NONE;

    /** The newest completion of a gateway in a partition. */
    private static final class Clock {
        private final LearnedPatience patience;
        private long newest = NONE;

        private Clock(KpiConfig.Patience most) {
            patience = new LearnedPatience(most);
        }
    }

    /** @param most how long calls of a gateway are waited for at the most */
    PartitionedTime(int partitions, KpiConfig.Patience most) {
        this.partitions = partitions;
        this.most = most;
        this.lowest = new Clock(most);
    }

    /** A call arrived. */
    void call(long arrivedAt, long completedAt, String gateway, String requestId) {
        int partition = Math.floorMod(requestId.hashCode(), partitions);
        Clock clock = byName.computeIfAbsent(gateway + "/" + partition, name -> {
            Clock made = new Clock(most);
            clocks.add(made);
            return made;
        });
        clock.patience.call(
                clock.newest == NONE ? 0 : clock.newest - completedAt,
                newestTick == NONE ? NONE : newestTick - completedAt);
        if (completedAt > clock.newest) {
            boolean first = clock.newest == NONE;
            clock.newest = completedAt;
            if (first || clock == lowest) {
                advance(arrivedAt);
            }
        }
    }

    /** A tick arrived. */
    void tick(long at) {
        newestTick = at;
        clocks.forEach(clock -> clock.patience.time(at));
        advance(at);
    }

    private void advance(long now) {
        long mark = Long.MAX_VALUE;
        for (Clock clock : clocks) {
            long tickMark = newestTick == NONE ? NONE : newestTick - clock.patience.maxLag();
            long own = Math.max(clock.newest - clock.patience.lateness(), tickMark);
            if (own < mark) {
                mark = own;
                lowest = clock;
            }
        }
        if (clocks.isEmpty()) {
            return;
        }
        long upTo = Math.floorDiv(mark, SLICE) * SLICE;
        if (closedUpTo == NONE) {
            closedUpTo = upTo;
        }
        for (long end = closedUpTo + SLICE; end <= upTo; end += SLICE) {
            closedAt.put(end, now);
            closedUpTo = end;
        }
        closedAt.headMap(closedUpTo - KEPT_MILLIS).clear();
    }

    /** Whether the slice that ends at an instant has closed. */
    boolean closed(long sliceEnd) {
        return sliceEnd <= closedUpTo;
    }

    /** When the slice that ends at an instant closed; {@code otherwise} where that is not known. */
    long closedAt(long sliceEnd, long otherwise) {
        return closedAt.getOrDefault(sliceEnd, otherwise);
    }
}
