package dev.hypercare.receiver.auth;

import dev.hypercare.receiver.content.HttpRefusal;

/** Says who may post to a path. Comparisons take the same time wherever they differ. */
public interface Door {
    /** Nobody is asked. */
    Door OPEN = posted -> {};

    /** Checks what can be checked before the body is read. Error: {@link HttpRefusal} 401 or 403. */
    void check(Posted posted) throws HttpRefusal;

    /**
     * Checks what needs the body.
     *
     * @param body the bytes as sent, before gzip is taken off
     * @param now milliseconds of the epoch
     */
    default void check(Posted posted, byte[] body, long now) throws HttpRefusal {}
}
