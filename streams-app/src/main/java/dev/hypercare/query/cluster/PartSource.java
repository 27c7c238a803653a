package dev.hypercare.query.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Whom to ask for a partition, and for what.
 *
 * @param peer who
 * @param copy whether a copy will do; else only the task that works on it
 */
record PartSource(Peer peer, boolean copy) {

    /**
     * Whom to ask for each partition, one after the other until one can say: the task that works on it, then the copies, that of this
     * instance first because it is at hand, and last what the task has while it is being restored.
     *
     * @param wanted the partitions that matter
     */
    static Map<Integer, List<PartSource>> plan(List<PartitionPlace> places, Peer self, IntPredicate wanted) {
        Map<Integer, List<PartSource>> plan = new LinkedHashMap<>();
        for (PartitionPlace place : places) {
            if (!wanted.test(place.partition())) {
                continue;
            }
            Set<PartSource> sources = new LinkedHashSet<>();
            Peer active = place.active();
            if (active != null) {
                sources.add(new PartSource(active, false));
            }
            if (place.copies().contains(self)) {
                sources.add(new PartSource(self, true));
            }
            place.copies().forEach(peer -> sources.add(new PartSource(peer, true)));
            if (active != null) {
                sources.add(new PartSource(active, true));
            }
            plan.put(place.partition(), new ArrayList<>(sources));
        }
        return plan;
    }
}
