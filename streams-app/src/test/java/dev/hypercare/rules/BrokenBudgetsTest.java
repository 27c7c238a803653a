package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A right budget with one line changed: exactly one problem, with its place and what was expected. */
class BrokenBudgetsTest {
    private static final String RIGHT = """
            rules:
              - id: spend
                kind: budget
                summary: "{api} {spent_ratio} {hours_left}"
                view: [api]
                severity: p2
                of: tokens
                budget: 5_000_000
                per: day
                zone: Europe/Berlin
                thresholds: [50%, 80%, 100%]
                burn: 3
            """;

    @Test
    void aThresholdIsMilderTheLowerItIsAndThePaceAsBadAsTheRule() {
        assertThat(RuleTexts.book(RIGHT).rules())
                .extracting(rule -> rule.id() + " " + rule.severity())
                .containsExactly(
                        "spend-50 " + Severity.P4,
                        "spend-80 " + Severity.P3,
                        "spend-100 " + Severity.P2,
                        "spend-burn " + Severity.P2);
    }

    @Test
    void eachHasAVersionOfItsOwnThatChangesWithTheBudget() {
        List<Rule> rules = RuleTexts.book(RIGHT).rules();
        List<Rule> more =
                RuleTexts.book(RIGHT.replace("5_000_000", "6_000_000")).rules();
        assertThat(rules).extracting(Rule::version).doesNotHaveDuplicates();
        assertThat(more)
                .extracting(Rule::version)
                .doesNotContainAnyElementsOf(rules.stream().map(Rule::version).toList());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            of: tokens        | of: token          | 7: rules[0].of: token (expected: did you mean tokens?)
            budget: 5_000_000 | budget: 0          | 8: rules[0].budget: 0 (expected: how much may be used in a period, above 0, such as 5_000_000)
            budget: 5_000_000 | budget: plenty     | 8: rules[0].budget: plenty (expected: how much may be used in a period, above 0, such as 5_000_000)
            per: day          | per: year          | 9: rules[0].per: year (expected: one of hour, day, week, month)
            zone: Europe/Berlin | zone: Mars/Base  | 10: rules[0].zone: Mars/Base (expected: a time zone such as Europe/Berlin or UTC)
            [50%, 80%, 100%]  | [50%, 0.8, 100%]   | 11: rules[0].thresholds: 0.8 (expected: whole percentages of the budget, from 1% to 1000%)
            [50%, 80%, 100%]  | [50%, 50%]         | 11: rules[0].thresholds: 50% (expected: each threshold once)
            burn: 3           | burn: 0.5          | 12: rules[0].burn: 0.5 (expected: a number from 1.0 to 1000.0)
            burn: 3           | burns: 3           | 12: rules[0].burns: unknown key (expected: did you mean burn?)
            {hours_left}      | {hour_left}        | 4: rules[0].summary: {api} {spent_ratio} {hour_left} (expected: a label of the view or a name of docs/reference/rules.md in braces, not hour_left, did you mean hours_left?)
            """)
    void oneMistakeIsOneProblemWithItsPlace(String right, String wrong, String expected) {
        assertThat(problems(RIGHT.replace(right, wrong))).containsExactly("rules.yaml:" + expected);
    }

    @Test
    void whatDoesNotAddUpHasNoBudget() {
        assertThat(problems(RIGHT.replace("of: tokens", "of: p99")))
                .singleElement()
                .asString()
                .contains("rules[0].of: p99");
    }

    @Test
    void whatIsRequiredIsMissedAtOnce() {
        String bare = RIGHT.replace("    of: tokens\n", "")
                .replace("    budget: 5_000_000\n", "")
                .replace("    per: day\n", "")
                .replace("    burn: 3\n", "")
                .replace("[50%, 80%, 100%]", "[]");
        assertThat(problems(bare))
                .contains(
                        "rules.yaml:2: rules[0].of: missing (expected: what is used, such as tokens or cost)",
                        "rules.yaml:2: rules[0].budget: missing (expected: how much may be used in a period, above 0, such as 5_000_000)",
                        "rules.yaml:2: rules[0].per: missing (expected: hour, day, week or month)",
                        "rules.yaml:8: rules[0].thresholds: none (expected: a list such as [50%, 80%, 100%], or burn: 3)");
    }

    private static List<String> problems(String yaml) {
        Problems problems = new Problems();
        Section root = Section.parse("rules.yaml", yaml, problems);
        RuleFile.read(root, RuleTexts.VIEWS);
        return problems.messages();
    }
}
