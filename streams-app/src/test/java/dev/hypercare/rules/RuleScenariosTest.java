package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of scenarios/3-rules: given rules (shipped ones by id, or written out), when this traffic, then exactly these changes of
 * verdicts at these seconds. Each is run again with restarts in between, in short ones at every slice.
 */
class RuleScenariosTest {
    private static final String FOLDER = "streams-app/src/test/resources/scenarios/3-rules";

    static Stream<String> scenarios() {
        return Sources.files(FOLDER, ".yaml").stream()
                .map(file -> file.getFileName().toString());
    }

    @Test
    void thereAreAtLeastTwentyScenarios() {
        assertThat(scenarios()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void verdictsChangeExactlyWhenTheScenarioSays(String name) {
        for (RuleCase scenario : read(name)) {
            assertThat(scenario.run()).containsExactlyElementsOf(scenario.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aRestartChangesNothing(String name) {
        for (RuleCase scenario : read(name)) {
            assertThat(scenario.run(scenario.until().toSeconds() > 300 ? 37 : 1))
                    .containsExactlyElementsOf(scenario.expected());
        }
    }

    private static List<RuleCase> read(String name) {
        List<List<String>> views = new ArrayList<>(RuleTexts.VIEWS);
        views.add(List.of("api", "version"));
        return RuleCases.read(Sources.ROOT.resolve(FOLDER).resolve(name), views);
    }
}
