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
        return Verdict.newBuilder()
                .setRule(rule)
                .setRuleVersion("0123456789ab")
                .setSeries("api=pay")
                .setLabels(Map.of("api", "pay"))
                .setState(state)
                .setAt(START.plusSeconds(at))
                .setSince(START.plusSeconds(since))
                .setSeverity("P2")
                .setSummary("pay: 40.0 % of 20 calls fail")
                .setRunbook("docs/runbooks/burst.md")
                .setReason("the condition holds")
                .setCondition("failed_ratio > 0.1")
                .setWindowSeconds(10)
                .setEvidence(Map.of("calls", 20.0, "failed_ratio", 0.4))
                .build();
    }
}
