package dev.hypercare.rules;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.measure.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules as far as panes can tell, which is what was counted in ten seconds at the end of those: windows are whole panes, rounded up;
 * so a window holds the calls that it holds live whenever a pane ends. The times to hold and to keep are rounded down, so that a breach
 * begins and ends within a pane of when it does live.
 */
final class PaneRules {
    private static final long PANE = Resolution.PANE.millis();
    /** Live, longer windows move by panes anyway. */
    private static final Duration EXACT_UP_TO = Duration.ofMinutes(2);

    /** What there is to say of a rule on patterns that is tried. */
    static final String PATTERNS = "left out: it is about patterns, which come of messages";

    private PaneRules() {}

    /** The rules that can be judged. */
    static RuleBook of(RuleBook book) {
        return new RuleBook(book.rules().stream()
                .filter(rule -> leftOut(rule) == null)
                .map(PaneRules::of)
                .toList());
    }

    /** Why a rule cannot be judged, for people; null where it can. */
    private static @Nullable String leftOut(Rule rule) {
        if (PatternSensor.isOf(rule)) {
            return PATTERNS;
        }
        if (Telemetry.isViewOf(rule.view())) {
            return "left out: there are no panes of what is taken in, use --exact";
        }
        return countsRoutes(rule)
                ? "left out: panes do not tell how many different routes there were, use --exact"
                : null;
    }

    private static boolean countsRoutes(Rule rule) {
        if (!(rule.sensor() instanceof ConditionSensor condition)) {
            return false;
        }
        Stream<Measure> compared = condition.terms().values().stream().map(Term::measure);
        return Stream.concat(compared, Stream.ofNullable(condition.beyond()).map(Beyond::measure))
                .anyMatch(measure -> measure.name().equals(Measures.ROUTES));
    }

    private static Rule of(Rule rule) {
        return new Rule(
                rule.id(),
                rule.summary(),
                rule.view(),
                rule.match(),
                rule.severity(),
                rule.shadow(),
                rule.sensor().atPanes(),
                down(rule.hold()),
                down(rule.keep()),
                rule.runbook());
    }

    /** What is different of a rule, for people; empty for nothing. */
    static List<String> differences(Rule rule) {
        String leftOut = leftOut(rule);
        if (leftOut != null) {
            return List.of(leftOut);
        }
        List<String> differences = new ArrayList<>();
        if (rule.sensor() instanceof BaselineSensor) {
            differences.add("windows below 30s are left out");
        }
        note("window", rule.sensor().window(), rule.sensor().atPanes().window(), differences);
        note("hold", rule.hold(), down(rule.hold()), differences);
        note("keep", rule.keep(), down(rule.keep()), differences);
        return differences;
    }

    private static void note(String what, Duration live, Duration here, List<String> to) {
        if (!live.equals(here)) {
            to.add(what + " " + Durations.show(live) + " as " + Durations.show(here));
        }
    }

    /** The shortest window of whole panes that is as long. */
    static Duration up(Duration window) {
        return window.compareTo(EXACT_UP_TO) > 0
                ? window
                : Duration.ofMillis((window.toMillis() + PANE - 1) / PANE * PANE);
    }

    private static Duration down(Duration time) {
        return Duration.ofMillis(time.toMillis() / PANE * PANE);
    }
}
