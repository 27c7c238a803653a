package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import dev.hypercare.contract.Severity;
import dev.hypercare.contract.measure.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedRulesTest {
    private final List<Rule> rules = RuleBook.load(RulesConfig.defaults()).rules();

    @Test
    void theTwoRulesThatTheIssueNamesAreAmongThem() {
        Rule errors = rule("api-5xx-rate");
        assertThat(errors.view()).containsExactly("api");
        assertThat(errors.hold()).isEqualTo(Duration.ofMinutes(5));
        assertThat(errors.sensor().condition()).contains("server_error_ratio > 0.01");
        Rule latency = rule("api-p99-latency");
        assertThat(latency.hold()).isEqualTo(Duration.ofMinutes(10));
        assertThat(latency.sensor().condition()).contains("p99 > 500");
    }

    @Test
    void eachHasARunbookWithTheFourParts() {
        assertThat(rules).hasSizeGreaterThanOrEqualTo(7).allSatisfy(rule -> {
            Path runbook = Sources.ROOT.resolve(rule.runbook());
            String name = String.valueOf(runbook.getFileName()).replace(".md", "");
            assertThat(rule.id()).startsWith(name);
            assertThat(runbook).exists();
            assertThat(Sources.text(runbook))
                    .startsWith("# " + name + "\n")
                    .containsSubsequence("\n## Meaning\n", "\n## Impact\n", "\n## Diagnosis\n", "\n## Mitigation\n");
        });
    }

    @Test
    void eachEndsByAThresholdOfItsOwnThatHasToHoldForAWhile() {
        assertThat(rules).allSatisfy(rule -> {
            if (rule.sensor() instanceof ConditionSensor sensor) {
                assertThat(sensor.clear()).as(rule.id()).isNotNull();
            }
            assertThat(rule.keep()).as(rule.id()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        });
    }

    @Test
    void onlyWhatFailsForManyWakesPeople() {
        assertThat(rules.stream().filter(rule -> rule.severity() == Severity.P1).map(Rule::id))
                .containsExactlyInAnyOrder("api-unreachable", "api-failure-burst");
    }

    @Test
    void oneOnAViewThatIsNotKeptIsLeftOut() {
        RulesConfig config = new RulesConfig(true, List.of(), List.of("consumer-overflow"), List.of(List.of("api")));
        assertThat(RuleBook.load(config).rules())
                .isNotEmpty()
                .allMatch(rule -> List.of("api").equals(rule.view())
                        || Telemetry.isViewOf(rule.view())
                        || PatternSensor.isOf(rule));
    }

    private Rule rule(String id) {
        return rules.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }
}
