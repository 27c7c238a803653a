package dev.hypercare.query.cluster;

import dev.hypercare.query.Freshness.Missing;
import dev.hypercare.query.NotReadyException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What all instances said together.
 *
 * @param parts by partition
 * @param missing the partitions that nobody could read in time, and why
 * @param <A> a part of the answer
 */
record Gathered<A>(List<Part<A>> parts, List<Missing> missing) {
    /**
     * One partition.
     *
     * @param copy whether it was read from a copy
     * @param <A> a part of the answer
     */
    record Part<A>(int partition, boolean copy, A answer) {}

    Gathered {
        parts = List.copyOf(parts);
        missing = List.copyOf(missing);
    }

    /** This, if anything was read. Error: {@link NotReadyException} if not. */
    Gathered<A> orNotReady() {
        if (parts.isEmpty()) {
            throw new NotReadyException(missing.stream().map(Missing::toString).collect(Collectors.joining("; ")));
        }
        return this;
    }
}
