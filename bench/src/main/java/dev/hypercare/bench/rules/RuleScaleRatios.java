package dev.hypercare.bench.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What many rules cost to what few cost, in the same run. */
final class RuleScaleRatios {
    private RuleScaleRatios() {}

    /**
     * {@code rules.ownToFewRules}: CPU of a second where each series has one rule of thousands to where all have the same ten: how many rules
     * there are must not matter. {@code rules.percentPairToFewRulesPair}: CPU of a pair where each series has a hundred rules to where it has
     * ten.
     */
    static Map<String, Double> of(List<RuleScaleResult> results) {
        RuleScaleResult few = result(results, RuleScaleCase.FEW_RULES);
        RuleScaleResult own = result(results, RuleScaleCase.OWN);
        RuleScaleResult percent = result(results, RuleScaleCase.PERCENT);
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put("rules.ownToFewRules", own.cpuMillis() / few.cpuMillis());
        ratios.put("rules.percentPairToFewRulesPair", percent.nanosPerPair() / few.nanosPerPair());
        return ratios;
    }

    private static RuleScaleResult result(List<RuleScaleResult> results, String name) {
        return results.stream()
                .filter(result -> result.of().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
