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
import org.jspecify.annotations.Nullable;

/**
 * Rules tried on what was: the evaluator of the stage, one for each task, of which nothing is kept and nobody hears. Not thread-safe.
 */
public final class RuleTrial implements Watched {
    /** Ordinary values depend on the hour of the day. */
    private static final Duration LESSON = Duration.ofDays(1);

    /** What judges one task. */
    private interface Task {
        List<Verdict> onSlice(ClosedSlice slice);

        /** Null before the first slice. */
        @Nullable
        RuleEvaluator now();
    }

    /** The same rules from the first slice to the last. */
    private record Steady(RuleEvaluator now) implements Task {
        @Override
        public List<Verdict> onSlice(ClosedSlice slice) {
            return now.onSlice(slice);
        }
    }

    /** Each rule when it was used. */
    private record Changing(LiveEvaluator live) implements Task {
        @Override
        public List<Verdict> onSlice(ClosedSlice slice) {
            return live.onSlice(slice);
        }

        @Override
        public @Nullable RuleEvaluator now() {
            return live.now();
        }
    }

    private final RuleBook live;
    private final RuleBook judged;
    private final Predicate<Series> wanted;
    private final List<Task> tasks = new ArrayList<>();
    private final Map<String, String> versions = new HashMap<>();
    private final Map<Series, String> viewOf = new HashMap<>();
    private final boolean panes;
    private long judgedUpTo = Long.MIN_VALUE;

    /** @param judged what is looked at, by any version of a rule */
    private RuleTrial(RuleBook live, RuleBook judged, Predicate<Series> wanted, boolean panes) {
        this.live = live;
        this.judged = judged;
        this.wanted = wanted;
        this.panes = panes;
        live.rules().forEach(rule -> versions.put(rule.id(), rule.version()));
    }

    private RuleTrial steady(Reference reference, int number) {
        for (int task = 0; task < number; task++) {
            RuleEvaluator evaluator = new RuleEvaluator(judged, new NoMemory(), reference, task);
            evaluator.step = panes ? Resolution.PANE.millis() : Resolution.SLICE_MILLIS;
            evaluator.restore();
            tasks.add(new Steady(evaluator));
        }
        return this;
    }

    /** On closed slices, as live where nobody has said anything. */
    public static RuleTrial onSlices(RuleBook rules, int tasks) {
        return new RuleTrial(rules, rules, series -> true, false).steady(Reference.NONE, tasks);
    }

    /** On closed slices, as live: with the baselines and the catalog that instances know. */
    public static RuleTrial onSlices(RuleBook rules, PastRules known, int tasks) {
        return new RuleTrial(rules, rules, series -> true, false).steady(known.reference(), tasks);
    }

    /**
     * On closed slices between two instants, milliseconds, exactly as live: each rule in the slices in which instances used it.
     *
     * @param rules only rules of these ids
     * @param labels only series in which these labels have these values, with all versions of them; empty for all series
     */
    public static RuleTrial asUsed(
            PastRules known, RuleBook rules, Map<String, String> labels, long from, long to, int tasks) {
        Predicate<Rule> chosen = rule -> rules.find(rule.id()) != null;
        RuleBook all = known.rules().history().from(from).only(chosen);
        RuleTrial trial = new RuleTrial(rules, all, series -> agree(series.labels(), labels), false);
        boolean same = known.changes(from, to).isEmpty();
        for (int task = 0; task < tasks; task++) {
            // What was kept is needed only where the evaluator is made anew.
            RuleMemory memory = same ? new NoMemory() : new HeapMemory();
            trial.tasks.add(new Changing(new LiveEvaluator(known.rules(), memory, task, chosen)));
        }
        return trial;
    }

    private static boolean agree(Map<String, String> labels, Map<String, String> given) {
        return given.entrySet().stream()
                .allMatch(label -> label.getKey().equals(SeriesVersions.LABEL)
                        || label.getValue().equals(labels.getOrDefault(label.getKey(), label.getValue())));
    }

    /** On panes, as far as those can tell, where nobody has said anything. */
    public static RuleTrial onPanes(RuleBook rules) {
        return new RuleTrial(rules, PaneRules.of(rules), series -> true, true).steady(Reference.NONE, 1);
    }

    /** The same with the baselines and the catalog that instances know. */
    public static RuleTrial onPanes(RuleBook rules, PastRules known) {
        return new RuleTrial(rules, PaneRules.of(rules), series -> true, true).steady(known.reference(), 1);
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
                .map(rule -> TriedRule.of(
                        rule,
                        panes
                                ? PaneRules.differences(rule)
                                : PatternSensor.isOf(rule) ? List.of(PaneRules.PATTERNS) : List.of()))
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
        Task evaluator = tasks.get(0);
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
        evaluators()
                .forEach(task -> task.watches().forEach(watch -> {
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

    private List<RuleEvaluator> evaluators() {
        List<RuleEvaluator> evaluators = new ArrayList<>();
        for (Task task : tasks) {
            RuleEvaluator now = task.now();
            if (now != null) {
                evaluators.add(now);
            }
        }
        return evaluators;
    }

    /** The gateways from which calls should have come by an instant, milliseconds, and did not. */
    public List<String> silentGateways(long at) {
        RuleEvaluator first = tasks.get(0).now();
        return first == null ? List.of() : first.silentGateways(at);
    }

    /** How often the conditions of each rule could not be evaluated. */
    public Map<String, Long> failures() {
        Map<String, Long> failures = new HashMap<>();
        evaluators().forEach(task -> task.failures().forEach((rule, times) -> failures.merge(rule, times, Long::sum)));
        return failures;
    }
}
