package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleEvaluatorTest {
    private static final long EPOCH = 1_700_000_040;
    private static final String RULES = """
            rules:
              - {id: burst, summary: "{api}: {failed} of {calls}", view: [api], severity: p2, window: 5s, when: failed >= 3, hold: 2s}
              - {id: slow, summary: "{p95}", view: [api], severity: p3, window: 3m, when: p95 > 900 || max > 4000, clear: p95 < 500, keep: 5s}
              - {id: day, summary: "{failed}", view: [api], severity: p4, window: 2h, when: failed_ratio > 0.3, min-calls: 5}
            """;

    private final HeapMemory memory = new HeapMemory();

    @Test
    void aVerdictCarriesTheRuleTheFiguresAndWhereToRead() {
        RuleEvaluator evaluator = started(RuleTexts.book(RULES), memory);
        List<Verdict> verdicts = new ArrayList<>();
        for (int second = 0; second < 3; second++) {
            verdicts.addAll(evaluator.onSlice(slice(second, "pay", 3, 500, 20_000)));
        }
        Verdict verdict = verdicts.stream()
                .filter(each -> each.getRule().equals("burst") && each.getState() == VerdictState.BREACHED)
                .findFirst()
                .orElseThrow();
        assertThat(verdict.getSeries()).isEqualTo("api=pay");
        assertThat(verdict.getLabels()).isEqualTo(Map.of("api", "pay"));
        assertThat(verdict.getSummary()).isEqualTo("pay: 9 of 9");
        assertThat(verdict.getEvidence()).isEqualTo(Map.of("calls", 9.0, "failed", 9.0));
        assertThat(verdict.getSince().getEpochSecond()).isEqualTo(EPOCH + 1);
        assertThat(verdict.getAt().getEpochSecond()).isEqualTo(EPOCH + 3);
        assertThat(verdict.getCondition()).isEqualTo("failed >= 3");
        assertThat(verdict.getReason()).isEqualTo("the condition has held for 2s");
        assertThat(verdict.getRunbook()).isEqualTo("docs/runbooks/burst.md");
        assertThat(verdict.getWindowSeconds()).isEqualTo(5);
        assertThat(verdict.getRuleVersion()).matches("[0-9a-f]{12}");
        assertThat(verdict.getSeverity()).isEqualTo("P2");
    }

    @Test
    void aSilenceAtOnceSaysWhatItsSlicesWouldAndIsNoMoreWorkThanTwiceTheLongestWindow() {
        String rules = RULES + """
                  - {id: quiet, summary: "none", view: [api], severity: p3, window: 10s, when: calls < 2, hold: 20s, min-calls: 0}
                  - {id: blind, summary: "{p95}", view: [api], severity: p3, window: 20s, when: p95 > 10, min-calls: 3}
                  - {id: back, summary: "{calls}", view: [api], severity: p3, window: 10s, when: calls > 3, clear: calls < 1, keep: 40s, min-calls: 0}
                """;
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            HeapMemory other = new HeapMemory();
            memory.windows.clear();
            memory.verdicts.clear();
            RuleEvaluator atOnce = started(RuleTexts.book(rules), memory);
            RuleEvaluator oneByOne = started(RuleTexts.book(rules), other);
            long second = 0;
            for (int part = 0; part < 3; part++) {
                for (int i = 0; i < 1 + random.nextInt(40); i++, second++) {
                    ClosedSlice slice = slice(
                            second, "pay" + random.nextInt(2), random.nextInt(5), 200 + random.nextInt(2) * 300, 20);
                    assertThat(atOnce.onSlice(slice)).isEqualTo(oneByOne.onSlice(slice));
                }
                long end = second + 18_000 + random.nextInt(1000);
                long before = atOnce.judgedSlices();
                List<Verdict> expected = new ArrayList<>();
                for (long at = second; at < end; at++) {
                    expected.addAll(oneByOne.onSlice(slice(at, "", 0, 200, 1)));
                }
                assertThat(atOnce.onSlice(ClosedSlice.silence((EPOCH + second) * 1000, (EPOCH + end) * 1000)))
                        .isEqualTo(expected);
                assertThat(memory.verdicts.keySet()).isEqualTo(other.verdicts.keySet());
                memory.verdicts.forEach((key, state) -> assertThat(state).isEqualTo(other.verdicts.get(key)));
                assertThat(memory.windows).hasSameSizeAs(other.windows);
                assertThat(atOnce.judgedSlices() - before).isLessThan(2 * 14_800);
                second = end;
            }
        }
    }

    @Test
    void whatIsLearnedOfASilenceIsTheSameAtOnceAndSliceBySlice() {
        String rules = """
                rules:
                  - {id: silent, kind: absence, summary: "{silent_seconds}", view: [api], severity: p2}
                  - {id: unusual, kind: baseline, of: failed_ratio, summary: "{seen}", view: [api], severity: p2}
                  - {id: source, kind: absence, summary: "{silent_seconds}", view: [source], severity: p2}
                """;
        for (int silence : List.of(100, 5_000, 20_000)) {
            HeapMemory one = new HeapMemory();
            HeapMemory other = new HeapMemory();
            RuleEvaluator atOnce = started(RuleTexts.book(rules), one);
            RuleEvaluator oneByOne = started(RuleTexts.book(rules), other);
            for (long second = 0; second < 1_230; second++) {
                assertThat(atOnce.onSlice(heard(second))).isEqualTo(oneByOne.onSlice(heard(second)));
            }
            List<Verdict> expected = new ArrayList<>();
            for (long second = 1_230; second < 1_230 + silence; second++) {
                expected.addAll(oneByOne.onSlice(slice(second, "", 0, 200, 1)));
            }
            long end = EPOCH + 1_230 + silence;
            assertThat(atOnce.onSlice(ClosedSlice.silence((EPOCH + 1_230) * 1000, end * 1000)))
                    .isEqualTo(expected)
                    .extracting(Verdict::getRule)
                    .contains("source");
            for (long second = 1_230 + silence; second < 1_400 + silence; second++) {
                assertThat(atOnce.onSlice(heard(second))).isEqualTo(oneByOne.onSlice(heard(second)));
            }
            assertThat(one.learned.keySet()).isEqualTo(other.learned.keySet()).contains("", " ", "api=pay");
            one.learned.forEach((key, learned) -> assertThat(learned).as(key).isEqualTo(other.learned.get(key)));
        }
    }

    /** Five calls, of which nobody fails, and the gateway that they come from. */
    private static ClosedSlice heard(long second) {
        Map<Series, Kpis> kpis = slice(second, "pay", 5, 200, 20_000).kpis();
        Kpis bare = new Kpis();
        kpis.values().forEach(sum -> {
            for (long i = sum.calls(); i > 0; i--) {
                bare.addBare();
            }
        });
        kpis.put(Telemetry.of(0, "east"), bare);
        return ClosedSlice.ofSecond((EPOCH + second) * 1000, kpis);
    }

    @Test
    void rulesDecideAtTheEndOfEachHalfSecond() {
        String rule = """
                rules:
                  - {id: now, summary: "{failed}", view: [api], severity: p3, window: 1s, when: failed >= 3, clear: failed < 1, keep: 0s}
                """;
        RuleEvaluator evaluator = started(RuleTexts.book(rule), memory);
        List<String> said = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            boolean bad = number == 1 || number == 2;
            evaluator
                    .onSlice(half(number, "pay", 2, bad ? 500 : 200, 20_000))
                    .forEach(verdict ->
                            said.add(verdict.getAt().toEpochMilli() - EPOCH * 1000 + " " + verdict.getState()));
        }
        assertThat(said).containsExactly("1500 BREACHED", "2500 OK");
    }

    @Test
    void theFiguresOfAVerdictAreInOneOrderSoThatItsBytesAreTheSameInEveryProcess() {
        String rule = """
                rules:
                  - {id: all, summary: "{p99} {p50} {failed_ratio}", view: [api], severity: p3, window: 5s, when: failed >= 3 && p95 > 1 && max > 1}
                """;
        List<Verdict> verdicts = started(RuleTexts.book(rule), memory).onSlice(slice(0, "pay", 3, 500, 20_000));
        assertThat(verdicts).hasSize(1);
        assertThat(verdicts.get(0).getEvidence().keySet())
                .containsExactly("calls", "failed", "failed_ratio", "max", "p50", "p95", "p99");
    }

    @Test
    void anIdleSeriesCostsNothing() {
        RuleEvaluator evaluator =
                started(RuleTexts.book(RULES.replace("2h", "4s").replace("3m", "4s")), memory);
        for (int second = 0; second < 20; second++) {
            evaluator.onSlice(slice(second, "api-" + second, 2, 200, 20_000));
        }
        assertThat(evaluator.watched()).isEqualTo(5);
        for (int second = 20; second < 30; second++) {
            evaluator.onSlice(ClosedSlice.ofSecond((EPOCH + second) * 1000, Map.of()));
        }
        assertThat(evaluator.watched()).isZero();
        assertThat(memory.windows).isEmpty();
        assertThat(memory.verdicts).isEmpty();
    }

    @Test
    void aSliceIsOneRecordHoweverManySeriesAndRulesThereAre() {
        RuleEvaluator evaluator =
                started(RuleTexts.book(RULES.replace("2h", "30s").replace("3m", "60s")), memory);
        for (int second = 0; second < 100; second++) {
            Map<Series, Kpis> kpis = new HashMap<>();
            for (int api = 0; api < 50; api++) {
                kpis.put(series("api-" + api), SlidingWindowTest.kpis(List.of(new int[] {200, 1000})));
            }
            evaluator.onSlice(ClosedSlice.ofSecond((EPOCH + second) * 1000, kpis));
        }
        assertThat(memory.puts).isEqualTo(100);
        assertThat(memory.windows).hasSize(60);
    }

    @Test
    void aSliceOfManySeriesIsCutIntoRecordsThatABrokerTakes() {
        Map<Series, Kpis> kpis = new HashMap<>();
        for (int api = 0; api < 9000; api++) {
            kpis.put(series("a-long-name-of-an-api-number-" + api), SlidingWindowTest.kpis(List.of(new int[] {200, 1000
            })));
        }
        RuleBook book = RuleTexts.book(RULES);
        started(book, memory).onSlice(ClosedSlice.ofSecond(EPOCH * 1000, kpis));
        assertThat(memory.windows.size()).isGreaterThan(1);
        assertThat(memory.windows.values()).allMatch(value -> value.length <= WindowArchive.MAX_BYTES + 1000);
        assertThat(started(book, memory).watched()).isEqualTo(9000);
    }

    @Test
    void aTaskThatIsRevivedWithTheSameObjectGoesOnAsIfNothingHadHappened() {
        assertThat(run(new Random(7), 25))
                .isEqualTo(run(new Random(7), Integer.MAX_VALUE))
                .isNotEmpty();
    }

    private static List<String> run(Random random, int reviveEvery) {
        RuleEvaluator evaluator = started(RuleTexts.book(RULES), new HeapMemory());
        List<String> verdicts = new ArrayList<>();
        for (int slice = 0; slice < 1800; slice++) {
            if (slice % reviveEvery == reviveEvery - 1) {
                evaluator.restore();
            }
            boolean bad = slice / 120 % 3 == 1;
            int calls = random.nextInt(4);
            evaluator
                    .onSlice(half(slice, "pay", calls, bad ? 503 : 200, random.nextInt(bad ? 5_000_000 : 400_000)))
                    .forEach(verdict -> verdicts.add(verdict.toString()));
        }
        return verdicts;
    }

    @Test
    void whatAnOldVersionOfARuleSaidIsWithdrawnAndTheNewOneJudgesAnew() {
        RuleEvaluator before = started(RuleTexts.book(RULES), memory);
        for (int second = 0; second < 5; second++) {
            before.onSlice(slice(second, "pay", 3, 500, 20_000));
        }
        RuleEvaluator after = started(RuleTexts.book(RULES.replace("failed >= 3", "failed >= 4")), memory);
        List<Verdict> verdicts = after.onSlice(slice(5, "pay", 3, 500, 20_000));
        assertThat(verdicts)
                .extracting(verdict -> verdict.getRule() + " " + verdict.getState())
                .containsExactly("burst OK", "burst PENDING");
        assertThat(verdicts.get(0).getReason()).contains(verdicts.get(0).getRuleVersion(), "withdrawn");
        assertThat(verdicts.get(0).getRuleVersion())
                .isNotEqualTo(verdicts.get(1).getRuleVersion());
        assertThat(after.onSlice(slice(6, "pay", 3, 500, 20_000))).isEmpty();
    }

    @Test
    void whatARemovedRuleSaidIsWithdrawnOnce() {
        RuleEvaluator before = started(RuleTexts.book(RULES), memory);
        for (int second = 0; second < 5; second++) {
            before.onSlice(slice(second, "pay", 3, 500, 20_000));
        }
        RuleBook without = new RuleBook(RuleTexts.book(RULES).rules().subList(1, 3));
        RuleEvaluator after = started(without, memory);
        assertThat(after.onSlice(slice(5, "pay", 0, 200, 1)))
                .extracting(verdict -> verdict.getRule() + " " + verdict.getState())
                .containsExactly("burst OK");
        assertThat(started(without, memory).onSlice(slice(6, "pay", 0, 200, 1))).isEmpty();
    }

    @Test
    void aConditionThatCannotBeEvaluatedIsCountedAndStopsNobodyElse() {
        Rule good = RuleTexts.book(RULES).rules().get(0);
        Rule broken = new Rule(
                "broken",
                good.summary(),
                good.view(),
                good.match(),
                good.severity(),
                false,
                new ConditionSensor(good.sensor().window(), new Condition("broken", Map.of(), failing()), null, 1),
                good.hold(),
                good.keep(),
                "");
        RuleEvaluator evaluator = started(new RuleBook(List.of(broken, good)), memory);
        List<Verdict> verdicts = new ArrayList<>();
        for (int second = 0; second < 4; second++) {
            verdicts.addAll(evaluator.onSlice(slice(second, "pay", 3, 500, 20_000)));
        }
        assertThat(verdicts)
                .extracting(verdict -> verdict.getRule() + " " + verdict.getState())
                .containsExactly("burst PENDING", "burst BREACHED");
        assertThat(evaluator.failures()).isEqualTo(Map.of("broken", 4L));
    }

    private static Program failing() {
        return (Program) Proxy.newProxyInstance(
                Program.class.getClassLoader(), new Class<?>[] {Program.class}, (proxy, method, args) -> {
                    throw new CelEvaluationException("out of order");
                });
    }

    private static RuleEvaluator started(RuleBook book, RuleMemory memory) {
        RuleEvaluator evaluator = new RuleEvaluator(book, memory, 0);
        evaluator.restore();
        return evaluator;
    }

    private static ClosedSlice slice(long second, String api, int calls, int status, int micros) {
        return ClosedSlice.ofSecond((EPOCH + second) * 1000, kpis(api, calls, status, micros));
    }

    /** One slice, half a second. */
    private static ClosedSlice half(long number, String api, int calls, int status, int micros) {
        return ClosedSlice.of(EPOCH * 1000 + number * Resolution.SLICE_MILLIS, kpis(api, calls, status, micros));
    }

    private static Map<Series, Kpis> kpis(String api, int calls, int status, int micros) {
        List<int[]> list = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            list.add(new int[] {status, micros});
        }
        return calls == 0 ? Map.of() : Map.of(series(api), SlidingWindowTest.kpis(list));
    }

    private static Series series(String api) {
        return Series.of(List.of("api"), List.of(api));
    }
}
