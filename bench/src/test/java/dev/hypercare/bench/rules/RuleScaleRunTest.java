package dev.hypercare.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleScaleRunTest {
    @Test
    void theFourCasesOfASmallRunHaveThePairsThatTheirNamesSay() {
        List<RuleScaleResult> results = new ArrayList<>();
        for (RuleScaleCase one : RuleScaleCase.of(200, 1000)) {
            results.add(new RuleScaleRun(12, 2).measure(one));
        }
        assertThat(results)
                .extracting(result -> result.of().name() + " " + result.pairs())
                .containsExactly("fewRules 10000", "fewSeries 2000", "own 200", "percent 2000");
        assertThat(results).allSatisfy(result -> {
            assertThat(result.row()).hasSameSizeAs(RuleScaleResult.HEADER);
            assertThat(result.p50Millis()).isPositive();
            assertThat(result.storedBytes()).isPositive();
        });
        assertThat(RuleScaleRatios.of(results))
                .containsOnlyKeys("rules.ownToFewRules", "rules.percentPairToFewRulesPair");
        assertThat(results.get(0).json()).containsAllEntriesOf(Map.of("case", "fewRules", "match", "all"));
    }
}
