package dev.hypercare.alerts;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Severity;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Verdict;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a verdict can be used. Ours always can; the topic may be written by others. */
final class VerdictCheck {
    private static final Set<String> SEVERITIES =
            Stream.of(Severity.values()).map(Severity::name).collect(Collectors.toUnmodifiableSet());

    private VerdictCheck() {}

    static Outcome<Verdict> check(Verdict verdict) {
        if (verdict.getRule().isBlank()) {
            return Outcome.rejected("missing-field", "rule", "rule: '' (expected: the id of a rule)");
        }
        if (!SEVERITIES.contains(verdict.getSeverity())) {
            return bad("severity", verdict.getSeverity(), "one of P1, P2, P3, P4");
        }
        if (verdict.getAt().isBefore(verdict.getSince())) {
            return bad("since", verdict.getSince().toString(), "not after at, " + verdict.getAt());
        }
        try {
            Map<String, String> labels = new Series(verdict.getSeries()).labels();
            if (!labels.equals(verdict.getLabels())) {
                return bad("labels", verdict.getLabels().toString(), "those of the series " + verdict.getSeries());
            }
        } catch (IllegalArgumentException e) {
            return bad("series", verdict.getSeries(), "labels such as api=payments,route=/v1/pay");
        }
        return Outcome.ok(verdict);
    }

    private static Outcome<Verdict> bad(String field, String value, String expected) {
        return Outcome.rejected("bad-value", field, field + ": " + value + " (expected: " + expected + ")");
    }
}
