package dev.hypercare.query.store;

import dev.hypercare.query.Deadline;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.TooSlow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets few threads at a time read many series, in the order in which they came: whatever is asked of it, and by whomever, this process keeps cores
 * for what comes in, and holds few large answers at once. Between two partitions others have their turn.
 */
final class Turns {
    private final Semaphore turns;

    /** @param atOnce how many */
    Turns(int atOnce) {
        this.turns = new Semaphore(atOnce, true);
    }

    /** Half of the cores. */
    static Turns ofThisMachine() {
        return new Turns(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** What {@code read} gives when its turn has come. Error: {@link TooSlow} where that takes too long. */
    <T> T take(Deadline deadline, Supplier<T> read) {
        try {
            if (!turns.tryAcquire(deadline.left(), TimeUnit.NANOSECONDS)) {
                throw new TooSlow(deadline.limit());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadyException("interrupted");
        }
        try {
            return read.get();
        } finally {
            turns.release();
        }
    }
}
