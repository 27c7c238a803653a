package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Verdict;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A rule that cannot be evaluated, or takes too much, beside one that can. */
class FailingRulesTest {
    private static final long EPOCH = 1_700_000_040;
    private static final String TOLD = "11s rule-broken BREACHED rule=bad,source=0";

    private final Rule good = RuleTexts.rule("window: 5s\nwhen: failed >= 3\nhold: 2s\n");
    private final HeapMemory memory = new HeapMemory();

    @Test
    void anEvaluationThatNeverEndsIsEndedAndTheOtherRulesGoOn() {
        RuleEvaluator evaluator = started(bad(endless()));
        List<Verdict> verdicts = run(evaluator, 0, 15, Map.of("pay", 3));

        assertThat(lines(verdicts)).contains("3s it BREACHED api=pay", TOLD);
        Verdict told = verdicts.stream()
                .filter(each -> each.getRule().equals(FailingRules.RULE))
                .findFirst()
                .orElseThrow();
        assertThat(told.getSummary())
                .isEqualTo("rule bad cannot be evaluated and is left out: bad: ended after 400 steps");
        assertThat(told.getSeverity()).isEqualTo("P3");
        assertThat(told.getRunbook()).isEqualTo("docs/runbooks/rule-broken.md");
        // Left out from then on.
        assertThat(evaluator.failures()).isEqualTo(Map.of("bad", 11L));
    }

    @Test
    void anEvaluationThatTakesTooMuchFailsEvenWhereTheRestWouldDecide() {
        Program swallowing = program(names -> {
            for (int i = 0; i < 1000; i++) {
                try {
                    var unused = names.apply("p99");
                } catch (RuntimeException e) {
                    return true; // as CEL does with one side of ||
                }
            }
            return false;
        });
        RuleEvaluator evaluator = started(bad(swallowing));
        run(evaluator, 0, 2, Map.of("pay", 3));
        assertThat(evaluator.failures()).isEqualTo(Map.of("bad", 2L));
    }

    @Test
    void aRuleThatFailsForSomeSeriesOnlyIsEvaluatedForTheOthersForGood() {
        Program picky = program(names -> {
            if (names.apply("calls").equals(15.0)) {
                throw new IllegalStateException("not fifteen");
            }
            return false;
        });
        RuleEvaluator evaluator = started(bad(picky));
        List<Verdict> verdicts = run(evaluator, 0, 30, Map.of("pay", 3, "ship", 4));
        assertThat(lines(verdicts)).noneMatch(line -> line.contains(FailingRules.RULE));
        assertThat(evaluator.failures()).isEqualTo(Map.of("bad", 26L));
    }

    @Test
    void restartsChangeNothing() {
        RuleEvaluator evaluator = started(bad(endless()));
        List<Verdict> verdicts = new ArrayList<>();
        for (int second = 0; second < 15; second++) {
            evaluator.restore();
            verdicts.addAll(run(evaluator, second, second + 1, Map.of("pay", 3)));
        }
        assertThat(lines(verdicts))
                .contains(TOLD)
                .filteredOn(line -> line.contains("rule-broken"))
                .hasSize(1);
        assertThat(evaluator.failures()).isEmpty();
    }

    @Test
    void aCorrectedRuleIsEvaluatedAnewAndTheAlertEnds() {
        run(started(bad(endless())), 0, 15, Map.of("pay", 3));
        Rule corrected = new Rule(
                "bad",
                good.summary(),
                good.view(),
                good.match(),
                good.severity(),
                false,
                good.sensor(),
                good.hold(),
                good.keep(),
                "");
        assertThat(lines(run(started(corrected), 15, 20, Map.of("pay", 3))))
                .contains("15s rule-broken OK rule=bad,source=0", "18s bad BREACHED api=pay");
        assertThat(memory.verdicts.keySet()).noneMatch(key -> key.contains(FailingRules.RULE));
    }

    private RuleEvaluator started(Rule bad) {
        RuleEvaluator evaluator = new RuleEvaluator(new RuleBook(List.of(bad, good)), memory, 0);
        evaluator.restore();
        return evaluator;
    }

    private Rule bad(Program program) {
        Map<String, Term> terms = new HashMap<>();
        for (Measure measure : Measures.all()) {
            terms.put(measure.name(), Term.now(measure));
        }
        return new Rule(
                "bad",
                good.summary(),
                good.view(),
                good.match(),
                good.severity(),
                false,
                new ConditionSensor(good.sensor().window(), new Condition("bad", terms, program), null, 1),
                good.hold(),
                good.keep(),
                "");
    }

    /** Asks for one figure again and again. */
    private static Program endless() {
        return program(names -> {
            while (true) {
                var unused = names.apply("p99");
            }
        });
    }

    private static Program program(Function<Function<String, Object>, Object> evaluation) {
        return (Program) Proxy.newProxyInstance(
                Program.class.getClassLoader(), new Class<?>[] {Program.class}, (proxy, method, args) -> {
                    CelVariableResolver names = (CelVariableResolver) args[0];
                    return evaluation.apply(name -> names.find(name).orElseThrow());
                });
    }

    /** Slices of one second in which APIs have so many calls, all failed. */
    private static List<Verdict> run(RuleEvaluator evaluator, int from, int to, Map<String, Integer> calls) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int second = from; second < to; second++) {
            Map<Series, Kpis> kpis = new HashMap<>();
            calls.forEach((api, count) -> {
                List<int[]> failed = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    failed.add(new int[] {500, 20_000});
                }
                kpis.put(Series.of(List.of("api"), List.of(api)), SlidingWindowTest.kpis(failed));
            });
            verdicts.addAll(evaluator.onSlice(ClosedSlice.ofSecond((EPOCH + second) * 1000, kpis)));
        }
        return verdicts;
    }

    private static List<String> lines(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.getAt().getEpochSecond() - EPOCH + "s " + verdict.getRule() + " "
                        + verdict.getState() + " " + verdict.getSeries())
                .toList();
    }
}
