package dev.hypercare.query.cluster;

import dev.hypercare.contract.Resolution;
import dev.hypercare.query.Freshness;
import dev.hypercare.query.FreshnessLog;
import dev.hypercare.query.KeptKpis;
import dev.hypercare.query.KpiPart;
import dev.hypercare.query.KpiQuestion;
import dev.hypercare.query.KpiSource;
import dev.hypercare.query.SeriesFilter;
import dev.hypercare.query.cluster.Gathered.Part;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** KPIs of the whole application, from whoever keeps them. */
public final class ClusterKpis implements KpiSource {
    /** Tasks close the same pane a little apart. */
    private static final long APART_MILLIS = Resolution.PANE.millis();

    private final KeptKpis kept;
    private final Shelf<KpiQuestion, KpiPart> shelf;
    private final Gathering gathering;
    private final Routing routing;
    private final LongSupplier wall;
    /** End of the newest closed pane that was heard of. */
    private final AtomicLong newest = new AtomicLong(KpiPart.NOTHING_CLOSED);

    /** Says in which partition the series of a filter are. */
    @FunctionalInterface
    public interface Routing {
        /** The one partition, or empty where they may be in several of so many. */
        OptionalInt partition(SeriesFilter filter, int partitions);
    }

    /** @param wall what time it is, milliseconds since the epoch */
    public ClusterKpis(
            KeptKpis kept, Shelf<KpiQuestion, KpiPart> shelf, Gathering gathering, Routing routing, LongSupplier wall) {
        this.kept = kept;
        this.shelf = shelf;
        this.gathering = gathering;
        this.routing = routing;
        this.wall = wall;
    }

    @Override
    public List<List<String>> views() {
        return kept.views();
    }

    @Override
    public KpiPart measure(KpiQuestion question) {
        OptionalInt one = routing.partition(question.filter(), gathering.partitions(shelf.store()));
        Gathered<KpiPart> gathered = gathering
                .gather(shelf, question, partition -> one.isEmpty() || one.getAsInt() == partition)
                .orNotReady();
        long heardOf = gathered.parts().stream()
                .mapToLong(part -> part.answer().closedUpTo())
                .max()
                .orElse(KpiPart.NOTHING_CLOSED);
        long newestNow = newest.accumulateAndGet(heardOf, Math::max);
        long told = question.figures() ? Math.min(question.to(), wall.getAsLong()) : Long.MIN_VALUE;
        FreshnessLog.note(
                freshness(gathered, newestNow, told, kept.ordinaryLag().toMillis()));
        return KpiPart.of(gathered.parts().stream().map(Part::answer).toList(), question.limit());
    }

    /**
     * How fresh parts are: a copy is stale by what it is behind the newest pane that was heard of, and so is a task that is behind by more
     * than tasks close apart. Where all are behind, they are so by what they lack of the time that was asked for.
     *
     * @param newest end of that pane
     * @param told end of what was asked for, or now if that is earlier; the lowest number for no range
     * @param ordinaryLag by so much they are behind it ordinarily
     */
    static Freshness freshness(Gathered<KpiPart> gathered, long newest, long told, long ordinaryLag) {
        Freshness freshness = Freshness.without(gathered.missing());
        for (Part<KpiPart> part : gathered.parts()) {
            long closed = part.answer().closedUpTo();
            boolean known = closed != KpiPart.NOTHING_CLOSED;
            long behind = known ? newest - closed : 0;
            boolean late = known && closed < told - ordinaryLag;
            if (part.copy() || late || behind > APART_MILLIS) {
                freshness = freshness.and(Freshness.behind(late ? Math.max(behind, told - closed) : behind));
            }
        }
        return freshness;
    }
}
