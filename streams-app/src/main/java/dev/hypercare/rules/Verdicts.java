package dev.hypercare.rules;

import dev.hypercare.contract.TrafficShare;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.rules.Judge.Judgement;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes judgements as the records that others read. */
final class Verdicts {
    private Verdicts() {}

    /** The verdict of a rule on a series at the end of a slice, with the figures behind it. */
    static Verdict of(Rule rule, SeriesWatch watch, Judgement judgement, VerdictState state) {
        long at = watch.at();
        Map<String, Double> evidence = evidence(rule, watch);
        DistinctCount consumers = watch.consumers(Span.now(rule.sensor().window()));
        boolean lasting = judgement.state().since() != JudgeState.NEVER;
        long since = lasting ? judgement.state().since() : at;
        Change change = state == VerdictState.PENDING || state == VerdictState.BREACHED
                ? rule.sensor().comesOf(watch, since)
                : null;
        String after = change == null ? null : NamedChange.text(change, since);
        if (change != null) {
            evidence.put(NamedChange.MINUTES, NamedChange.minutes(change, since));
        }
        return Verdict.newBuilder()
                .setRule(rule.id())
                .setRuleVersion(rule.version())
                .setSeries(watch.series().text())
                .setLabels(new LinkedHashMap<>(watch.labels()))
                .setState(state)
                .setAt(Instant.ofEpochMilli(at))
                .setSince(Instant.ofEpochMilli(since))
                .setSeverity(rule.severity().name())
                .setSummary(rule.summary(watch.labels(), watch, evidence))
                .setRunbook(rule.runbook())
                .setReason(after == null ? judgement.reason() : judgement.reason() + "; " + after)
                .setCondition(judgement.condition())
                .setWindowSeconds((int) rule.sensor().window().toSeconds())
                .setEvidence(evidence)
                .setShadow(rule.shadow())
                .setConsumers(consumers.isEmpty() ? null : consumers.estimate())
                .setChangeId(change == null ? null : change.getId())
                .setChange(after)
                .build();
    }

    /** The figures behind what a rule says of a series, and the share of all traffic that the series has. */
    static Map<String, Double> evidence(Rule rule, SeriesWatch watch) {
        Map<String, Double> evidence = rule.evidence(watch);
        double traffic = watch.trafficShare(rule.sensor().window());
        if (!Double.isNaN(traffic)) {
            evidence.put(TrafficShare.EVIDENCE, traffic);
        }
        return evidence;
    }

    /** Tells that a rule is broken and left out. */
    static Verdict broken(Rule rule, Series series, JudgeState state, String why, long at) {
        return Verdict.newBuilder()
                .setRule(FailingRules.RULE)
                .setRuleVersion(rule.version())
                .setSeries(series.text())
                .setLabels(series.labels())
                .setState(VerdictState.BREACHED)
                .setAt(Instant.ofEpochMilli(at))
                .setSince(Instant.ofEpochMilli(state.since()))
                .setSeverity(FailingRules.severity(rule).name())
                .setSummary("rule " + rule.id() + " cannot be evaluated and is left out: " + why)
                .setRunbook("docs/runbooks/" + FailingRules.RULE + ".md")
                .setReason("every evaluation has failed for " + Durations.show(FailingRules.PATIENCE) + ": " + why)
                .setCondition(FailingRules.CONDITION)
                .setWindowSeconds((int) FailingRules.PATIENCE.toSeconds())
                .setEvidence(Map.of())
                .setShadow(rule.shadow())
                .build();
    }

    /** The ends of verdicts by {@link KeptVerdict#key} whose rules were changed or removed. */
    static List<Verdict> retired(Map<String, KeptVerdict> byKey, long at) {
        List<Verdict> verdicts = new ArrayList<>();
        byKey.forEach((key, kept) -> {
            int split = key.indexOf('\n');
            verdicts.add(retired(key.substring(0, split), new Series(key.substring(split + 1)), kept, at));
        });
        return verdicts;
    }

    /** The end of a verdict whose rule was changed or removed: nobody can say any more whether it still holds. */
    private static Verdict retired(String rule, Series series, KeptVerdict kept, long at) {
        return Verdict.newBuilder()
                .setRule(rule)
                .setRuleVersion(kept.version())
                .setSeries(series.text())
                .setLabels(series.labels())
                .setState(VerdictState.OK)
                .setAt(Instant.ofEpochMilli(at))
                .setSince(Instant.ofEpochMilli(at))
                .setSeverity(kept.severity().name())
                .setSummary(series + ": rule " + rule + " was changed or removed")
                .setReason(
                        "version " + kept.version() + " of the rule is not in use any more; what it said is withdrawn")
                .setCondition(kept.condition())
                .setWindowSeconds(kept.windowSeconds())
                .setEvidence(Map.of())
                .build();
    }
}
