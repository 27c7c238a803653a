package dev.hypercare.query.store;

import dev.hypercare.contract.ChangeRegister;
import dev.hypercare.contract.Topics;
import dev.hypercare.query.ChangeBoard;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.streams.ClusterAccess;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;

/** The changes that a running application knows of; new ones go to the topic. */
final class ChangeTopic extends ReadBackTopic<Change, ChangeRegister> implements ChangeBoard {
    /**
     * Of the application with the stage rules.
     *
     * @param clock what time ticks tell, milliseconds since the epoch; negative for none yet
     */
    ChangeTopic(KafkaStreams kpi, ChangeRegister register, ClusterAccess cluster, LongSupplier clock) {
        super(Topics.CHANGES, "changes", kpi, register, cluster, clock);
    }

    @Override
    public void put(Change change) {
        write(List.of(change));
    }

    @Override
    String key(Change change) {
        return change.getId();
    }

    @Override
    boolean isRead(ChangeRegister known, Change change) {
        return known.has(change);
    }
}
