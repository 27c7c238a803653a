package dev.hypercare.rules;

import dev.hypercare.contract.RuleRegister;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * That a version of a rule is switched to, or that the rule is switched off.
 *
 * @param from first slice that it judges, milliseconds since the epoch; {@link #ALWAYS} for rules that ship or stand in files
 * @param entry null for off
 * @param by who did it; null for rules that nobody applied
 */
record RuleSwitch(
        long from,
        @Nullable RuleEntry entry,
        @Nullable String by,
        @Nullable String note) {
    static final long ALWAYS = Long.MIN_VALUE;

    /** In event time; of two at the same instant always the same one wins. */
    static final Comparator<RuleSwitch> ORDER =
            Comparator.comparingLong(RuleSwitch::from).thenComparing(RuleSwitch::version);

    String version() {
        return entry == null ? RuleRegister.OFF : entry.version();
    }
}
