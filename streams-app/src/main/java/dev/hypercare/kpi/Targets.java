package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Watched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Finds the series of each view that a finest combination belongs to. Where views have labels that others lack, such as consumers, nearly
 * every call is of a combination of its own, so what the limit of series said of a view's values is remembered for as long as it holds:
 * for a period. Not thread-safe.
 */
final class Targets {
    private final List<View> views;
    /** The places of the labels of a route; empty where no view counts routes. */
    private final List<Integer> ofRoute;

    private final boolean[] sliced;
    private final Watched watched;
    private final long step;
    private final int labels;
    private final SeriesLimit limit;
    private final ToIntFunction<Series> mergePartition;
    /** For each view by the values that count. */
    private final List<Map<List<String>, Finest.Target>> byValues = new ArrayList<>();
    /** For each view by the values of the call; not for views with all labels, whose values come once. */
    private final List<BytesTable<Finest.Target>> bySaid = new ArrayList<>();

    private long period;
    private byte[] said = new byte[256];

    /**
     * @param views of one family
     * @param sliced for each view whether a rule may look at it
     * @param step what the finest partials are kept by, milliseconds
     * @param mergePartition the partition of the merge that a series belongs to
     */
    Targets(
            List<View> views,
            boolean[] sliced,
            long step,
            SeriesLimit limit,
            Watched watched,
            ToIntFunction<Series> mergePartition) {
        this.views = views;
        this.ofRoute = views.stream().anyMatch(View::countsRoutes)
                ? View.ROUTE.stream().map(View.finest(views)::indexOf).toList()
                : List.of();
        this.sliced = sliced.clone();
        this.step = step;
        this.labels = View.finest(views).size();
        this.limit = limit;
        this.watched = watched;
        this.mergePartition = mergePartition;
        forget();
    }

    /** The hash of the route of a combination, api included; 0 where nobody counts routes. */
    long route(byte[] key) {
        if (ofRoute.isEmpty()) {
            return 0;
        }
        int[] starts = LabelValues.starts(key, labels);
        BinaryWriter bytes = new BinaryWriter();
        for (int position : ofRoute) {
            bytes.append(key, starts[position], starts[position + 1] - starts[position]);
        }
        return DistinctCount.hash(bytes.toBytes(), 0, bytes.size());
    }

    /** One for each view. */
    Finest.Target[] of(byte[] key) {
        if (period != limit.period()) {
            bySaid.replaceAll(unused -> new BytesTable<>());
            period = limit.period();
        }
        int[] starts = LabelValues.starts(key, labels);
        Finest.Target[] found = new Finest.Target[views.size()];
        for (int i = 0; i < found.length; i++) {
            View view = views.get(i);
            if (view.labels().size() == labels) {
                found[i] = admitted(i, key);
                continue;
            }
            int length = said(view, key, starts);
            Finest.Target known = bySaid.get(i).get(said, 0, length);
            if (known == null) {
                known = admitted(i, key);
                bySaid.get(i).put(said, 0, length, known);
            }
            found[i] = known;
        }
        return found;
    }

    private int said(View view, byte[] key, int[] starts) {
        if (said.length < key.length) {
            said = new byte[2 * key.length];
        }
        int length = 0;
        for (int position : view.positions()) {
            int size = starts[position + 1] - starts[position];
            System.arraycopy(key, starts[position], said, length, size);
            length += size;
        }
        return length;
    }

    private Finest.Target admitted(int i, byte[] key) {
        View view = views.get(i);
        List<String> own = view.values(LabelValues.values(key));
        boolean all = own.size() == labels;
        return byValues.get(i)
                .computeIfAbsent(
                        limit.admit(view.number(), view.labels(), own),
                        values -> target(view, values, all && values.equals(own), sliced[i]));
    }

    private Finest.Target target(View view, List<String> values, boolean alone, boolean maySlice) {
        Series series = Series.of(view.labels(), values);
        boolean slices = maySlice && watched.watches(series);
        boolean whole = alone && (slices || step > Resolution.SLICE_MILLIS);
        return new Finest.Target(values, series, mergePartition.applyAsInt(series), whole, slices, view.countsRoutes());
    }

    /** Forgets all; those that are still in use have to be given to {@link #keep}. */
    void forget() {
        byValues.clear();
        bySaid.clear();
        views.forEach(view -> {
            byValues.add(new HashMap<>());
            bySaid.add(new BytesTable<>());
        });
    }

    /** Goes on to use the series of a combination. */
    void keep(Finest finest) {
        for (int i = 0; i < views.size(); i++) {
            Finest.Target target = finest.targets()[i];
            target.cells().dropSpare();
            byValues.get(i).put(target.values(), target);
        }
    }
}
