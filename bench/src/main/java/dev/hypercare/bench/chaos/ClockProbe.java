package dev.hypercare.bench.chaos;

import java.util.concurrent.locks.LockSupport;

/** Finds out, in a process whose clock was put back by an hour, whether only the wall clock was. */
public final class ClockProbe {
    private static final long BEHIND_MILLIS = 3_000_000;
    private static final int WAITS = 10;
    private static final long WAIT_NANOS = 20_000_000;

    private ClockProbe() {}

    /**
     * Ends with 0 when the wall clock is behind and threads wait as long as they are told to.
     *
     * @param args the right time, milliseconds since the epoch
     */
    public static void main(String[] args) {
        long behind = Long.parseLong(args[0]) - System.currentTimeMillis();
        long begin = System.nanoTime();
        for (int i = 0; i < WAITS; i++) {
            LockSupport.parkNanos(WAIT_NANOS);
        }
        boolean waited = System.nanoTime() - begin > WAITS * WAIT_NANOS * 8 / 10;
        Runtime.getRuntime().halt(behind > BEHIND_MILLIS && waited ? 0 : 1);
    }
}
