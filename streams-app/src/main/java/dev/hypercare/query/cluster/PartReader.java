package dev.hypercare.query.cluster;

import dev.hypercare.query.Deadline;

/**
 * Reads one partition of the stores of this process, and nothing else.
 *
 * @param <Q> a question
 * @param <A> a part of an answer
 */
@FunctionalInterface
public interface PartReader<Q, A> {
    /**
     * What the partition says. Error: {@link dev.hypercare.query.NotReadyException} where it is not here, or not readable, {@link
     * dev.hypercare.query.TooSlow} where it takes longer than it may.
     *
     * @param copy whether a copy will do; else only the task that works on it
     */
    A read(int partition, boolean copy, Q question, Deadline deadline);
}
