package dev.hypercare.rules;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.rules.Condition.Failed;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.schemas.events.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that cannot be evaluated. One of which every evaluation fails, slice after slice for ten seconds, is broken: it is left out
 * until it is changed, what it said becomes unknown, and a verdict of the rule {@value #RULE} tells of it. It does not recover by itself,
 * so that a restart decides as if there had been none. Not thread-safe.
 */
final class FailingRules {
    /** Whose verdicts tell of broken rules. */
    static final String RULE = "rule-broken";

    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final String CONDITION = "every evaluation of the rule fails";

    private static final Logger LOG = LoggerFactory.getLogger(FailingRules.class);
    /** Label of its series with the id of the rule that is broken. */
    private static final String BROKEN = "rule";

    private static final class Trouble {
        private final Rule rule;
        private JudgeState state = JudgeState.OK;
        private boolean worked;
        private boolean failed;
        private boolean failedLast;
        private long failures;
        private String why = "it was broken before a restart";

        private Trouble(Rule rule) {
            this.rule = rule;
        }
    }

    private final Map<String, Trouble> troubles = new TreeMap<>();
    private final String source;

    /** @param source of the task: each finds out for itself */
    FailingRules(String source) {
        this.source = source;
    }

    void clear() {
        troubles.clear();
    }

    /** Takes up what was kept; false where that version of the rule is not in use any more. */
    boolean restore(Series series, KeptVerdict kept, RuleBook book) {
        String id = series.labels().getOrDefault(BROKEN, "");
        Rule rule = book.find(id);
        if (rule == null || !rule.version().equals(kept.version())) {
            return false;
        }
        trouble(rule).state = kept.state();
        return true;
    }

    private Trouble trouble(Rule rule) {
        return troubles.computeIfAbsent(rule.id(), unseen -> new Trouble(rule));
    }

    /** Whether a rule is left out. */
    boolean isBroken(Rule rule) {
        if (troubles.isEmpty()) {
            return false;
        }
        Trouble trouble = troubles.get(rule.id());
        return trouble != null && trouble.state.phase() == Phase.BREACHED;
    }

    /** A rule was evaluated. */
    void worked(Rule rule) {
        if (!troubles.isEmpty()) {
            Trouble trouble = troubles.get(rule.id());
            if (trouble != null) {
                trouble.worked = true;
            }
        }
    }

    /** A rule could not be evaluated. */
    void failed(Rule rule, Failed problem) {
        Trouble trouble = trouble(rule);
        trouble.failed = true;
        trouble.failures++;
        trouble.why = String.valueOf(problem.getMessage());
        if (trouble.failures == 1) {
            LOG.warn("rule {} cannot be evaluated, what it said stays: {}", rule.id(), trouble.why, problem);
        }
    }

    /** How often each rule could not be evaluated. */
    Map<String, Long> failures() {
        return troubles.entrySet().stream()
                .filter(entry -> entry.getValue().failures > 0)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().failures));
    }

    /** Whether further slices in which nothing is evaluated anew change nothing. */
    boolean isSettled() {
        return troubles.values().stream()
                .noneMatch(trouble -> trouble.state.phase() == Phase.PENDING && trouble.failedLast);
    }

    /** Takes the end of a slice; adds what there is to tell. */
    void endSlice(long at, RuleMemory memory, List<Verdict> verdicts) {
        for (Trouble trouble : troubles.values()) {
            JudgeState before = trouble.state;
            trouble.state = next(trouble, at);
            trouble.failedLast = trouble.failed;
            trouble.failed = false;
            trouble.worked = false;
            if (!trouble.state.equals(before)) {
                keep(trouble, memory);
                if (isBroken(trouble.rule)) {
                    LOG.error("rule {} is broken and left out: {}", trouble.rule.id(), trouble.why);
                    verdicts.add(Verdicts.broken(trouble.rule, series(trouble.rule), trouble.state, trouble.why, at));
                }
            }
        }
    }

    private static JudgeState next(Trouble trouble, long at) {
        JudgeState now = trouble.state;
        if (now.phase() == Phase.BREACHED || !trouble.worked && !trouble.failed) {
            return now;
        }
        if (trouble.worked) {
            return JudgeState.OK;
        }
        if (now.phase() == Phase.OK) {
            return new JudgeState(Phase.PENDING, at, at, JudgeState.NEVER);
        }
        return at - now.since() < PATIENCE.toMillis()
                ? now
                : new JudgeState(Phase.BREACHED, now.since(), JudgeState.NEVER, JudgeState.NEVER);
    }

    private void keep(Trouble trouble, RuleMemory memory) {
        Rule rule = trouble.rule;
        String key = KeptVerdict.key(RULE, series(rule).text());
        if (trouble.state.equals(JudgeState.OK)) {
            memory.deleteVerdict(key);
        } else {
            int seconds = (int) PATIENCE.toSeconds();
            memory.putVerdict(
                    key,
                    new KeptVerdict(rule.version(), trouble.state, severity(rule), CONDITION, seconds, Extent.UNKNOWN)
                            .toBytes());
        }
    }

    /** A rule that sees nothing is less than what it would see. */
    static Severity severity(Rule rule) {
        return rule.severity().milder();
    }

    private Series series(Rule rule) {
        return Series.of(List.of(BROKEN, Telemetry.SOURCE), List.of(rule.id(), source));
    }
}
