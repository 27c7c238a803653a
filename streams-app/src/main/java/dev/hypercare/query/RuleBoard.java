package dev.hypercare.query;

import dev.hypercare.contract.RuleRegister;
import dev.hypercare.schemas.events.AppliedRule;
import java.util.List;

/** The rules of this process, and the topic that changes those of all processes. */
public interface RuleBoard {
    /** The rules. Error: {@link NotReadyException} before all of the topic has been read. */
    RuleRegister register();

    /**
     * Writes records; returns when this process has read them back. Error: {@link NotReadyException} where the topic cannot be written, or
     * read in time.
     */
    void put(List<AppliedRule> records);

    /** What time it is for the flow, milliseconds since the epoch. Error: {@link NotReadyException} before there is any. */
    long now();

    /** One that is never ready, for a process whose applications have no rules. */
    static RuleBoard absent(String why) {
        return new RuleBoard() {
            @Override
            public RuleRegister register() {
                throw new NotReadyException(why);
            }

            @Override
            public void put(List<AppliedRule> records) {
                throw new NotReadyException(why);
            }

            @Override
            public long now() {
                throw new NotReadyException(why);
            }
        };
    }
}
