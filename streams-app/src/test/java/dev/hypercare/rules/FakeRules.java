package dev.hypercare.rules;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.RuleRegister;
import dev.hypercare.query.RuleBoard;
import dev.hypercare.schemas.events.AppliedRule;
import java.util.ArrayList;
import java.util.List;

/** The shipped rules, and those that are applied, without a topic: what is put is known at once. */
public final class FakeRules implements RuleBoard {
    private final LiveRules rules = LiveRules.load(RulesConfig.defaults());
    private final List<AppliedRule> written = new ArrayList<>();
    private long now;

    /** @param now what time it is, milliseconds since the epoch */
    public FakeRules(long now) {
        this.now = now;
    }

    @Override
    public RuleRegister register() {
        return new LiveRegister(rules);
    }

    @Override
    public void put(List<AppliedRule> records) {
        for (AppliedRule record : records) {
            String key = RuleRegister.key(record.getRule(), record.getVersion());
            rules.take(key, new KeptRecord(0, written.size(), now, new byte[0]), Outcome.ok(record));
            written.add(record);
        }
    }

    /** Everything that was put. */
    public List<AppliedRule> written() {
        return written;
    }

    /** Lets time pass. */
    public void pass(long millis) {
        now += millis;
    }

    @Override
    public long now() {
        return now;
    }
}
