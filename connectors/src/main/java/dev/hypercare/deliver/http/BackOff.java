package dev.hypercare.deliver.http;

import java.util.concurrent.ThreadLocalRandom;

/** When to try again: the pause doubles with each failure, up to a bound, and varies so that many do not come at once. Not thread-safe. */
public final class BackOff {
    private final long firstMs;
    private final long longestMs;
    private int failures;
    private long notBefore;

    /** @param firstMs the first pause; @param longestMs the longest, milliseconds */
    public BackOff(long firstMs, long longestMs) {
        this.firstMs = firstMs;
        this.longestMs = longestMs;
    }

    /** Whether a request may be made now, epoch ms. */
    public boolean isOver(long now) {
        return now >= notBefore;
    }

    /** From when on, epoch ms; 0 for always. */
    public long notBefore() {
        return notBefore;
    }

    /** How often in a row it failed. */
    public int failures() {
        return failures;
    }

    /** It went well. */
    public void succeeded() {
        failures = 0;
        notBefore = 0;
    }

    /** It went wrong; {@code askedMs} is the least pause that the other side asked for, 0 for none. */
    public void failed(long now, long askedMs) {
        long pause = Math.min(longestMs, firstMs << Math.min(failures, 20));
        failures++;
        long varied = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
        notBefore = now + Math.max(askedMs, varied);
    }
}
