package dev.hypercare.contract;

import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The test alert: verdicts of a rule that no file may define, by which a person tries the way from verdict to pager. */
public final class TestAlert {
    /** Id of the rule; alerts of it are marked as tests. */
    public static final String RULE = "hypercare-test";

    private static final Series SERIES = Series.of(List.of("api"), List.of(RULE));

    private TestAlert() {}

    /** The verdict that makes the test alert fire at an instant. */
    public static Verdict fires(Instant at) {
        return verdict(at, VerdictState.BREACHED, "somebody asked for a test alert");
    }

    /** The verdict that resolves it; {@code at} is not before the one that fired. */
    public static Verdict resolves(Instant at) {
        return verdict(at, VerdictState.OK, "the test alert ends");
    }

    private static Verdict verdict(Instant at, VerdictState state, String reason) {
        return Verdict.newBuilder()
                .setRule(RULE)
                .setRuleVersion("test")
                .setSeries(SERIES.text())
                .setLabels(Map.copyOf(SERIES.labels()))
                .setState(state)
                .setAt(at)
                .setSince(at)
                .setSeverity(Severity.P4.name())
                .setSummary("a test alert, nothing is wrong")
                .setReason(reason)
                .setCondition("alerts send-test")
                .setWindowSeconds(1)
                .setEvidence(Map.of())
                .build();
    }
}
