package dev.hypercare.cli.trial;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.kpi.KpiConfig;
import dev.hypercare.rules.PastRules;
import dev.hypercare.rules.RuleReading;
import dev.hypercare.rules.RuleSelection;
import dev.hypercare.rules.RuleTrial;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.streams.ClusterAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replays the log up to an instant through the evaluator itself, of what is asked about only, and asks it what it saw: so what is
 * explained is what was decided.
 */
public final class Explain {
    /**
     * What is asked.
     *
     * @param labels of what, by name
     * @param at the instant, milliseconds since the epoch
     * @param rule only this rule; null for all
     * @param warmUp how much of the time before is replayed; null for as much as the rules need
     */
    public record Question(
            Map<String, String> labels,
            long at,
            @Nullable String rule,
            @Nullable Duration warmUp) {}

    private final ClusterAccess cluster;
    private final KpiConfig config;
    private final PastRules rules;

    /**
     * @param config how calls become KPIs in the application that is meant
     * @param rules those of its configuration; what was applied besides is read
     */
    public Explain(ClusterAccess cluster, KpiConfig config, PastRules rules) {
        this.cluster = cluster;
        this.config = config;
        this.rules = rules;
    }

    /** Answers. Error: {@link InvalidInput} for a rule that is not there, and where nothing is retained of that time. */
    public Explanation run(Question question, TrialWatcher watcher) {
        Map<String, String> labels = question.labels;
        long at = Resolution.startOfSlice(question.at);
        cluster.require(cluster.wiring().name(Topics.CALLS));
        List<String> notes = new ArrayList<>();
        InstanceTopics.read(cluster, rules, at, notes);
        RuleSelection selection = RuleSelection.of(rules.at(at - Resolution.SLICE_MILLIS), labels, question.rule);
        Duration warmUp = question.warmUp == null
                ? RuleTrial.onSlices(selection.looking(), 1).warmUp()
                : question.warmUp;
        long from = Math.max(0, at - warmUp.toMillis());
        LogReplay.Judged judged = new LogReplay(
                        cluster,
                        config,
                        tasks -> RuleTrial.asUsed(
                                rules, selection.looking(), labels, from - LogReplay.CLOCK_MILLIS, at, tasks))
                .run(from, at, watcher);
        Covered covered = judged.covered();
        if (covered.isEmpty() || covered.to() < at) {
            throw Retained.nothing(cluster, Topics.CALLS, at - Resolution.SLICE_MILLIS, at, covered);
        }
        long known = Math.max(0, at - covered.from());
        if (known < warmUp.toMillis()) {
            notes.add("of the " + Durations.show(warmUp) + " that these rules look back on or learn from, "
                    + Durations.show(Duration.ofSeconds(known / 1000)) + " is retained");
        }
        List<String> applied = rules.appliedAt(at - Resolution.SLICE_MILLIS);
        if (!applied.isEmpty()) {
            notes.add("applied while instances ran: " + String.join(", ", applied));
        }
        List<RuleReading> readings = judged.trial()
                .readings(series -> agree(series, labels) && labels.keySet().containsAll(series.keySet()));
        List<RuleReading> parts = judged.trial()
                .readings(series -> agree(series, labels) && !labels.keySet().containsAll(series.keySet()));
        List<RuleReading> unwell = parts.stream().filter(part -> !part.isOk()).toList();
        return new Explanation(
                labels,
                at,
                readings,
                unwell,
                parts.size() - unwell.size(),
                selection.others(),
                judged.trial().silentGateways(at),
                said(at, labels, notes),
                decided(at, labels, notes),
                warmUp,
                covered,
                notes);
    }

    private Map<String, Verdict> said(long at, Map<String, String> labels, List<String> notes) {
        Map<String, Verdict> last = new HashMap<>();
        PastRecords.read(
                        cluster,
                        Topics.VERDICTS,
                        Math.max(0, at - PastRecords.BEFORE),
                        verdict -> agree(verdict.getLabels(), labels) && isUpTo(verdict.getAt(), at),
                        notes)
                .forEach(verdict -> last.merge(
                        Explanation.key(verdict.getRule(), verdict.getSeries()),
                        verdict,
                        (one, other) -> one.getAt().isAfter(other.getAt()) ? one : other));
        return last;
    }

    private Map<String, Decision> decided(long at, Map<String, String> labels, List<String> notes) {
        Map<String, Decision> last = new HashMap<>();
        PastRecords.read(
                        cluster,
                        Topics.DECISIONS,
                        Math.max(0, at - PastRecords.BEFORE),
                        decision -> agree(decision.getLabels(), labels) && isUpTo(decision.getAt(), at),
                        notes)
                .forEach(decision -> last.merge(
                        Explanation.key(decision.getRule(), decision.getSeries()),
                        decision,
                        (one, other) -> one.getAt().isAfter(other.getAt()) ? one : other));
        return last;
    }

    private static boolean isUpTo(Instant time, long at) {
        return time.toEpochMilli() <= at;
    }

    /** Whether no label differs. */
    private static boolean agree(Map<String, String> one, Map<String, String> other) {
        return one.entrySet().stream()
                .allMatch(label -> label.getValue().equals(other.getOrDefault(label.getKey(), label.getValue())));
    }
}
