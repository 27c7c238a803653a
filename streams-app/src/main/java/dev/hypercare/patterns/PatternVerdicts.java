package dev.hypercare.patterns;

import dev.hypercare.contract.PatternRule;
import dev.hypercare.contract.Severity;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.patterns.RulePosts.Post;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What rules say of patterns, written only when it changes. A verdict holds from {@link #AHEAD_MILLIS} after the end of the pane that
 * decided it: by then everybody who takes verdicts in the order of event time has it (ADR 22).
 */
final class PatternVerdicts {
    /** A pane, and as long again for the way here. */
    static final long AHEAD_MILLIS = 20_000;

    private final Map<String, PatternRule> rules = new TreeMap<>();
    private final int windowSeconds;

    PatternVerdicts(List<PatternRule> rules, int windowSeconds) {
        rules.forEach(rule -> this.rules.put(rule.id(), rule));
        this.windowSeconds = windowSeconds;
    }

    /**
     * Judges a pattern at a pane end.
     *
     * @param seen whether it has calls that were taken up with the pane
     * @param criticality of its API
     */
    void judge(LivePattern pattern, boolean seen, Criticality criticality, long at, Consumer<Verdict> to) {
        Map<String, String> labels = labels(pattern);
        for (String id : new TreeSet<>(pattern.posts.byRule.keySet())) {
            Post post = pattern.posts.byRule.get(id);
            PatternRule rule = rules.get(id);
            if (post != null && (rule == null || !rule.version().equals(post.version()))) {
                pattern.posts.byRule.remove(id);
                to.accept(retired(id, post, pattern, labels, at));
            }
        }
        for (PatternRule rule : rules.values()) {
            Post post = pattern.posts.byRule.get(rule.id());
            boolean holds = seen
                    && rule.states().contains(pattern.state)
                    && Math.max(pattern.recentCalls, pattern.fresh) >= rule.minCalls()
                    && (!rule.overflow() || pattern.isOverflow())
                    && (rule.criticalities().isEmpty() || rule.criticalities().contains(criticality))
                    && rule.wording().matches(labels);
            if (holds) {
                pattern.posts.byRule.put(rule.id(), post == null ? Post.begun(rule, at) : post.held(at));
                if (post == null) {
                    to.accept(verdict(rule, VerdictState.BREACHED, pattern, labels, at, pattern.reason));
                }
            } else if (post != null && at >= post.heldAt() + rule.keep().toMillis()) {
                pattern.posts.byRule.remove(rule.id());
                String why = "not seen so for " + Durations.show(rule.keep());
                to.accept(verdict(rule, VerdictState.OK, pattern, labels, at, why));
            }
        }
    }

    /** Withdraws everything that was said of a pattern that is no more. */
    void withdraw(LivePattern pattern, String why, long at, Consumer<Verdict> to) {
        pattern.posts.byRule.forEach((id, post) -> to.accept(ended(id, post, pattern, labels(pattern), at, why)));
        pattern.posts.byRule.clear();
    }

    /** When a breach may end though nothing comes; {@link Long#MAX_VALUE} for never. */
    long due(LivePattern pattern, long at) {
        long due = Long.MAX_VALUE;
        for (Map.Entry<String, Post> entry : pattern.posts.byRule.entrySet()) {
            PatternRule rule = rules.get(entry.getKey());
            Post post = entry.getValue();
            boolean gone = rule == null || !rule.version().equals(post.version());
            due = Math.min(
                    due,
                    gone
                            ? at + 1
                            : post.heldAt()
                                    + Objects.requireNonNull(rule).keep().toMillis());
        }
        return due;
    }

    private static Map<String, String> labels(LivePattern pattern) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("api", pattern.api);
        labels.put(PatternRule.LABEL, pattern.id);
        return labels;
    }

    private Verdict verdict(
            PatternRule rule,
            VerdictState state,
            LivePattern pattern,
            Map<String, String> labels,
            long at,
            String reason) {
        Map<String, Double> figures = figures(pattern);
        Map<String, String> words = new LinkedHashMap<>(labels);
        words.put("template", pattern.template);
        words.put("state", pattern.state.name().toLowerCase(Locale.ROOT));
        words.put("sample", pattern.sample == null ? "-" : pattern.sample);
        return record(rule.id(), rule.version(), rule.severity(), rule.shadow(), rule.condition(), labels, at)
                .setState(state)
                .setSince(Instant.ofEpochMilli(at))
                .setSummary(rule.wording().summary(words, figures))
                .setRunbook(rule.runbook())
                .setReason(reason)
                .setEvidence(figures)
                .build();
    }

    private Verdict retired(String id, Post post, LivePattern pattern, Map<String, String> labels, long at) {
        return ended(
                id,
                post,
                pattern,
                labels,
                at,
                "version " + post.version() + " of the rule is not in use any more; what it said is withdrawn");
    }

    private Verdict ended(
            String id, Post post, LivePattern pattern, Map<String, String> labels, long at, String reason) {
        Severity severity = Severity.valueOf(post.severity());
        return record(id, post.version(), severity, post.shadow(), post.condition(), labels, at)
                .setState(VerdictState.OK)
                .setSince(Instant.ofEpochMilli(at))
                .setSummary(pattern.api + ": " + pattern.template)
                .setReason(reason)
                .setEvidence(figures(pattern))
                .build();
    }

    private Verdict.Builder record(
            String rule,
            String version,
            Severity severity,
            boolean shadow,
            String condition,
            Map<String, String> labels,
            long at) {
        return Verdict.newBuilder()
                .setRule(rule)
                .setRuleVersion(version)
                .setSeverity(severity.name())
                .setShadow(shadow)
                .setCondition(condition)
                .setSeries(Series.of(PatternRule.VIEW, List.copyOf(labels.values()))
                        .text())
                .setLabels(labels)
                .setAt(Instant.ofEpochMilli(at + AHEAD_MILLIS))
                .setWindowSeconds(windowSeconds);
    }

    private static Map<String, Double> figures(LivePattern pattern) {
        Map<String, Double> figures = new TreeMap<>();
        figures.put("recent", (double) pattern.recentCalls);
        figures.put("total", (double) pattern.total);
        figures.put(PatternRule.FRESH, (double) pattern.fresh);
        figures.put("consumers", (double) pattern.consumers.estimate());
        @Nullable Double usual = pattern.usualCalls;
        if (usual != null) {
            figures.put("usual", usual);
        }
        return figures;
    }
}
