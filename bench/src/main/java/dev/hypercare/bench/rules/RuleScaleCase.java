package dev.hypercare.bench.rules;

import dev.hypercare.rules.RuleLoad.Match;
import java.util.List;

/**
 * One case that is measured.
 *
 * @param name short, also in the names of ratios
 * @param rules how many
 * @param series how many
 * @param match which series each rule looks at
 */
record RuleScaleCase(String name, int rules, int series, Match match) {
    static final String FEW_RULES = "fewRules";
    static final String FEW_SERIES = "fewSeries";
    static final String OWN = "own";
    static final String PERCENT = "percent";
    private static final int FEW = 10;

    /** The four, in one run: few of either, and many of both. */
    static List<RuleScaleCase> of(int rules, int series) {
        return List.of(
                new RuleScaleCase(FEW_RULES, Math.min(FEW, rules), series, Match.ALL),
                new RuleScaleCase(FEW_SERIES, rules, Math.min(FEW, series), Match.ALL),
                new RuleScaleCase(OWN, rules, series, Match.OWN),
                new RuleScaleCase(PERCENT, rules, series, Match.PERCENT));
    }
}
