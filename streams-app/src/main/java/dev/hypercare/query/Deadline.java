package dev.hypercare.query;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Until when the reading for a question may go on.
 *
 * @param atNanos by {@code nanoTime}
 * @param limit how long that was from the beginning
 * @param nanoTime time that passes, nanoseconds
 */
public record Deadline(long atNanos, Duration limit, LongSupplier nanoTime) {
    private static final String NAME = "deadline";
    /** For requests that were let in by nobody. */
    private static final Deadline NONE = new Deadline(0, Duration.ZERO, () -> 0);

    /** One that begins now. */
    public static Deadline within(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos(), limit, System::nanoTime);
    }

    static void set(Context request, Deadline deadline) {
        request.attribute(NAME, deadline);
    }

    /** That of a request. */
    static Deadline of(Context request) {
        Deadline deadline = request.attribute(NAME);
        return deadline == null ? NONE : deadline;
    }

    /** How long there is still, nanoseconds; negative once it is past. */
    public long left() {
        return atNanos - nanoTime.getAsLong();
    }

    /** Error: {@link TooSlow} once it is past. */
    public void check() {
        if (left() < 0) {
            throw new TooSlow(limit);
        }
    }
}
