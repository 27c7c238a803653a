package dev.hypercare.query.cluster;

/**
 * How questions and parts of answers travel between instances.
 *
 * @param <Q> a question
 * @param <A> a part of an answer
 */
public interface PartForm<Q, A> {
    /** A question as bytes. */
    byte[] question(Q question);

    /** The question that bytes hold. Error: a {@link RuntimeException} where they hold none. */
    Q question(byte[] bytes);

    /** A part as bytes. */
    byte[] answer(A answer);

    /** The part that bytes hold. Error: a {@link RuntimeException} where they hold none. */
    A answer(byte[] bytes);
}
