package dev.hypercare.kpi;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds how many series a view has in one partition of {@code calls}. A series that comes when its view is full is counted in one
 * whose labels of unbounded kinds read {@value #OVERFLOW}; a place falls free when its series had no call in a whole period. What is
 * admitted depends on the order of the calls in the partition alone. Not thread-safe.
 */
final class SeriesLimit {
    /** Stands for all values that found no place. */
    static final String OVERFLOW = "{overflow}";

    /** Event time after which places are looked at again, milliseconds. */
    private static final long PERIOD_MILLIS = 3_600_000;

    /** LabelValues that have few values by their nature; they keep them in a series for the overflow. */
    private static final Set<String> BOUNDED = Set.of("gateway", "api", "method", "provider");

    private static final Hasher64 HASHER = Hashing.wyhashFinal4();
    private static final Logger LOG = LoggerFactory.getLogger(SeriesLimit.class);

    /** A series got a place, or had calls in another period. */
    record Mark(int places, long series, long period) {}

    private final KpiConfig config;
    /** Two for each view: of its series, and of those for its overflow. By hash of the series, the last period with calls. */
    private final List<Map<Long, Long>> places = new ArrayList<>();

    private List<Mark> marks = new ArrayList<>();
    private long period;
    private boolean warned;

    SeriesLimit(KpiConfig config) {
        this.config = config;
        for (int i = 0; i < 2 * config.views().size(); i++) {
            places.add(new HashMap<>());
        }
    }

    /** The number of the hour of event time that places are given for. */
    long period() {
        return period;
    }

    /** Event time has come so far, milliseconds. Returns whether a new period begins: places of idle series fall free then. */
    boolean time(long watermark) {
        long now = Math.floorDiv(Math.max(0, watermark), PERIOD_MILLIS);
        boolean begins = now > period;
        if (begins) {
            period = now;
            warned = false;
            freePlaces();
        }
        return begins;
    }

    private void freePlaces() {
        places.forEach(taken -> taken.values().removeIf(last -> last < period - 1));
    }

    /** The values that a series of a view is counted under: its own, or those of the overflow. */
    List<String> admit(int view, List<String> labels, List<String> values) {
        int limit = config.maxSeriesOf(labels);
        if (place(2 * view, values, limit)) {
            return values;
        }
        if (!warned) {
            warned = true;
            LOG.warn(
                    "the view '{}' has more than {} series (kpi.max-series, kpi.max-series-of) in a partition of calls: {} and others count as {}",
                    String.join(", ", labels),
                    limit,
                    values,
                    OVERFLOW);
        }
        List<String> overflow = new ArrayList<>(values);
        for (int i = 0; i < labels.size(); i++) {
            if (labels.size() == 1 || !BOUNDED.contains(labels.get(i))) {
                overflow.set(i, OVERFLOW);
            }
        }
        if (place(2 * view + 1, overflow, limit)) {
            return List.copyOf(overflow);
        }
        return labels.stream().map(label -> OVERFLOW).toList();
    }

    private boolean place(int number, List<String> values, int limit) {
        long series = HASHER.hashCharsToLong(String.join("\n", values));
        Map<Long, Long> taken = places.get(number);
        Long last = taken.get(series);
        if (last == null && taken.size() >= limit) {
            return false;
        }
        if (last == null || last != period) {
            taken.put(series, period);
            marks.add(new Mark(number, series, period));
        }
        return true;
    }

    /** What was marked since this was asked last. */
    List<Mark> takeMarks() {
        List<Mark> taken = marks;
        marks = new ArrayList<>();
        return taken;
    }

    /** Takes up marks that were stored, in the order of their making. */
    void restore(List<Mark> stored) {
        for (Mark mark : stored) {
            period = Math.max(period, mark.period());
            if (mark.places() < places.size()) {
                places.get(mark.places()).put(mark.series(), mark.period());
            }
        }
        freePlaces();
    }
}
