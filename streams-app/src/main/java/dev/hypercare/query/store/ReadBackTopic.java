package dev.hypercare.query.store;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KafkaStreams;

/**
 * A topic of which the application kpi reads all on every instance. What is written here counts when this process has read it back. That is
 * rare, so each write has a producer of its own.
 *
 * @param <V> what a record says
 * @param <R> what the application makes of all records
 */
abstract class ReadBackTopic<V extends SpecificRecord, R> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 10;

    private final Topic<V> topic;
    private final String what;
    private final KafkaStreams kpi;
    private final R register;
    private final ClusterAccess cluster;
    private final LongSupplier clock;

    /**
     * Of the application with the stage rules.
     *
     * @param what the records are called, in the plural, for messages
     * @param clock what time ticks tell, milliseconds since the epoch; negative for none yet
     */
    ReadBackTopic(
            Topic<V> topic, String what, KafkaStreams kpi, R register, ClusterAccess cluster, LongSupplier clock) {
        this.topic = topic;
        this.what = what;
        this.kpi = kpi;
        this.register = register;
        this.cluster = cluster;
        this.clock = clock;
    }

    /** The key of a record in the topic. */
    abstract String key(V value);

    /** Whether the application has read a record, or a newer one. */
    abstract boolean isRead(R known, V value);

    /** What the application knows. Error: {@link NotReadyException} before it has read all of the topic. */
    public final R register() {
        KafkaStreams.State state = kpi.state();
        if (state != KafkaStreams.State.RUNNING) { // it may not have read all of them yet
            throw new NotReadyException("the application kpi, which has the " + what + ", is " + state);
        }
        return register;
    }

    /** What time it is for the flow, milliseconds since the epoch. Error: {@link NotReadyException} before there is any. */
    public final long now() {
        long now = clock.getAsLong();
        if (now < 0) {
            throw new NotReadyException("there is no event time yet");
        }
        return now;
    }

    /** Returns when they are read back. Error: {@link NotReadyException} where they cannot be written, or read in time. */
    final void write(List<V> records) {
        try (TopicWriter<V> writer = cluster.writer(topic)) {
            records.forEach(record -> writer.write(key(record), record));
        } catch (InvalidInput | RegistryException e) {
            throw new NotReadyException("the " + what + " could not be written: " + e.getMessage());
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!records.stream().allMatch(record -> isRead(register, record))) {
            if (System.nanoTime() > deadline) {
                throw new NotReadyException("the " + what + " are written, but this process has not read them within "
                        + PATIENCE.toSeconds() + " s; its log may say why");
            }
            await();
        }
    }

    private void await() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadyException("interrupted while the " + what + " were read back");
        }
    }
}
