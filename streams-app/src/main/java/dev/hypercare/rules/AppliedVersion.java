package dev.hypercare.rules;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.RuleRegister;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.AppliedRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record of {@code rules} says: a version of a rule, or its being off, and when it was switched to.
 *
 * @param entry null for off
 */
record AppliedVersion(AppliedRule record, @Nullable RuleEntry entry) {
    /**
     * Checks a record. Ours can be used always; the topic may be written by others, by newer versions, and for other views. The version it
     * names is not compared with that of the definition: another release may count other things as a change.
     *
     * @param key of the record
     * @param views the views that KPIs are kept for
     */
    static Outcome<AppliedVersion> of(String key, AppliedRule record, List<List<String>> views) {
        String expected = RuleRegister.key(record.getRule(), record.getVersion());
        if (!key.equals(expected)) {
            return bad("rule", key, "the key " + expected);
        }
        if (record.getUses().isEmpty()) {
            return bad("uses", "none", "one at least");
        }
        String definition = record.getDefinition();
        if (record.getVersion().equals(RuleRegister.OFF)) {
            return definition == null
                    ? Outcome.ok(new AppliedVersion(record, null))
                    : bad("definition", "a text", "none, because the version is " + RuleRegister.OFF);
        }
        if (definition == null) {
            return bad("definition", "null", "a rule in YAML");
        }
        Problems problems = new Problems();
        List<RuleEntry> entries;
        try {
            entries = RuleFile.read(Section.parse(key, definition, problems), views);
        } catch (InvalidInput e) {
            return Outcome.rejected("bad-definition", "definition", String.valueOf(e.getMessage()));
        }
        if (!problems.isEmpty()) {
            return Outcome.rejected("bad-definition", "definition", String.join("; ", problems.messages()));
        }
        if (entries.size() != 1 || !entries.get(0).id().equals(record.getRule())) {
            List<String> ids = entries.stream().map(RuleEntry::id).toList();
            return bad("definition", "rules " + ids, "the rule " + record.getRule() + " and no other");
        }
        if (PatternSensor.isOf(entries.get(0).rules().get(0))) {
            return bad("definition", record.getRule(), PatternRules.AT_START);
        }
        return Outcome.ok(new AppliedVersion(record, entries.get(0)));
    }

    private static Outcome<AppliedVersion> bad(String field, String value, String expected) {
        return Outcome.rejected("bad-value", field, field + ": " + value + " (expected: " + expected + ")");
    }

    /** When it was switched to: at whole slices. */
    List<RuleSwitch> switches() {
        return record.getUses().stream()
                .map(use -> new RuleSwitch(sliceFrom(use.getFrom().toEpochMilli()), entry, use.getBy(), use.getNote()))
                .toList();
    }

    /** First instant of the first slice that begins at an instant or later, milliseconds. */
    static long sliceFrom(long instant) {
        return Resolution.startOfSlice(instant + Resolution.SLICE_MILLIS - 1);
    }
}
