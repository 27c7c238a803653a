package dev.hypercare.query.cluster;

import java.util.List;

/** Tells where the partitions of stores are, as this process knows it. */
@FunctionalInterface
public interface Placement {
    /** The places of a store, by partition. Error: {@link dev.hypercare.query.NotReadyException} while none is known. */
    List<PartitionPlace> places(String store);
}
