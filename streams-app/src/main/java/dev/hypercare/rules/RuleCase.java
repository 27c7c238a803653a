package dev.hypercare.rules;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A case that rules are tested with: given these rules, when this traffic comes, then exactly these verdicts change.
 *
 * @param name for people
 * @param rules the rules
 * @param reference what people have said
 * @param views the views that the traffic is counted in
 * @param traffic stretches of it
 * @param until how long it takes
 * @param expected changes of verdicts, each {@code 14s checkout-errors BREACHED api=checkout}, and {@code after 4711} where a change is named
 */
record RuleCase(
        String name,
        RuleBook rules,
        Reference reference,
        List<List<String>> views,
        List<Section> traffic,
        Duration until,
        List<String> expected) {
    /** CaseTraffic of cases begins here, seconds since the epoch: a whole minute. */
    static final long EPOCH = 1_700_000_040;

    /** Reads the traffic and what is expected; problems are collected with the section. */
    static RuleCase read(Section section, String name, RuleBook rules, Reference reference, List<List<String>> views) {
        List<Section> traffic = section.sections("when");
        traffic.forEach(CaseTraffic::read);
        Duration until = section.duration("until", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofDays(8));
        return new RuleCase(name, rules, reference, views, traffic, until, section.strings("then", List.of()));
    }

    /** The changes of verdicts that there are. */
    List<String> run() {
        return run(Integer.MAX_VALUE);
    }

    /** The same with a restart after every so many seconds. */
    List<String> run(int restartEvery) {
        HeapMemory memory = new HeapMemory();
        RuleEvaluator evaluator = started(memory);
        List<CaseTraffic> stretches = traffic.stream().map(CaseTraffic::read).toList();
        List<String> changes = new ArrayList<>();
        Map<String, VerdictState> said = new HashMap<>();
        for (long second = 0; second < until.toSeconds(); second++) {
            if ((second + 1) % restartEvery == 0) {
                evaluator = started(memory);
            }
            evaluator
                    .onSlice(CaseTraffic.slice(stretches, views, second, EPOCH))
                    .forEach(verdict -> {
                        String of = KeptVerdict.key(verdict.getRule(), verdict.getSeries());
                        // One that has grown is told again; that is no change.
                        if (said.put(of, verdict.getState()) != verdict.getState()) {
                            changes.add(line(verdict));
                        }
                    });
        }
        return changes;
    }

    private RuleEvaluator started(HeapMemory memory) {
        RuleEvaluator evaluator = new RuleEvaluator(rules, memory, reference, 0);
        evaluator.step = 1000; // what cases expect is told in seconds
        evaluator.restore();
        return evaluator;
    }

    private static String line(Verdict verdict) {
        Duration at = Duration.between(Instant.ofEpochSecond(EPOCH), verdict.getAt());
        String change = verdict.getChangeId();
        return Durations.show(at) + " " + verdict.getRule() + " " + verdict.getState() + " " + verdict.getSeries()
                + (change == null ? "" : " after " + change);
    }
}
