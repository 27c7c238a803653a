package dev.hypercare.query.store;

import dev.hypercare.contract.RuleRegister;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.RuleBoard;
import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;

/** The rules of a running application; changes go to the topic. They are rare, so each write has a producer of its own. */
final class RuleTopic implements RuleBoard {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 10;

    private final KafkaStreams kpi;
    private final RuleRegister register;
    private final ClusterAccess cluster;
    private final LongSupplier clock;

    /**
     * Of the application with the stage rules.
     *
     * @param clock what time ticks tell, milliseconds since the epoch; negative for none yet
     */
    RuleTopic(KafkaStreams kpi, RuleRegister register, ClusterAccess cluster, LongSupplier clock) {
        this.kpi = kpi;
        this.register = register;
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public RuleRegister register() {
        KafkaStreams.State state = kpi.state();
        if (state != KafkaStreams.State.RUNNING) { // it may not have read all of them yet
            throw new NotReadyException("the application kpi, which has the rules, is " + state);
        }
        return register;
    }

    @Override
    public void put(List<AppliedRule> records) {
        try (TopicWriter<AppliedRule> writer = cluster.writer(Topics.RULES)) {
            records.forEach(record -> writer.write(RuleRegister.key(record.getRule(), record.getVersion()), record));
        } catch (InvalidInput | RegistryException e) {
            throw new NotReadyException("the rules could not be written: " + e.getMessage());
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!records.stream().allMatch(register::has)) {
            if (System.nanoTime() > deadline) {
                throw new NotReadyException("the rules are written, but this process has not read them within "
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
            throw new NotReadyException("interrupted while the rules were read back");
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
