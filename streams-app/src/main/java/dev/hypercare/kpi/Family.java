package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Watched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Views whose series are made of the same finest partials: adds up calls by combination of all their labels, until they are handed on. So a
 * call costs the same however many views a family has. Not thread-safe.
 */
final class Family {
    /** After so many flushes without a call a combination is forgotten, or sooner where there are many: each takes half a kilobyte. */
    private static final long IDLE_FLUSHES = 256;

    private static final long IDLE_FLUSHES_OF_MANY = 8;
    private static final int MANY = 20_000;

    private final long step;
    private final LabelValues labels;
    private final SeriesLimit limit;
    private final Targets targets;
    private final BytesTable<Finest> known = new BytesTable<>();
    /** The same by the bytes of the labels as they stand in records, where they follow one another: a short cut, nothing has to be copied. */
    private final BytesTable<Finest> byRow = new BytesTable<>();

    private final List<Finest> active = new ArrayList<>();
    private final List<Finest.Target> touched = new ArrayList<>();
    private long flushes;

    /**
     * @param watched of what the slices are told apart, because a rule looks at them
     * @param mergePartition the partition of the merge that a series belongs to
     */
    Family(List<View> views, SeriesLimit limit, Watched watched, ToIntFunction<Series> mergePartition) {
        boolean[] sliced = new boolean[views.size()];
        boolean any = false;
        for (int i = 0; i < sliced.length; i++) {
            sliced[i] = watched.watches(String.join(",", views.get(i).labels()));
            any |= sliced[i];
        }
        this.step = any ? Resolution.SLICE_MILLIS : Resolution.PANE.millis();
        this.labels = new LabelValues(View.finest(views));
        this.limit = limit;
        this.targets = new Targets(views, sliced, step, limit, watched, mergePartition);
    }

    /** The KPIs that a call adds to, as of {@link Combiner#add}. */
    Kpis kpis(CallReader call, long at, long correctedAt) {
        Finest finest = finest(call);
        if (finest.period() != limit.period()) {
            finest.targets(targets.of(finest.key()), limit.period());
        }
        if (finest.cells().isEmpty()) {
            active.add(finest);
            finest.flush(flushes);
        }
        return finest.cells().around(at, step, correctedAt);
    }

    private Finest finest(CallReader call) {
        if (!labels.isRow(call)) {
            return byValues(call);
        }
        byte[] bytes = call.bytes(CallReader.API);
        int start = labels.rowStart(call);
        int length = labels.rowEnd(call) - start;
        Finest finest = byRow.get(bytes, start, length);
        if (finest == null) {
            finest = byValues(call);
            byRow.put(bytes, start, length, finest);
        }
        return finest;
    }

    private Finest byValues(CallReader call) {
        labels.take(call);
        Finest finest = known.get(labels.key(), 0, labels.length());
        if (finest == null) {
            byte[] key = Arrays.copyOf(labels.key(), labels.length());
            finest = new Finest(key, targets.route(key), targets.of(key), limit.period());
            known.put(key, finest);
        }
        return finest;
    }

    /** Settles to which series the calls so far belong, before a new period of the limit changes that for those to come. */
    void settle() {
        for (Finest finest : active) {
            for (Finest.Target target : finest.targets()) {
                if (target.cells().isEmpty()) {
                    touched.add(target);
                }
                target.add(finest.cells(), finest.route());
            }
        }
        active.forEach(finest -> finest.cells().handedOn());
        active.clear();
    }

    /** Hands on what came since the last flush, and forgets it. */
    void flush(Packs to) {
        settle();
        for (Finest.Target target : touched) {
            to.add(target);
            target.cells().handedOn();
        }
        touched.clear();
        forgetIdle();
    }

    private void forgetIdle() {
        flushes++;
        long idle = known.size() < MANY ? IDLE_FLUSHES : IDLE_FLUSHES_OF_MANY;
        if (flushes % idle == 0) {
            known.keep(finest -> finest.flush() > flushes - idle);
            byRow.keep(finest -> finest.flush() > flushes - idle);
            targets.forget();
            known.forEach(finest -> {
                finest.cells().dropSpare();
                targets.keep(finest);
            });
        }
    }
}
