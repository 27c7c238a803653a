package dev.hypercare.alerts;

import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.time.Instant;
import java.util.Map;

/** Verdicts for tests: of the rule burst on api=pay, unless said otherwise. */
final class VerdictTexts {
    static final Instant START = Instant.ofEpochSecond(1_700_000_000);

    private VerdictTexts() {}

    /** Seconds count from {@link #START}. */
    static Verdict verdict(String rule, VerdictState state, long at, long since) {
        return verdict("pay", rule, state, at, since);
    }

    /** The same of another API. */
    static Verdict verdict(String api, String rule, VerdictState state, long at, long since) {
        return Verdict.newBuilder()
                .setRule(rule)
                .setRuleVersion("0123456789ab")
                .setSeries("api=" + api)
                .setLabels(Map.of("api", api))
                .setState(state)
                .setAt(START.plusSeconds(at))
                .setSince(START.plusSeconds(since))
                .setSeverity("P2")
                .setSummary(api + ": 40.0 % of 20 calls fail")
                .setRunbook("docs/runbooks/burst.md")
                .setReason("the condition holds")
                .setCondition("failed_ratio > 0.1")
                .setWindowSeconds(10)
                .setEvidence(Map.of("calls", 20.0, "failed_ratio", 0.4))
                .build();
    }
}
