package dev.hypercare.query.access;

/** Somebody is not let in. The message is for them: it holds nothing of what they showed. */
public final class AccessRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Why {
        /** Nobody knows who they are. */
        UNKNOWN,
        /** They are known, and may not. */
        NOT_ALLOWED,
        /** It cannot be found out at present. */
        UNAVAILABLE
    }

    private final Why why;

    /** @param message what is wrong, for people */
    public AccessRefused(Why why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    /** Why. */
    public Why why() {
        return why;
    }
}
