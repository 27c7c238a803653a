package dev.hypercare.rules;

import dev.hypercare.contract.PatternRule;
import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.PatternState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Kind {@code pattern}: what keeps going wrong has a state. No series of KPIs has the view of such a rule, so it never looks at any: the
 * stage that knows the patterns judges it, see {@link PatternRules}.
 *
 * @param states the states that a pattern has to have one of
 * @param minCalls calls in the window of the stage, or, of one that is new or has come back, all since then
 * @param overflow whether it is about messages that found no place of their own, and about nothing else
 * @param criticalities of the API; empty for any
 */
record PatternSensor(Set<PatternState> states, long minCalls, boolean overflow, Set<Criticality> criticalities)
        implements Sensor {
    /** What summaries of such rules may name besides the labels. */
    static final List<String> WORDS = List.of("template", "state", "sample");

    PatternSensor {
        states = Set.copyOf(states);
        criticalities = Set.copyOf(criticalities);
    }

    /** Whether a rule is one of these. */
    static boolean isOf(Rule rule) {
        return rule.sensor() instanceof PatternSensor;
    }

    @Override
    public List<String> definition() {
        return List.of("pattern 2", condition());
    }

    @Override
    public List<Span> spans() {
        return List.of();
    }

    @Override
    public Duration window() {
        return Duration.ZERO;
    }

    @Override
    public Sight look(Scene scene, Phase phase) {
        return Sight.CLEAR;
    }

    @Override
    public String condition() {
        List<String> parts = new ArrayList<>();
        if (overflow) {
            parts.add("messages are not told apart");
        } else {
            parts.add("state is " + names(states));
        }
        boolean news = !overflow && (states.contains(PatternState.NEW) || states.contains(PatternState.REGRESSED));
        parts.add((news ? "recent or fresh >= " : "recent >= ") + minCalls);
        if (!criticalities.isEmpty()) {
            parts.add("criticality is " + names(criticalities));
        }
        return String.join(" and ", parts);
    }

    private static <E extends Enum<E>> String names(Set<E> values) {
        return new TreeSet<>(values)
                .stream().map(value -> value.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" or "));
    }

    @Override
    public String clearCondition() {
        return "not seen so for as long as keep says";
    }

    @Override
    public String blindness() {
        return "no pattern of the API is known";
    }

    @Override
    public Map<String, Unit> told() {
        return Map.of(
                "recent",
                Unit.COUNT,
                "usual",
                Unit.COUNT,
                "total",
                Unit.COUNT,
                "consumers",
                Unit.COUNT,
                PatternRule.FRESH,
                Unit.COUNT);
    }

    @Override
    public Map<String, Double> evidence(Scene scene) {
        return Map.of();
    }

    /** The rule as the stage that judges it needs it. */
    PatternRule of(Rule rule) {
        return new PatternRule(
                rule.id(),
                rule.version(),
                rule.severity(),
                rule.shadow(),
                states,
                minCalls,
                overflow,
                criticalities,
                rule.keep(),
                condition(),
                rule.runbook(),
                new PatternRule.Wording() {
                    @Override
                    public boolean matches(Map<String, String> labels) {
                        return rule.match().matches(labels);
                    }

                    @Override
                    public String summary(Map<String, String> words, Map<String, Double> figures) {
                        return rule.summary()
                                .show(words, measure -> figures.getOrDefault(measure.name(), Double.NaN), figures);
                    }
                });
    }
}
