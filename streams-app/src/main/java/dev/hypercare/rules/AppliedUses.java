package dev.hypercare.rules;

import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.schemas.events.RuleUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a version of a rule was switched to, as its record tells it. */
final class AppliedUses {
    /** So many are told at most: enough for everything that is still there to be replayed. */
    private static final int MOST = 200;

    private AppliedUses() {}

    /**
     * The record of a version with one more switch.
     *
     * @param known the present record of that version; null for none
     */
    static AppliedRule with(@Nullable AppliedRule known, String id, RuleSwitch one) {
        List<RuleUse> uses = new ArrayList<>(known == null ? List.of() : known.getUses());
        uses.add(RuleUse.newBuilder()
                .setFrom(Instant.ofEpochMilli(one.from()))
                .setBy(String.valueOf(one.by()))
                .setNote(one.note())
                .build());
        uses.sort(Comparator.comparing(RuleUse::getFrom));
        return AppliedRule.newBuilder()
                .setRule(id)
                .setVersion(one.version())
                .setDefinition(one.entry() == null ? null : one.entry().definition())
                .setUses(uses.subList(Math.max(0, uses.size() - MOST), uses.size()))
                .build();
    }

    /** The last switch in event time. */
    static Instant last(AppliedRule record) {
        return record.getUses().stream()
                .map(RuleUse::getFrom)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
