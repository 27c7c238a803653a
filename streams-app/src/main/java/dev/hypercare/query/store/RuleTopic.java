package dev.hypercare.query.store;

import dev.hypercare.contract.RuleRegister;
import dev.hypercare.contract.Topics;
import dev.hypercare.query.RuleBoard;
import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.streams.ClusterAccess;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;

/** The rules of a running application; changes go to the topic. */
final class RuleTopic extends ReadBackTopic<AppliedRule, RuleRegister> implements RuleBoard {
    /**
     * Of the application with the stage rules.
     *
     * @param clock what time ticks tell, milliseconds since the epoch; negative for none yet
     */
    RuleTopic(KafkaStreams kpi, RuleRegister register, ClusterAccess cluster, LongSupplier clock) {
        super(Topics.RULES, "rules", kpi, register, cluster, clock);
    }

    @Override
    public void put(List<AppliedRule> records) {
        write(records);
    }

    @Override
    String key(AppliedRule record) {
        return RuleRegister.key(record.getRule(), record.getVersion());
    }

    @Override
    boolean isRead(RuleRegister known, AppliedRule record) {
        return known.has(record);
    }
}
