package dev.hypercare.streams;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * How long a stream thread may go on with work that can be left for later: a fifth of the transaction timeout after its last commit, for
 * all its tasks together. Where work takes longer than the timeout, the broker gives the transaction up and fences its producer, the tasks
 * start anew from the last commit and do the same work again, for ever. Where there is no transaction, other members of the group take the
 * tasks of a thread that does not poll.
 */
public final class WorkTime {
    private static final int SHARE = 5;

    /** How long a thread may go without polling, by Kafka's default. */
    private static final Duration POLL_INTERVAL = Duration.ofMinutes(5);

    private static final String TRANSACTION_TIMEOUT =
            StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);

    /** When each thread began to work after its last commit. */
    private static final ThreadLocal<WorkTime.Begun> BEGUN = ThreadLocal.withInitial(Begun::new);

    private static final class Begun {
        private boolean begun;
        private long nanos;
    }

    private final long nanos;

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
        BEGUN.get().begun = false;
    }

    /** Whether the calling thread has time left; true for the first that asks after a commit. */
    public boolean isLeft() {
        return isLeft(System.nanoTime());
    }

    boolean isLeft(long now) {
        Begun work = BEGUN.get();
        if (!work.begun) {
            work.begun = true;
            work.nanos = now;
        }
        return now - work.nanos < nanos;
    }
}
