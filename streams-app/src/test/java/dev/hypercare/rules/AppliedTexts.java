package dev.hypercare.rules;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.RuleRegister;
import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.schemas.events.RuleUse;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Records of applied rules for tests. */
final class AppliedTexts {
    private AppliedTexts() {}

    /** A version that is switched to at these instants, milliseconds; the file holds one rule. */
    static AppliedRule on(String yaml, long... from) {
        RuleEntry entry = RuleTexts.entries(yaml).get(0);
        return AppliedRule.newBuilder()
                .setRule(entry.id())
                .setVersion(entry.version())
                .setDefinition(entry.definition())
                .setUses(uses(from))
                .build();
    }

    /** A rule that is switched off at these instants, milliseconds. */
    static AppliedRule off(String id, long... from) {
        return AppliedRule.newBuilder()
                .setRule(id)
                .setVersion(RuleRegister.OFF)
                .setUses(uses(from))
                .build();
    }

    private static List<RuleUse> uses(long... from) {
        return LongStream.of(from)
                .mapToObj(at -> RuleUse.newBuilder()
                        .setFrom(Instant.ofEpochMilli(at))
                        .setBy("ann")
                        .build())
                .toList();
    }

    static AppliedVersion version(AppliedRule record) {
        String key = RuleRegister.key(record.getRule(), record.getVersion());
        return ((Outcome.Ok<AppliedVersion>) AppliedVersion.of(key, record, RuleTexts.VIEWS)).value();
    }

    /** Lets an instance read a record. */
    static void take(LiveRules rules, AppliedRule record) {
        String key = RuleRegister.key(record.getRule(), record.getVersion());
        rules.take(key, new KeptRecord(0, 0, 0, new byte[0]), Outcome.ok(record));
    }
}
