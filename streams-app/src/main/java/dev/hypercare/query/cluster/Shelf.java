package dev.hypercare.query.cluster;

import dev.hypercare.query.Deadline;

/**
 * Something that can be read partition by partition, here and in other instances.
 *
 * @param store the store whose partitions they are; names the shelf between instances
 * @param form how it travels
 * @param local reads what is here
 * @param <Q> a question
 * @param <A> a part of an answer
 */
public record Shelf<Q, A>(String store, PartForm<Q, A> form, PartReader<Q, A> local) {

    /** Reads a partition for another instance. Error: as {@link PartReader#read}, or another one for bytes that are no question. */
    byte[] read(int partition, boolean copy, byte[] question, Deadline deadline) {
        return form.answer(local.read(partition, copy, form.question(question), deadline));
    }
}
