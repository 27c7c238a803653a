package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A right rule with one line changed or added: exactly one problem, with its place and what was expected. */
class BrokenRulesTest {
    private static final String RIGHT = """
            rules:
              - id: it
                summary: "{api} {failed_ratio}"
                view: [api]
                severity: p2
                window: 30s
                when: failed_ratio > 0.1
            """;

    @TempDir
    Path folder;

    @Test
    void theRuleWithoutAMistakeIsRight() {
        assertThat(problems(RIGHT)).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            id        | id: My Rule            | 2: rules[0].id: My Rule (expected: lower-case words joined by -, at most 60 characters, such as api-5xx-rate)
            id        | id: hypercare-test     | 2: rules[0].id: hypercare-test (expected: another name: this one is taken by alerts send-test)
            again     | summary: again         | 8: rules[0].summary: given twice (expected: once)
            summary   | summary: "{appi} down" | 3: rules[0].summary: {appi} down (expected: a label of the view or a name of docs/reference/rules.md in braces, not appi, did you mean api?)
            summary   | summary: "{api down"   | 3: rules[0].summary: {api down (expected: a } for the { at column 1)
            view      | view: [route]          | 4: rules[0].view: [route] (expected: one of [api], [api, route, method], [api, route, method, version], [api, consumer], [api, model], [gateway], [client])
            severity  | severity: high         | 5: rules[0].severity: high (expected: one of p1, p2, p3, p4)
            window    | window: 30             | 6: rules[0].window: 30 (expected: a duration from 1s to 1d, such as 500ms, 10s, 1m30s or 7d)
            window    | window: 2d             | 6: rules[0].window: 2d (expected: a duration from 1s to 1d, such as 500ms, 10s, 1m30s or 7d)
            window    | window: 1s500ms        | 6: rules[0].window: 1s500ms (expected: whole seconds)
            holds     | holds: 30s             | 8: rules[0].holds: unknown key (expected: did you mean hold?)
            when      | when: fail_ratio > 0.1 | 7: rules[0].when: fail_ratio > 0.1 (expected: at column 1: a name of docs/reference/rules.md, not fail_ratio, did you mean failed_ratio?)
            when      | when: failed_ratio     | 7: rules[0].when: failed_ratio (expected: at column 1: a condition that is true or false, not a number)
            when      | when: failed > "10"    | 7: rules[0].when: failed > "10" (expected: at column 10: a number or true or false, not a text or another kind of value)
            when      | when: p99 > true       | 7: rules[0].when: p99 > true (expected: at column 5: other operands for > than (number, truth value))
            when      | when: failed >         | 7: rules[0].when: failed > (expected: at column 9: CEL: mismatched input '<EOF>')
            when      | when: calls > 3 and p99 > 1 | 7: rules[0].when: calls > 3 and p99 > 1 (expected: at column 11: CEL: mismatched input 'and')
            when      | when: statuses(401) > 1 | 7: rules[0].when: statuses(401) > 1 (expected: at column 9: status(401), status_ratio(401) or earlier(p95, \"1h\"), not statuses(), did you mean status?)
            when      | when: status(4010) > 1 | 7: rules[0].when: status(4010) > 1 (expected: at column 7: one status from 0 to 999, as in status(401))
            when      | when: status > 1       | 7: rules[0].when: status > 1 (expected: at column 1: a status, as in status(401))
            when      | when: calls.sum() > 1  | 7: rules[0].when: calls.sum() > 1 (expected: at column 10: no method calls, not .sum())
            when      | when: calls % 2 == 0   | 7: rules[0].when: calls % 2 == 0 (expected: at column 7: another operator, not %)
            match     | match: {route: /v1}    | 8: rules[0].match.route: /v1 (expected: a label of the view [api])
            match     | match: {api: []}       | 8: rules[0].match.api: '' (expected: one or more values, * and ? as wildcards)
            clear     | clear: failed_ratio <= 0.0.1 | 8: rules[0].clear: failed_ratio <= 0.0.1 (expected: at column 20: CEL: extraneous input '.1')
            hold      | hold: -5m              | 8: rules[0].hold: -5m (expected: a duration from 0s to 7d, such as 500ms, 10s, 1m30s or 7d)
            keep      | keep: soon             | 8: rules[0].keep: soon (expected: a duration from 0s to 7d, such as 500ms, 10s, 1m30s or 7d)
            min-calls | min-calls: -1          | 8: rules[0].min-calls: -1 (expected: a whole number from 0 to 1000000000)
            """)
    void oneMistakeIsOneProblemWithItsPlace(String key, String line, String expected) {
        assertThat(problems(with(key, line))).containsExactly("rules.yaml:" + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "id, '2: rules[0].id: missing (expected: a short name in lower case, such as api-5xx-rate)'",
        "summary, '2: rules[0].summary: missing (expected: one line for people, such as \"{api}: {failed_ratio} fail\")'",
        "view, '2: rules[0].view: missing (expected: one of [api], [api, route, method], [api, route, method, version], [api, consumer], [api, model], [gateway], [client])'",
        "severity, '2: rules[0].severity: missing (expected: one of p1, p2, p3, p4)'",
        "window, '2: rules[0].window: missing (expected: the length of the sliding window, such as 30s or 5m)'",
        "when, '2: rules[0].when: missing (expected: a condition, such as failed_ratio > 0.01)'"
    })
    void whatIsRequiredIsMissed(String key, String expected) {
        String lines = with(key, "").replace("  - \n    summary", "  - summary").replace("\n    \n", "\n");
        assertThat(problems(lines)).contains("rules.yaml:" + expected);
    }

    @Test
    void everyMistakeOfAFileIsReportedAtOnce() {
        String two =
                with("severity", "severity: high").replace("30s", "never").replace("failed_ratio > 0.1", "p98 > 1");
        assertThat(problems(two)).hasSize(3);
    }

    @Test
    void aPositionInAConditionOfSeveralLinesNamesTheLine() {
        String when = "when: |\n      calls > 1 &&\n      p98 > 3";
        assertThat(problems(with("when", when)))
                .singleElement()
                .asString()
                .contains("at line 2, column 1: a name of docs/reference/rules.md, not p98, did you mean p9");
    }

    @Test
    void everyProblemOfEveryFileIsReportedAtOnceAndNamesTheFile() throws IOException {
        Path one = Files.writeString(folder.resolve("one.yaml"), with("window", "window: never"));
        Path two = Files.writeString(folder.resolve("two.yaml"), RIGHT + RIGHT.replace("rules:\n", ""));
        Path gone = folder.resolve("gone.yaml");
        RulesConfig config = new RulesConfig(true, List.of(one, two, gone), List.of("no-such-rule"), RuleTexts.VIEWS);

        assertThatThrownBy(() -> RuleBook.load(config))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(one + ":6: rules[0].window: never")
                .hasMessageContaining(two + ":8: id: it (expected: another id, this one is used at ")
                .hasMessageContaining("no such file: " + gone)
                .hasMessageContaining("rules.disabled: no-such-rule (expected: the id of a rule)");
    }

    @Test
    void aDisabledRuleIsNotUsedAndItsPlaceMayBeTaken() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.yaml"), RIGHT);
        RulesConfig config = new RulesConfig(true, List.of(mine), List.of("api-p99-latency"), RuleTexts.VIEWS);
        assertThat(RuleBook.load(config).rules())
                .extracting(Rule::id)
                .contains("it", "api-5xx-rate")
                .doesNotContain("api-p99-latency");
    }

    @Test
    void configReadsItsKeys() {
        Problems problems = new Problems();
        Section section = Section.parse("c.yaml", "builtin: false\nfiles: [a.yaml]\ndisabled: [x]\n", problems);
        RulesConfig config = RulesConfig.read(section);
        section.close();
        assertThat(problems.messages()).isEmpty();
        assertThat(config.builtin()).isFalse();
        assertThat(config.files()).containsExactly(Path.of("a.yaml"));
        assertThat(config.disabled()).containsExactly("x");
        assertThat(RulesConfig.read(Section.empty(problems))).isEqualTo(RulesConfig.defaults());
    }

    private static List<String> problems(String yaml) {
        Problems problems = new Problems();
        RuleFile.read(Section.parse("rules.yaml", yaml, problems), RuleTexts.VIEWS);
        return problems.messages();
    }

    /** The right file with the line of a key replaced, or added at the end. */
    private static String with(String key, String line) {
        StringBuilder yaml = new StringBuilder();
        boolean found = false;
        for (String each : RIGHT.lines().toList()) {
            boolean hit = each.strip().replaceFirst("^- ", "").startsWith(key + ":");
            found |= hit;
            yaml.append(hit ? each.substring(0, 4) + line : each).append('\n');
        }
        return found ? yaml.toString() : yaml + "    " + line + "\n";
    }
}
