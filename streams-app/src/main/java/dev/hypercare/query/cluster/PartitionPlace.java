package dev.hypercare.query.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition of a store is.
 *
 * @param partition from 0
 * @param active who has the task that works on it; null while nobody is known to
 * @param copies who else has its state, more or less up to date
 */
public record PartitionPlace(int partition, @Nullable Peer active, List<Peer> copies) {
    public PartitionPlace {
        copies = List.copyOf(copies);
    }
}
