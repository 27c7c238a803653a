package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A right objective with one line changed: exactly one problem, with its place and what was expected. */
class BrokenObjectivesTest {
    private static final String RIGHT = """
            rules:
              - id: slo
                kind: objective
                summary: "{api} {budget_spent} {hours_left}"
                view: [api]
                severity: p1
                objective: latency
                under: 300ms
                target: 99.9%
                since: 2026-11-22
                spent: 50%
            """;

    @Test
    void whatBurnsSlowlyIsTwoLevelsMilderAndWhatIsSpentOne() {
        assertThat(RuleTexts.book(RIGHT).rules())
                .extracting(rule -> rule.id() + " " + rule.severity())
                .containsExactly("slo-fast " + Severity.P1, "slo-slow " + Severity.P3, "slo-spent " + Severity.P2);
        assertThat(RuleTexts.book(RIGHT.replace("    spent: 50%\n", "")).rules())
                .hasSize(2);
    }

    @Test
    void anotherThresholdIsAnotherVersionOfAll() {
        List<String> versions =
                RuleTexts.book(RIGHT).rules().stream().map(Rule::version).toList();
        assertThat(RuleTexts.book(RIGHT.replace("50%", "80%")).rules())
                .extracting(Rule::version)
                .doesNotContainAnyElementsOf(versions);
        assertThat(RuleTexts.book(RIGHT.replace("2026-11-22", "2026-11-23")).rules())
                .extracting(Rule::version)
                .doesNotContainAnyElementsOf(versions);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            objective: latency | objective: speed   | 7: rules[0].objective: speed (expected: one of availability, latency)
            target: 99.9%      | target: 100%       | 9: rules[0].target: 100% (expected: the share of calls that have to be good, such as 99.9%)
            target: 99.9%      | target: 40%        | 9: rules[0].target: 40% (expected: the share of calls that have to be good, such as 99.9%)
            since: 2026-11-22  | since: yesterday   | 10: rules[0].since: yesterday (expected: a day such as 2026-11-22, or a time with its offset such as 2026-11-22T06:00:00+01:00)
            since: 2026-11-22  | since: 2026-11-22T06:00 | 10: rules[0].since: 2026-11-22T06:00 (expected: a day such as 2026-11-22, or a time with its offset such as 2026-11-22T06:00:00+01:00)
            spent: 50%         | spent: all         | 11: rules[0].spent: all (expected: a share of the error budget since the go-live, from 1% to 1000%)
            spent: 50%         | spent: 0           | 11: rules[0].spent: 0 (expected: a share of the error budget since the go-live, from 1% to 1000%)
            """)
    void oneMistakeIsOneProblemWithItsPlace(String right, String wrong, String expected) {
        Problems problems = new Problems();
        Section root = Section.parse("rules.yaml", RIGHT.replace(right, wrong), problems);
        RuleFile.read(root, RuleTexts.VIEWS);
        assertThat(problems.messages()).contains("rules.yaml:" + expected);
    }
}
