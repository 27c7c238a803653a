package dev.hypercare.rules;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a rule made of a series at the end of a slice, and of what: the answer to why, and why not. Times are milliseconds since the
 * epoch, {@link #NEVER} for none.
 *
 * @param rule id of the rule
 * @param version of the rule, as verdicts name it
 * @param severity {@code P1} to {@code P4}
 * @param shadow whether it alerts nobody
 * @param series the series, in canonical form
 * @param state {@code OK}, {@code PENDING}, {@code BREACHED} or {@code UNKNOWN}
 * @param why why it is in this state, for people
 * @param since when the condition began to hold, while pending or breached
 * @param lookedAt end of the last slice at which the rule looked; where nothing has changed it does not look again
 * @param window the window that the evidence is about
 * @param hold how long it has to see a breach
 * @param keep how long it has to see the end
 * @param condition what decides on a breach
 * @param clearCondition what decides on the end
 * @param evidence the figures behind it, by name
 * @param notMeasured names of figures that the rule needs and that were not measured
 */
public record RuleReading(
        String rule,
        String version,
        String severity,
        boolean shadow,
        String series,
        String state,
        String why,
        long since,
        long lookedAt,
        Duration window,
        Duration hold,
        Duration keep,
        String condition,
        String clearCondition,
        Map<String, Double> evidence,
        List<String> notMeasured) {
    /** No time. */
    public static final long NEVER = JudgeState.NEVER;

    /** Whether all is well, as far as the rule can tell. */
    public boolean isOk() {
        return state.equals("OK");
    }
}
