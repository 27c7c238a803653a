package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a baseline is of, in one respect or several: one mistake is one problem with its place. */
class BrokenBaselinesTest {
    private static final String RIGHT = """
            rules:
              - id: it
                kind: baseline
                summary: "{api}: {seen} fail with {status}"
                view: [api]
                severity: p2
                of: OF
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failed_ratio
            [failed_ratio]
            [failed_ratio, status_ratio(504), no_response_ratio]
            """)
    void oneRespectOrSeveralOfOneUnitAreRight(String of) {
        assertThat(problems(of)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failing                   | failing (expected: one of
            failed_rate               | failed_rate (expected: did you mean failed_ratio?
            []                        | nothing (expected: in which respect
            [failed_ratio, latency]   | latency (expected: something that is told in the unit of failed_ratio
            [calls, status_ratio(77)] | status_ratio(77) (expected: did you mean
            """)
    void oneMistakeIsOneProblemWithItsPlace(String of, String expected) {
        assertThat(problems(of)).singleElement().asString().startsWith("rules.yaml:7: rules[0].of: " + expected);
    }

    private static List<String> problems(String of) {
        Problems problems = new Problems();
        RuleFile.read(Section.parse("rules.yaml", RIGHT.replace("OF", of), problems), RuleTexts.VIEWS);
        return problems.messages();
    }
}
