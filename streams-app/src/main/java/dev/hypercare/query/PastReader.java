package dev.hypercare.query;

import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Decision;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads what topics still hold of what did happen. Times are of ingest, milliseconds since the epoch. Error of every method: {@link
 * NotReadyException} where the topic cannot be read; and what {@code meanwhile} throws, which is called again and again.
 */
public interface PastReader {

    /** The newest decisions that are wanted, the oldest of them first; one more than {@code most} where there are more. */
    List<Decision> decisions(Predicate<Decision> wanted, long from, int most, Runnable meanwhile);

    /** The newest dead letters that are wanted, likewise. */
    List<DeadLetter> deadLetters(Predicate<DeadLetter> wanted, long from, int most, Runnable meanwhile);

    /** One that is never ready, for a process without a cluster. */
    static PastReader absent(String why) {
        return new PastReader() {
            @Override
            public List<Decision> decisions(Predicate<Decision> wanted, long from, int most, Runnable meanwhile) {
                throw new NotReadyException(why);
            }

            @Override
            public List<DeadLetter> deadLetters(Predicate<DeadLetter> wanted, long from, int most, Runnable meanwhile) {
                throw new NotReadyException(why);
            }
        };
    }
}
