package dev.hypercare.rules;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.measure.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules as far as panes can tell, which is what was counted in ten seconds at the end of those: windows are whole panes, rounded up;
 * so a window holds the calls that it holds live whenever a pane ends. The times to hold and to keep are rounded down, so that a breach
 * begins and ends within a pane of when it does live.
 */
final class PaneRules {
    private static final long PANE = Resolution.PANE.millis();
    /** Live, longer windows move by panes anyway. */
    private static final Duration EXACT_UP_TO = Duration.ofMinutes(2);

    private PaneRules() {}

    /** The rules that can be judged; those on what is taken in cannot, of which there are no panes. */
    static RuleBook of(RuleBook book) {
        return new RuleBook(book.rules().stream()
                .filter(rule -> !isOnPartitions(rule))
                .map(PaneRules::of)
                .toList());
    }

    private static boolean isOnPartitions(Rule rule) {
        return Telemetry.isViewOf(rule.view());
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
        if (isOnPartitions(rule)) {
            return List.of("left out: there are no panes of what is taken in, use --exact");
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
