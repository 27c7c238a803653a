package dev.hypercare.rules;

import dev.hypercare.contract.PatternRule;
import dev.hypercare.contract.config.InvalidInput;
import java.util.ArrayList;
import java.util.List;

/** The rules on patterns among those of a configuration. They are read at the start; nobody applies them while instances run. */
public final class PatternRules {
    /** Why one cannot be applied or ended while instances run, and what to do instead. */
    static final String AT_START = "a rule on series of KPIs: rules on patterns are read when an instance starts, from "
            + "rules.files and rules.disabled of its configuration";

    private PatternRules() {}

    /** Reads them. Error: {@link InvalidInput} that lists everything that is wrong with any rule. */
    public static List<PatternRule> load(RulesConfig config) {
        List<PatternRule> rules = new ArrayList<>();
        for (Rule rule : RuleBook.load(config).rules()) {
            if (rule.sensor() instanceof PatternSensor sensor) {
                rules.add(sensor.of(rule));
            }
        }
        return rules;
    }
}
