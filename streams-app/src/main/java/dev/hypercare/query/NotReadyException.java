package dev.hypercare.query;

/** The stores cannot be read at this moment; the message says why. Asking again later helps. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what is going on, for people */
    public NotReadyException(String message) {
        super(message);
    }
}
