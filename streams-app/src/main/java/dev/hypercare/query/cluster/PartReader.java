package dev.hypercare.query.cluster;

/**
 * Reads one partition of the stores of this process, and nothing else.
 *
 * @param <Q> a question
 * @param <A> a part of an answer
 */
@FunctionalInterface
public interface PartReader<Q, A> {
    /**
     * What the partition says. Error: {@link dev.hypercare.query.NotReadyException} where it is not here, or not readable.
     *
     * @param copy whether a copy will do; else only the task that works on it
     */
    A read(int partition, boolean copy, Q question);
}
