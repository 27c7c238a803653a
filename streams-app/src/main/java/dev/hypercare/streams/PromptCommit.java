package dev.hypercare.streams;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Asks for a commit before its interval has passed, where the next stage waits for what was just done. Live traffic only: who catches up
 * is served better by the interval. Two at once, then one each {@value #EVERY_MILLIS} ms and thread: Kafka Streams takes a single record
 * of a task between two commits when it commits all the time, so that a burst would wait for its own commits. When a commit comes
 * changes nothing in what is written.
 */
public final class PromptCommit {
    /** Event time younger than this is live. */
    static final long LIVE_MILLIS = 60_000;

    static final long EVERY_MILLIS = 50;

    /** A verdict is handed on and decided in two steps of one thread. */
    private static final int AT_ONCE = 2;

    private static final ThreadLocal<Allowance> ALLOWANCES = ThreadLocal.withInitial(Allowance::new);

    private PromptCommit() {}

    /** Asks, if an instant of event time, milliseconds since the epoch, is live. */
    public static void after(long eventMillis, ProcessorContext<?, ?> context) {
        long now = context.currentSystemTimeMs();
        if (isLive(eventMillis, now) && ALLOWANCES.get().take(now)) {
            context.commit();
        }
    }

    static boolean isLive(long eventMillis, long now) {
        return eventMillis > now - LIVE_MILLIS;
    }

    /** How many commits may be asked for. */
    static final class Allowance {
        /** When all that was taken is given back, milliseconds. */
        private long whole = Long.MIN_VALUE;

        /** Whether there is one left; takes it. */
        boolean take(long now) {
            boolean backwards = whole != Long.MIN_VALUE && whole - now > AT_ONCE * EVERY_MILLIS;
            long from = backwards || whole < now ? now : whole;
            if (from - now > (AT_ONCE - 1) * EVERY_MILLIS) {
                return false;
            }
            whole = from + EVERY_MILLIS;
            return true;
        }
    }
}
