package dev.hypercare.query.cluster;

import dev.hypercare.query.Freshness;
import dev.hypercare.query.FreshnessLog;
import dev.hypercare.query.PatternPart;
import dev.hypercare.query.PatternQuestion;
import dev.hypercare.query.PatternSource;
import dev.hypercare.query.cluster.Gathered.Part;

/** Counts of patterns of the whole application, from whoever keeps them. */
public final class ClusterPatterns implements PatternSource {
    private final Shelf<PatternQuestion, PatternPart> shelf;
    private final Gathering gathering;

    public ClusterPatterns(Shelf<PatternQuestion, PatternPart> shelf, Gathering gathering) {
        this.shelf = shelf;
        this.gathering = gathering;
    }

    @Override
    public PatternPart counts(PatternQuestion question) {
        Gathered<PatternPart> gathered =
                gathering.gather(shelf, question, partition -> true).orNotReady();
        FreshnessLog.note(freshness(gathered));
        return PatternPart.of(gathered.parts().stream().map(Part::answer).toList());
    }

    /** A copy is stale by what it is behind the part that has counted furthest. */
    static Freshness freshness(Gathered<PatternPart> gathered) {
        long furthest = gathered.parts().stream()
                .mapToLong(part -> part.answer().countedUpTo())
                .max()
                .orElse(PatternPart.NOTHING);
        Freshness freshness = Freshness.without(gathered.missing());
        for (Part<PatternPart> part : gathered.parts()) {
            if (part.copy()) {
                long counted = part.answer().countedUpTo();
                freshness = freshness.and(
                        Freshness.behind(counted == PatternPart.NOTHING ? null : (Long) (furthest - counted)));
            }
        }
        return freshness;
    }
}
