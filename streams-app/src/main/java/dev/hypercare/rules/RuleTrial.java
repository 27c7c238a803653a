package dev.hypercare.rules;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.contract.measure.Watched;
import dev.hypercare.rules.statistics.BurnPair;
import dev.hypercare.schemas.events.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Rules tried on what was: the evaluator of the stage, one for each task, of which nothing is kept and nobody hears. Not thread-safe.
 */
public final class RuleTrial implements Watched {
    /** Ordinary values depend on the hour of the day. */
    private static final Duration LESSON = Duration.ofDays(1);

    private final RuleBook live;
    private final RuleBook judged;
    private final Predicate<Series> wanted;
    private final List<RuleEvaluator> tasks = new ArrayList<>();
    private final Map<String, String> versions = new HashMap<>();
    private final Map<Series, String> viewOf = new HashMap<>();
    private final boolean panes;
    private long judgedUpTo = Long.MIN_VALUE;

    private RuleTrial(RuleBook live, RuleBook judged, Predicate<Series> wanted, int tasks, boolean panes) {
        this.live = live;
        this.judged = judged;
        this.wanted = wanted;
        this.panes = panes;
        live.rules().forEach(rule -> versions.put(rule.id(), rule.version()));
        for (int task = 0; task < tasks; task++) {
            RuleEvaluator evaluator = new RuleEvaluator(judged, new NoMemory(), task);
            evaluator.step = panes ? Resolution.PANE.millis() : Resolution.SLICE_MILLIS;
            evaluator.restore();
            this.tasks.add(evaluator);
        }
    }

    /** On closed slices, as live. */
    public static RuleTrial onSlices(RuleBook rules, int tasks) {
        return new RuleTrial(rules, rules, series -> true, tasks, false);
    }

    /** The same, of some series only: those in which labels given have these values, with all versions of them. */
    public static RuleTrial onSlicesOf(RuleBook rules, Map<String, String> labels, int tasks) {
        return new RuleTrial(rules, rules, series -> agree(series.labels(), labels), tasks, false);
    }

    private static boolean agree(Map<String, String> labels, Map<String, String> given) {
        return given.entrySet().stream()
                .allMatch(label -> label.getKey().equals(SeriesVersions.LABEL)
                        || label.getValue().equals(labels.getOrDefault(label.getKey(), label.getValue())));
    }

    /** On panes, as far as those can tell. */
    public static RuleTrial onPanes(RuleBook rules) {
        return new RuleTrial(rules, PaneRules.of(rules), series -> true, 1, true);
    }

    @Override
    public boolean watches(String view) {
        // What is heard of gateways is in the evidence of all rules.
        return judged.watches(view) || view.equals(Telemetry.VIEW);
    }

    @Override
    public boolean watches(Series series) {
        return wanted.test(series) && !judged.rulesFor(series.labels()).isEmpty();
    }

    /** The rules, in their order. */
    public List<TriedRule> rules() {
        return live.rules().stream()
                .map(rule -> TriedRule.of(rule, panes ? PaneRules.differences(rule) : List.of()))
                .toList();
    }

    /** How much has to be known of the time before so that every window is whole and rules have learned what is ordinary. */
    public Duration warmUp() {
        Duration longest = Duration.ZERO;
        for (Rule rule : judged.rules()) {
            for (Span span : rule.sensor().spans()) {
                longest = longer(
                        longest,
                        Duration.ofMillis(span.reach() + WindowStep.of(span).millis()));
            }
            if (!rule.sensor().lessons().isEmpty()) {
                longest = longer(longest, LESSON);
            }
            if (rule.sensor() instanceof ObjectiveSensor objective) {
                for (BurnPair pair : objective.pairs()) {
                    longest = longer(longest, Duration.ofMillis(pair.longer().millis()));
                }
            }
        }
        return longest;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Judges the next slice, or silence of any length, of a task; returns the verdicts that changed. */
    public List<Verdict> slice(int task, ClosedSlice slice) {
        return tasks.get(task).onSlice(slice);
    }

    /**
     * Judges the next pane, and the silence before it.
     *
     * @param start first instant, milliseconds, later than the one before
     * @param kpis of every series that had calls in it; those of the view {@code gateway} tell which gateways are heard of
     * @return the verdicts that changed, with the versions of the rules as they are live
     */
    public List<Verdict> pane(long start, Map<Series, Kpis> kpis) {
        RuleEvaluator evaluator = tasks.get(0);
        List<Verdict> verdicts = new ArrayList<>();
        if (judgedUpTo != Long.MIN_VALUE && judgedUpTo < start) {
            verdicts.addAll(evaluator.onSlice(ClosedSlice.silence(judgedUpTo, start)));
        }
        judgedUpTo = start + Resolution.PANE.millis();
        ClosedSlice.Content content = (views, action) -> {
            if (views.test(Telemetry.VIEW)) {
                heard(kpis).forEach(action);
            }
            kpis.forEach((series, sum) -> {
                if (views.test(viewOf(series))) {
                    action.accept(series, sum);
                }
            });
        };
        verdicts.addAll(evaluator.onSlice(new ClosedSlice(start, judgedUpTo, content)));
        verdicts.forEach(verdict ->
                verdict.put("ruleVersion", versions.getOrDefault(verdict.getRule(), verdict.getRuleVersion())));
        return verdicts;
    }

    /** Through which partitions calls of a gateway came is not known: of none that a task could take for its own. */
    private Map<Series, Kpis> heard(Map<Series, Kpis> kpis) {
        Map<Series, Kpis> heard = new HashMap<>();
        kpis.forEach((series, sum) -> {
            if (viewOf(series).equals(Telemetry.GATEWAY)) {
                String gateway = series.labels().getOrDefault(Telemetry.GATEWAY, "");
                heard.put(Telemetry.of(-1, gateway), sum);
            }
        });
        return heard;
    }

    private String viewOf(Series series) {
        return viewOf.computeIfAbsent(series, Series::view);
    }

    /** What every rule made of the series in memory that have these labels, by series, then in the order of the rules. */
    public List<RuleReading> readings(Predicate<Map<String, String>> labels) {
        Map<String, SeriesWatch> found = new HashMap<>();
        tasks.forEach(task -> task.watches().forEach(watch -> {
            if (labels.test(watch.labels())) {
                found.put(watch.series().text(), watch);
            }
        }));
        List<RuleReading> readings = new ArrayList<>();
        for (String series : new TreeSet<>(found.keySet())) {
            SeriesWatch watch = found.get(series);
            if (watch != null) {
                watch.posts().forEach(post -> readings.add(Explainer.reading(watch, post)));
            }
        }
        return readings;
    }

    /** The gateways from which calls should have come by an instant, milliseconds, and did not. */
    public List<String> silentGateways(long at) {
        return tasks.get(0).silentGateways(at);
    }

    /** How often the conditions of each rule could not be evaluated. */
    public Map<String, Long> failures() {
        Map<String, Long> failures = new HashMap<>();
        tasks.forEach(task -> task.failures().forEach((rule, times) -> failures.merge(rule, times, Long::sum)));
        return failures;
    }
}
