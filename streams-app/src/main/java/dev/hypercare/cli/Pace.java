package dev.hypercare.cli;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Keeps to a rate: the n-th piece of work is not begun before its time. */
final class Pace {
    private final double perSecond;
    private final LongSupplier nanos;
    private final long begin;

    /**
     * @param perSecond 0 for as fast as it goes
     * @param nanos a clock such as {@link System#nanoTime}
     */
    Pace(double perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /** How long the n-th (from 0) has to wait, nanoseconds; 0 or less where its time has come. */
    long waitFor(long n) {
        return perSecond <= 0 ? 0 : begin + (long) (n * 1e9 / perSecond) - nanos.getAsLong();
    }

    /** Waits until the time of the n-th has come, or the thread is interrupted. */
    void await(long n) {
        for (long left = waitFor(n); left > 0 && !Thread.currentThread().isInterrupted(); left = waitFor(n)) {
            LockSupport.parkNanos(left);
        }
    }
}
