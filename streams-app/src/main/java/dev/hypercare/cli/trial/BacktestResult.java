package dev.hypercare.cli.trial;

import dev.hypercare.rules.TriedRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules would have said of a time, next to what did happen. Times are milliseconds of event time.
 *
 * @param from first instant
 * @param to first instant after
 * @param exact whether it was judged from calls, second by second, and not from panes
 * @param warmUp how much of the time before was asked for
 * @param covered what there was
 * @param rules the rules, in their order
 * @param breaches what they would have said, in the order in which it began
 * @param withdrawn for each rule how often it was pending and never became a breach
 * @param live the breaches that rules of the same id did see
 * @param alerts the alerts that did fire, of any rule
 * @param notes what else there is to know, for people
 */
public record BacktestResult(
        long from,
        long to,
        boolean exact,
        Duration warmUp,
        Covered covered,
        List<TriedRule> rules,
        List<Breach> breaches,
        Map<String, Integer> withdrawn,
        List<Breach> live,
        List<PastAlert> alerts,
        List<String> notes) {
    /** A pane: times that panes tell are as far from the true ones at the most, milliseconds. */
    private static final long PANE = 10_000;

    /** How far the times of what is the same may lie apart, milliseconds. */
    long tolerance() {
        return exact ? 0 : PANE;
    }

    /** The breach that was seen live at the same time; null for none. */
    public @Nullable Breach liveOf(Breach breach) {
        Optional<Breach> found =
                live.stream().filter(other -> breach.isLike(other, tolerance())).findFirst();
        return found.orElse(null);
    }

    /** The breaches that were seen live, and would not be here. */
    public List<Breach> onlyLive() {
        return live.stream()
                .filter(other -> breaches.stream().noneMatch(breach -> breach.isLike(other, tolerance())))
                .toList();
    }

    /** The first breach that was there while an alert was up; null for none. */
    public @Nullable Breach seen(PastAlert alert) {
        return breaches.stream().filter(alert::isSeenBy).findFirst().orElse(null);
    }

    /** The breaches of one rule. */
    public List<Breach> breachesOf(TriedRule rule) {
        return breaches.stream()
                .filter(breach -> breach.rule().equals(rule.id()))
                .toList();
    }

    /** The breaches that a rule of this id did see. */
    public List<Breach> liveOf(TriedRule rule) {
        return live.stream().filter(breach -> breach.rule().equals(rule.id())).toList();
    }
}
