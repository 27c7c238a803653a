package dev.hypercare.streams;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Asks for a commit before its interval has passed, where the next stage waits for what was just done. Live traffic only: who catches up
 * is served better by the interval. When a commit comes changes nothing in what is written.
 */
public final class PromptCommit {
    /** Event time younger than this is live. */
    static final long LIVE_MILLIS = 60_000;

    private PromptCommit() {}

    /** Asks, if an instant of event time, milliseconds since the epoch, is live. */
    public static void after(long eventMillis, ProcessorContext<?, ?> context) {
        if (isLive(eventMillis, context.currentSystemTimeMs())) {
            context.commit();
        }
    }

    static boolean isLive(long eventMillis, long now) {
        return eventMillis > now - LIVE_MILLIS;
    }
}
