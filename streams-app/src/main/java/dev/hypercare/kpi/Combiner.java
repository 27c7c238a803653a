package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Adds up the calls of one partition by finest series and slice, until {@link #flush} hands on what came since the last one. It
 * holds nothing across a commit. Views are made of the finest partials at the flush, so a call costs the same however many there are.
 */
final class Combiner {
    private record Cell(List<String> values, long slice, boolean late) {}

    private record Target(Series series, long slice, boolean late) {}

    private final List<String> finest;
    private final List<View> views;
    private final Map<Cell, Kpis> cells = new HashMap<>();

    Combiner(KpiConfig config) {
        finest = View.finest(config.views());
        views = View.of(config.views());
    }

    /** Adds a call. */
    void add(Call call, boolean late) {
        long completedAt = call.getCompletedAt().toEpochMilli();
        long slice = completedAt - Math.floorMod(completedAt, Resolution.SLICE_MILLIS);
        cells.computeIfAbsent(new Cell(View.values(finest, call), slice, late), unseen -> new Kpis())
                .add(call, late);
    }

    /** How many finest partials wait for the flush. */
    int size() {
        return cells.size();
    }

    /** What came since the last flush, by merge partition, and forgets it. */
    Map<Integer, List<Partial>> flush(ToIntFunction<Series> mergePartition) {
        Map<Target, Kpis> merged = new HashMap<>();
        cells.forEach((cell, kpis) -> {
            for (View view : views) {
                merged.computeIfAbsent(
                                new Target(view.series(cell.values), cell.slice, cell.late), unseen -> new Kpis())
                        .merge(kpis);
            }
        });
        cells.clear();
        Map<Integer, List<Partial>> byPartition = new TreeMap<>();
        merged.forEach((target, kpis) -> byPartition
                .computeIfAbsent(mergePartition.applyAsInt(target.series), unseen -> new ArrayList<>())
                .add(new Partial(target.series, target.slice, target.late, kpis)));
        return byPartition;
    }
}
