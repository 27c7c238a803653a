package dev.hypercare.query.cluster;

import dev.hypercare.contract.Resolution;
import dev.hypercare.query.Freshness;
import dev.hypercare.query.FreshnessLog;
import dev.hypercare.query.KpiPart;
import dev.hypercare.query.KpiQuestion;
import dev.hypercare.query.KpiSource;
import dev.hypercare.query.SeriesFilter;
import dev.hypercare.query.cluster.Gathered.Part;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** KPIs of the whole application, from whoever keeps them. */
public final class ClusterKpis implements KpiSource {
    /** Tasks close the same pane a little apart. */
    private static final long APART_MILLIS = Resolution.PANE.millis();

    private final List<List<String>> views;
    private final Shelf<KpiQuestion, KpiPart> shelf;
    private final Gathering gathering;
    private final Routing routing;
    /** End of the newest closed pane that was heard of. */
    private final AtomicLong newest = new AtomicLong(KpiPart.NOTHING_CLOSED);

    /** Says in which partition the series of a filter are. */
    @FunctionalInterface
    public interface Routing {
        /** The one partition, or empty where they may be in several of so many. */
        OptionalInt partition(SeriesFilter filter, int partitions);
    }

    /** @param views those that KPIs are kept for */
    public ClusterKpis(
            List<List<String>> views, Shelf<KpiQuestion, KpiPart> shelf, Gathering gathering, Routing routing) {
        this.views = views;
        this.shelf = shelf;
        this.gathering = gathering;
        this.routing = routing;
    }

    @Override
    public List<List<String>> views() {
        return views;
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
        FreshnessLog.note(freshness(gathered, newestNow));
        return KpiPart.of(gathered.parts().stream().map(Part::answer).toList(), question.limit());
    }

    /**
     * How fresh parts are: a copy is stale by what it is behind the newest pane that was heard of, and so is a task that is behind by more
     * than tasks close apart.
     *
     * @param newest end of that pane
     */
    static Freshness freshness(Gathered<KpiPart> gathered, long newest) {
        Freshness freshness = Freshness.without(gathered.missing());
        for (Part<KpiPart> part : gathered.parts()) {
            long closed = part.answer().closedUpTo();
            long behind = closed == KpiPart.NOTHING_CLOSED ? 0 : newest - closed;
            if (part.copy() || behind > APART_MILLIS) {
                freshness = freshness.and(Freshness.behind(behind));
            }
        }
        return freshness;
    }
}
