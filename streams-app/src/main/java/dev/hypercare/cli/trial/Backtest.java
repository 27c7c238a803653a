package dev.hypercare.cli.trial;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.kpi.KpiConfig;
import dev.hypercare.rules.PastRules;
import dev.hypercare.rules.RuleBook;
import dev.hypercare.rules.RuleTrial;
import dev.hypercare.rules.TriedRule;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import dev.hypercare.streams.ClusterAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tries rules on a time that is over: from retained panes, or exactly from retained calls. */
public final class Backtest {
    /**
     * Which time, and how.
     *
     * @param from first instant, milliseconds since the epoch
     * @param to first instant after
     * @param warmUp how much of the time before is judged first; null for as much as the rules need
     * @param exact from calls, and not from panes
     */
    public record Question(long from, long to, @Nullable Duration warmUp, boolean exact) {}

    /** What is not judged yet because it has just happened is no news, milliseconds. */
    private static final long LAG = 30_000;

    private final ClusterAccess cluster;
    private final KpiConfig config;
    private final PastRules used;
    private final @Nullable RuleBook tried;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param config how calls become KPIs in the application that is meant
     * @param used the rules of its configuration; what was applied besides is read
     * @param tried the rules to try; null for those that were used
     */
    public Backtest(ClusterAccess cluster, KpiConfig config, PastRules used, @Nullable RuleBook tried) {
        this.cluster = cluster;
        this.config = config;
        this.used = used;
        this.tried = tried;
    }

    /** Runs it. Error: {@link InvalidInput} where nothing is retained of that time, or the cluster cannot be read. */
    public BacktestResult run(Question question, TrialWatcher watcher) {
        notes.clear();
        cluster.require(cluster.wiring().name(question.exact ? Topics.CALLS : Topics.KPI_PANES));
        InstanceTopics.read(cluster, used, question.from, notes);
        RuleBook rules = rules(question);
        RuleTrial trial = question.exact ? RuleTrial.onSlices(rules, 1) : RuleTrial.onPanes(rules, used);
        Duration warmUp = question.warmUp == null ? trial.warmUp() : question.warmUp;
        long from = Math.max(0, question.from - warmUp.toMillis());
        Covered covered;
        List<Verdict> verdicts;
        if (question.exact) {
            LogReplay.Judged judged = new LogReplay(cluster, config, tasks -> exactly(rules, from, question.to, tasks))
                    .run(from, question.to, watcher);
            trial = judged.trial();
            covered = judged.covered();
            verdicts = judged.verdicts();
        } else {
            PaneReplay replay = new PaneReplay(cluster, trial);
            covered = replay.run(Resolution.PANE.startOf(from), question.to, watcher);
            verdicts = replay.verdicts();
        }
        if (covered.isEmpty() || covered.to() <= question.from) {
            throw question.exact
                    ? Retained.nothing(cluster, Topics.CALLS, question.from, question.to, covered)
                    : Retained.nothing(cluster, Topics.KPI_PANES, question.from, question.to, covered);
        }
        tell(question, covered, warmUp);
        trial.failures()
                .forEach((rule, times) -> notes.add(rule + " could not be evaluated " + times + " times: see the log"));
        return result(question, warmUp, covered, trial, verdicts);
    }

    private RuleTrial exactly(RuleBook rules, long from, long to, int tasks) {
        return tried != null
                ? RuleTrial.onSlices(tried, used, tasks)
                : RuleTrial.asUsed(used, rules, Map.of(), from - LogReplay.CLOCK_MILLIS, to, tasks);
    }

    private RuleBook rules(Question question) {
        if (tried != null) {
            tellOthers(tried.titles(), used.during(question.from, question.to).titles());
            return tried;
        }
        List<Long> changes = used.changes(question.from, question.to);
        if (changes.isEmpty() || question.exact) {
            return used.during(question.from, question.to);
        }
        notes.add("other rules were used from "
                + changes.stream()
                        .map(at -> Instant.ofEpochMilli(at).toString())
                        .collect(Collectors.joining(", "))
                + " on: the last ones are tried on all of the time, --exact tries each when it was used");
        return used.at(question.to - Resolution.SLICE_MILLIS);
    }

    /** What did fire is of the version that was used. */
    private void tellOthers(List<String> titles, List<String> usedThen) {
        for (String title : titles) {
            String id = title.substring(0, title.lastIndexOf('/') + 1);
            usedThen.stream()
                    .filter(other -> other.startsWith(id) && !other.equals(title))
                    .forEach(other -> notes.add("instances used " + other + ", this is " + title));
        }
    }

    private BacktestResult result(
            Question question, Duration warmUp, Covered covered, RuleTrial trial, List<Verdict> verdicts) {
        long before = Math.max(0, question.from - PastRecords.BEFORE);
        Set<String> ids = trial.rules().stream().map(TriedRule::id).collect(Collectors.toSet());
        List<Verdict> live = PastRecords.read(
                cluster,
                Topics.VERDICTS,
                before,
                verdict -> ids.contains(verdict.getRule()) && verdict.getAt().toEpochMilli() <= question.to,
                notes);
        List<Decision> decisions = PastRecords.read(cluster, Topics.DECISIONS, before, decision -> true, notes);
        return new BacktestResult(
                question.from,
                question.to,
                question.exact,
                warmUp,
                covered,
                trial.rules(),
                touching(Breach.of(verdicts), question),
                withdrawn(verdicts, question),
                touching(Breach.of(live), question),
                PastAlert.of(decisions).stream()
                        .filter(alert -> alert.touches(question.from, question.to - 1))
                        .toList(),
                List.copyOf(notes));
    }

    private static List<Breach> touching(List<Breach> breaches, Question question) {
        return breaches.stream()
                .filter(breach -> breach.touches(question.from + 1, question.to))
                .toList();
    }

    /** How often each rule was pending in that time and took it back. */
    private static Map<String, Integer> withdrawn(List<Verdict> verdicts, Question question) {
        Map<String, Integer> withdrawn = new HashMap<>();
        Set<String> pending = new HashSet<>();
        for (Verdict verdict : verdicts.stream().sorted(Breach.IN_TIME).toList()) {
            String key = verdict.getRule() + "\n" + verdict.getSeries();
            boolean was = pending.remove(key);
            if (verdict.getState() == VerdictState.PENDING) {
                pending.add(key);
            } else if (was && verdict.getState() != VerdictState.BREACHED && isWithin(verdict, question)) {
                withdrawn.merge(verdict.getRule(), 1, Integer::sum);
            }
        }
        return withdrawn;
    }

    private static boolean isWithin(Verdict verdict, Question question) {
        long at = verdict.getAt().toEpochMilli();
        return at > question.from && at <= question.to;
    }

    private void tell(Question question, Covered covered, Duration warmUp) {
        long known = Math.max(0, question.from - covered.from());
        if (known < warmUp.toMillis()) {
            notes.add(
                    "of the " + Durations.show(warmUp) + " before, which these rules look back on or learn from, "
                            + (known == 0 ? "nothing" : Durations.show(Duration.ofMillis(known / 1000 * 1000)))
                            + " is retained: until as much has passed they may say something else than they would have said live");
        }
        if (covered.from() > question.from) {
            notes.add("there is nothing that these rules look at before " + Instant.ofEpochMilli(covered.from()));
        }
        if (covered.to() < question.to - LAG) {
            notes.add("there is nothing after " + Instant.ofEpochMilli(covered.to()));
        }
        if (covered.unusable() > 0) {
            notes.add(covered.unusable() + " records are no usable calls and were left out, as they are live");
        }
    }
}
