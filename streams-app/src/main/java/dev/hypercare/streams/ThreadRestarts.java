package dev.hypercare.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Decides whether a thread that died is replaced: after a growing pause, and not for ever. */
final class ThreadRestarts {
    static final int LIMIT = 10;
    static final Duration WITHIN = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Deque<Long> deaths = new ArrayDeque<>();

    /**
     * A thread died.
     *
     * @param nowMillis any clock that only moves forward, milliseconds
     * @return how long to wait before it is replaced; negative: give up
     */
    synchronized Duration died(long nowMillis) {
        while (!deaths.isEmpty() && nowMillis - deaths.peekFirst() > WITHIN.toMillis()) {
            deaths.removeFirst();
        }
        deaths.addLast(nowMillis);
        if (deaths.size() > LIMIT) {
            return Duration.ofMillis(-1);
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (deaths.size() - 1));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
