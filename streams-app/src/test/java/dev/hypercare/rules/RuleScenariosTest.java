package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.schemas.events.Verdict;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final long EPOCH = 1_700_000_040;

    private record Scenario(RuleBook rules, List<Section> traffic, Duration until, List<String> expected) {}

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
        Scenario scenario = read(name);
        assertThat(run(scenario, EPOCH, Integer.MAX_VALUE)).containsExactlyElementsOf(scenario.expected());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aRestartChangesNothing(String name) {
        Scenario scenario = read(name);
        assertThat(run(scenario, EPOCH, scenario.until().toSeconds() > 300 ? 37 : 1))
                .containsExactlyElementsOf(scenario.expected());
    }

    private static List<String> run(Scenario scenario, long epoch, int restartEvery) {
        MapMemory memory = new MapMemory();
        RuleEvaluator evaluator = new RuleEvaluator(scenario.rules(), memory);
        evaluator.restore();
        List<Traffic> traffic = scenario.traffic().stream().map(Traffic::read).toList();
        List<String> changes = new ArrayList<>();
        for (long second = 0; second < scenario.until().toSeconds(); second++) {
            if ((second + 1) % restartEvery == 0) {
                evaluator = new RuleEvaluator(scenario.rules(), memory);
                evaluator.restore();
            }
            ClosedSlice slice = Traffic.slice(traffic, second, epoch);
            for (Verdict verdict : evaluator.onSlice(slice)) {
                long at = verdict.getAt().getEpochSecond() - epoch;
                changes.add(Durations.show(Duration.ofSeconds(at)) + " " + verdict.getRule() + " " + verdict.getState()
                        + " " + verdict.getSeries());
            }
        }
        return changes;
    }

    private static Scenario read(String name) {
        Problems problems = new Problems();
        Section root = Section.read(Sources.ROOT.resolve(FOLDER).resolve(Path.of(name)), problems);
        root.string("about", "");
        Section given = root.section("given");
        List<String> shipped = given.strings("shipped", List.of());
        List<Rule> rules = new ArrayList<>(RuleBook.load(RulesConfig.defaults()).rules().stream()
                .filter(rule -> shipped.contains(rule.id()) || shipped.contains("all"))
                .toList());
        for (Section rule : given.sections("rules")) {
            Rule read = new RuleReader(rule, RuleTexts.VIEWS).read();
            if (read != null) {
                rules.add(read);
            }
        }
        List<Section> traffic = root.sections("when");
        traffic.forEach(Traffic::read);
        Duration until = root.duration("until", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofDays(2));
        List<String> expected = root.strings("then", List.of());
        root.close();
        problems.throwIfAny(name + " is wrong", "Correct it.");
        assertThat(rules).as("rules of " + name).isNotEmpty();
        return new Scenario(new RuleBook(rules), traffic, until, expected);
    }
}
