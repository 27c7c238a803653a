package dev.hypercare.query;

import java.time.Instant;
import java.util.List;

/** Reads of when baselines are that somebody froze under a name. */
@FunctionalInterface
public interface BaselineReader {
    /**
     * The period that one series of a baseline was frozen of.
     *
     * @param series canonical form
     * @param from first instant
     * @param to first instant after
     * @param madeAt when it was frozen
     */
    record Period(String series, Instant from, Instant to, Instant madeAt) {}

    /**
     * Those of all series of a name; none where there is no such baseline. Error: {@link NotReadyException} where they cannot be read, and what {@code
     * meanwhile} throws, which is called again and again.
     */
    List<Period> periods(String name, Runnable meanwhile);

    /** One that is never ready, for a process without a cluster. */
    static BaselineReader absent(String why) {
        return (name, meanwhile) -> {
            throw new NotReadyException(why);
        };
    }
}
