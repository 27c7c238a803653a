package dev.hypercare.rules;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a rule made of a series, from what it remembers and saw itself: nothing is judged a second time. */
final class Explainer {
    private Explainer() {}

    /** The reading of one rule of a series, at the end of the slice up to which the series was judged. */
    static RuleReading reading(SeriesWatch watch, WatchPost post) {
        Rule rule = post.rule();
        Sensor sensor = rule.sensor();
        Map<String, Double> evidence = Verdicts.evidence(rule, watch);
        return new RuleReading(
                rule.id(),
                rule.version(),
                rule.severity().name(),
                rule.shadow(),
                watch.series().text(),
                post.state().phase() == Phase.LOST
                        ? "UNKNOWN"
                        : post.state().phase().name(),
                why(rule, post.state(), post.sight(), watch.at()),
                post.state().since(),
                post.lookedAt(),
                sensor.window(),
                rule.hold(),
                rule.keep(),
                sensor.condition(),
                sensor.clearCondition(),
                evidence,
                sensor instanceof ConditionSensor condition
                        ? condition.terms().keySet().stream()
                                .filter(name -> !evidence.containsKey(name))
                                .sorted()
                                .toList()
                        : List.of());
    }

    private static String why(Rule rule, JudgeState state, @Nullable Sight sight, long at) {
        return switch (state.phase()) {
            case OK -> ok(rule, sight);
            case PENDING -> pending(rule, state, at);
            case BREACHED -> breached(rule, state, sight, at);
            case LOST ->
                "breached when it was seen last; too little to judge by for " + shown(at - state.blindFrom()) + ": "
                        + rule.sensor().blindness();
        };
    }

    private static String ok(Rule rule, @Nullable Sight sight) {
        if (sight == null) {
            return "nothing has come yet that it looks at";
        }
        return sight == Sight.BLIND ? "it cannot tell: " + rule.sensor().blindness() : "the condition does not hold";
    }

    private static String pending(Rule rule, JudgeState state, long at) {
        long until = state.blindFrom() == JudgeState.NEVER ? at : state.blindFrom();
        String held = "the condition has held for " + shown(until - state.clock()) + " of the "
                + Durations.show(rule.hold()) + " that make a breach";
        return state.blindFrom() == JudgeState.NEVER ? held : held + "; " + blind(rule, state, at);
    }

    private static String breached(Rule rule, JudgeState state, @Nullable Sight sight, long at) {
        if (state.blindFrom() != JudgeState.NEVER) {
            return "breached, and " + blind(rule, state, at);
        }
        if (state.clock() != JudgeState.NEVER) {
            return "the clear condition has held for " + shown(at - state.clock()) + " of the "
                    + Durations.show(rule.keep()) + " that end a breach";
        }
        return sight == Sight.BETWEEN
                ? "the condition does not hold any more, and the clear condition does not hold yet"
                : "the condition holds";
    }

    private static String blind(Rule rule, JudgeState state, long at) {
        return "there was too little to judge by for " + shown(at - state.blindFrom())
                + ", clocks stand still and after "
                + Durations.show(rule.sensor().window()) + " it is unknown: "
                + rule.sensor().blindness();
    }

    private static String shown(long millis) {
        return Durations.show(Duration.ofMillis(millis));
    }
}
