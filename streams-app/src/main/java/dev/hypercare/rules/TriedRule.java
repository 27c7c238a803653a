package dev.hypercare.rules;

import java.time.Duration;
import java.util.List;

/**
 * What there is to tell of a rule that is tried.
 *
 * @param id of the rule
 * @param version of the rule, as verdicts name it
 * @param view the labels of the series it looks at, comma separated
 * @param severity {@code P1} to {@code P4}
 * @param shadow whether it alerts nobody
 * @param window the window that its evidence is about
 * @param differences how it is judged otherwise than it is live, for people
 */
public record TriedRule(
        String id,
        String version,
        String view,
        String severity,
        boolean shadow,
        Duration window,
        List<String> differences) {
    static TriedRule of(Rule rule, List<String> differences) {
        return new TriedRule(
                rule.id(),
                rule.version(),
                String.join(",", rule.view()),
                rule.severity().name(),
                rule.shadow(),
                rule.sensor().window(),
                differences);
    }
}
