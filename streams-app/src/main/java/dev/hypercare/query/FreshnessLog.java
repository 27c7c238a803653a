package dev.hypercare.query;

import org.jspecify.annotations.Nullable;

/**
 * What was read for the request that a thread answers. Readers note it, and the reply tells it at one place, so that no resource can
 * forget to. A request is answered by one thread from its beginning to its end.
 */
public final class FreshnessLog {
    private static final ThreadLocal<@Nullable Freshness> OF_THIS_REQUEST = new ThreadLocal<>();

    private FreshnessLog() {}

    /** A request begins: nothing was read yet. */
    static void begin() {
        OF_THIS_REQUEST.remove();
    }

    /** Something was read. */
    public static void note(Freshness freshness) {
        Freshness before = OF_THIS_REQUEST.get();
        OF_THIS_REQUEST.set(before == null ? freshness : before.and(freshness));
    }

    /** What was noted since the request began; null where nothing was read that can be stale. */
    static @Nullable Freshness noted() {
        return OF_THIS_REQUEST.get();
    }
}
