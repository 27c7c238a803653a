package dev.hypercare.query.store;

import dev.hypercare.contract.ChangeRegister;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.ChangeBoard;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;

/** The changes that a running application knows of; new ones go to the topic. They are rare, so each write has a producer of its own. */
final class ChangeTopic implements ChangeBoard {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 10;

    private final KafkaStreams kpi;
    private final ChangeRegister register;
    private final ClusterAccess cluster;
    private final LongSupplier clock;

    /**
     * Of the application with the stage rules.
     *
     * @param clock what time ticks tell, milliseconds since the epoch; negative for none yet
     */
    ChangeTopic(KafkaStreams kpi, ChangeRegister register, ClusterAccess cluster, LongSupplier clock) {
        this.kpi = kpi;
        this.register = register;
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public ChangeRegister register() {
        KafkaStreams.State state = kpi.state();
        if (state != KafkaStreams.State.RUNNING) { // it may not have read all of them yet
            throw new NotReadyException("the application kpi, which knows of changes, is " + state);
        }
        return register;
    }

    @Override
    public void put(Change change) {
        try (TopicWriter<Change> writer = cluster.writer(Topics.CHANGES)) {
            writer.write(change.getId(), change);
        } catch (InvalidInput | RegistryException e) {
            throw new NotReadyException("the change could not be written: " + e.getMessage());
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!register.has(change)) {
            if (System.nanoTime() > deadline) {
                throw new NotReadyException("the change is written, but this process has not read it within "
                        + PATIENCE.toSeconds() + " s; its log may say why");
            }
            await();
        }
    }

    private static void await() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadyException("interrupted while the change was read back");
        }
    }

    @Override
    public long now() {
        long now = clock.getAsLong();
        if (now < 0) {
            throw new NotReadyException("there is no event time yet");
        }
        return now;
    }
}
