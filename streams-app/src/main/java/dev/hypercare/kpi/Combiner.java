package dev.hypercare.kpi;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Watched;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/**
 * Adds up the calls of one partition by finest combination of labels and slice, until {@link #flush} hands on what came since the
 * last one. It counts nothing across a commit. The series of views are made of the finest partials at the flush. Views by labels of
 * very many values have finest partials of their own: else nearly every call would be a combination of its own. Not thread-safe.
 */
final class Combiner {
    private final Family[] families;
    private int waiting;

    /**
     * @param watched of what the slices are told apart, because a rule looks at them
     * @param mergePartition the partition of the merge that a series belongs to
     */
    Combiner(KpiConfig config, SeriesLimit limit, Watched watched, ToIntFunction<Series> mergePartition) {
        List<List<View>> views = View.families(config.views());
        families = new Family[views.size()];
        for (int i = 0; i < families.length; i++) {
            families[i] = new Family(views.get(i), limit, watched, mergePartition);
        }
    }

    /**
     * Adds a call to what it belongs to.
     *
     * @param at event time of what is counted, milliseconds
     * @param correctedAt end of the pane that was open when a late call came; {@link Cells#IN_TIME} for one in time
     * @param how it is added
     */
    void add(CallReader call, long at, long correctedAt, BiConsumer<Kpis, CallReader> how) {
        for (Family family : families) {
            how.accept(family.kpis(call, at, correctedAt), call);
        }
        waiting++;
    }

    /** How many calls wait for the flush. */
    int waiting() {
        return waiting;
    }

    /** Settles to which series the calls so far belong, before a new period of the limit changes that for those to come. */
    void settle() {
        for (Family family : families) {
            family.settle();
        }
    }

    /** Hands on what came since the last flush, and forgets it. */
    void flush(Packs to) {
        for (Family family : families) {
            family.flush(to);
        }
        waiting = 0;
    }
}
