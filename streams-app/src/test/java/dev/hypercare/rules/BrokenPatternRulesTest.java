package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.RuleRegister.RuleText;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenPatternRulesTest {
    private static final String RIGHT = """
            rules:
              - id: it
                summary: "{api} {template} {recent}"
                severity: p2
                pattern: {state: [new, surging], min-calls: 5, criticality: [critical, high]}
            """;

    @TempDir
    Path folder;

    @Test
    void theRuleWithoutAMistakeIsRight() {
        assertThat(problems(RIGHT)).isEmpty();
        assertThat(problems(RIGHT + "    kind: pattern\n")).isEmpty();
    }

    @Test
    void eachMistakeIsToldWithItsPlaceAndWhatWasExpected() {
        assertThat(problems(RIGHT.replace("new, surging", "newer")))
                .containsExactly(
                        "r.yaml:5: rules[0].pattern.state: newer (expected: one or more of new, recurring, surging, rare, quiet, regressed)");
        assertThat(problems(RIGHT.replace("[new, surging]", "quiet")))
                .containsExactly(
                        "r.yaml:5: rules[0].pattern.state: quiet (expected: a state of patterns that are seen)");
        assertThat(problems(RIGHT.replace("state: [new, surging], ", "")))
                .containsExactly(
                        "r.yaml:5: rules[0].pattern.state: missing (expected: one or more of new, recurring, surging, rare, quiet, regressed)");
        assertThat(problems(RIGHT.replace("min-calls: 5", "min-calls: 0")))
                .containsExactly(
                        "r.yaml:5: rules[0].pattern.min-calls: 0 (expected: a whole number from 1 to 1000000000)");
        assertThat(problems(RIGHT.replace("critical, high", "huge")))
                .containsExactly(
                        "r.yaml:5: rules[0].pattern.criticality: huge (expected: one or more of critical, high, normal, low)");
        assertThat(problems(RIGHT.replace("min-calls", "min-cals")))
                .containsExactly(
                        "r.yaml:5: rules[0].pattern.min-cals: unknown key (expected: did you mean min-calls?)");
        assertThat(problems(RIGHT.replace("min-calls: 5", "overflow: true")))
                .containsExactly(
                        "r.yaml:5: rules[0].pattern.state: new, surging (expected: none beside overflow: it is told whatever its state is)");
        assertThat(problems(RIGHT.replace("state: [new, surging]", "overflow: true")))
                .isEmpty();
        assertThat(problems(RIGHT + "    view: [api]\n"))
                .containsExactly("r.yaml:6: rules[0].view: api (expected: none: [api, pattern])");
        assertThat(problems(RIGHT + "    hold: 10s\n"))
                .containsExactly("r.yaml:6: rules[0].hold: 10s (expected: none: a state of a pattern holds at once)");
        assertThat(problems(RIGHT.replace("{recent}", "{calm}")))
                .singleElement()
                .asString()
                .startsWith("r.yaml:3: rules[0].summary: ");
        assertThat(problems(RIGHT.replace("{recent}", "{calls}")))
                .containsExactly(
                        "r.yaml:3: rules[0].summary: {api} {template} {calls} (expected: figures of patterns, not calls)");
        assertThat(problems(RIGHT.replaceFirst("    pattern: .*\n", "    kind: pattern\n")))
                .containsExactly(
                        "r.yaml:2: rules[0].pattern: missing (expected: which patterns, such as {state: new, min-calls: 5})");
    }

    @Test
    void oneIsNotAppliedWhileInstancesRun() {
        assertThatThrownBy(() -> RuleTextReader.read(
                        List.of(new RuleText("r.yaml", RIGHT)),
                        RuleTexts.VIEWS,
                        new RuleSet(List.of(), new RuleBook(List.of()), Long.MIN_VALUE, Long.MAX_VALUE)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("rules on patterns are read when an instance starts");
    }

    @Test
    void casesOfTrafficCannotTryIt() throws IOException {
        Path file = folder.resolve("case.yaml");
        Files.writeString(file, """
                given: {shipped: [pattern-new]}
                when: []
                then: []
                """);
        assertThatThrownBy(() -> RuleCases.run(file, RuleTexts.VIEWS))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("one on patterns is tried by no case");
    }

    private static List<String> problems(String yaml) {
        Problems problems = new Problems();
        Section root = Section.parse("r.yaml", yaml, problems);
        RuleFile.read(root, RuleTexts.VIEWS);
        return problems.messages();
    }
}
