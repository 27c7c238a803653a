package dev.hypercare.query.cluster;

import dev.hypercare.query.Freshness;
import dev.hypercare.query.FreshnessLog;
import dev.hypercare.query.cluster.Gathered.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * All records of a store, from whoever keeps them: the one task of a desk, or one a partition.
 *
 * @param <V> a record
 */
public final class ClusterDesk<V> {
    private final Shelf<RecordsForm.All, List<V>> shelf;
    private final Gathering gathering;

    public ClusterDesk(Shelf<RecordsForm.All, List<V>> shelf, Gathering gathering) {
        this.shelf = shelf;
        this.gathering = gathering;
    }

    /**
     * All of them, in any order; {@link FreshnessLog} is told what is missing, and that a copy is behind, by a time that nobody knows. Error:
     * {@link dev.hypercare.query.NotReadyException} where nothing can be read.
     */
    public List<V> all() {
        Gathered<List<V>> gathered = gathering
                .gather(shelf, RecordsForm.All.OF_THEM, partition -> true)
                .orNotReady();
        Freshness freshness = Freshness.without(gathered.missing());
        List<V> all = new ArrayList<>();
        for (Part<List<V>> part : gathered.parts()) {
            all.addAll(part.answer());
            if (part.copy()) {
                freshness = freshness.and(Freshness.behind(null));
            }
        }
        FreshnessLog.note(freshness);
        return all;
    }
}
