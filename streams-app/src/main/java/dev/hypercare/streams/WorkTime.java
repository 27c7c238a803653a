package dev.hypercare.streams;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * How long a task may go on with work that can be left for later: those of one stream thread share a fifth of the transaction timeout after
 * its last commit, in equal parts for each that had work left over at the commit before, so that no partition waits until another has
 * caught up. Where work takes longer than the timeout, the broker gives the transaction up and fences its producer, the tasks
 * start anew from the last commit and do the same work again, for ever. Where there is no transaction, other members of the group take the
 * tasks of a thread that does not poll.
 */
public final class WorkTime {
    private static final int SHARE = 5;

    /** How long a thread may go without polling, by Kafka's default. */
    private static final Duration POLL_INTERVAL = Duration.ofMinutes(5);

    private static final String TRANSACTION_TIMEOUT =
            StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);

    private static final ThreadLocal<Turn> TURN = ThreadLocal.withInitial(Turn::new);

    /** What a thread does between two commits. */
    private static final class Turn {
        private boolean begun;
        private long nanos;
        private long sharers = 1;
        private final Set<WorkTime> unfinished = new HashSet<>();

        private void begin(long now) {
            begun = true;
            nanos = now;
            sharers = Math.max(1, unfinished.size());
            unfinished.clear();
        }
    }

    private final long nanos;

    private boolean asked;
    /** When the turn of the thread began in which it asked last. */
    private long turn;
    /** When it first asked in that. */
    private long begun;

    WorkTime(Duration timeout) {
        nanos = timeout.dividedBy(SHARE).toNanos();
    }

    /** By the settings of the application of a processor. */
    public static WorkTime of(ProcessorContext<?, ?> context) {
        Map<String, Object> settings = context.appConfigs();
        return new WorkTime(
                settings.get(TRANSACTION_TIMEOUT) instanceof Number millis
                        ? Duration.ofMillis(millis.longValue())
                        : POLL_INTERVAL);
    }

    /** Call it before each commit: the time of the calling thread begins anew with what it does next. */
    public static void begin() {
        TURN.get().begun = false;
    }

    /** Whether the task has time left; true for the first that asks after a commit. */
    public boolean isLeft() {
        return isLeft(System.nanoTime());
    }

    boolean isLeft(long now) {
        Turn thread = TURN.get();
        if (!thread.begun) {
            thread.begin(now);
        }
        if (!asked || turn != thread.nanos) {
            asked = true;
            turn = thread.nanos;
            begun = now;
        }
        boolean left = now - thread.nanos < nanos && now - begun < nanos / thread.sharers;
        if (!left) {
            thread.unfinished.add(this);
        }
        return left;
    }
}
