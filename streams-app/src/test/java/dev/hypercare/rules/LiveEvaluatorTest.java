package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.schemas.events.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules that change while slices come; second 0 is a whole minute. */
class LiveEvaluatorTest {
    private static final long EPOCH = 1_700_000_040;
    private static final String FILE = """
            rules:
              - {id: held, summary: "{failed}", view: [api], severity: p3, window: 5s, when: failed >= 1, hold: 20s, keep: 5s}
              - {id: odd, kind: baseline, of: failed_ratio, summary: "{seen}", view: [api], severity: p3}
            """;
    private static final String BURST = """
            rules:
              - {id: burst, summary: "{failed}", view: [api], severity: p2, window: 5s, when: failed >= %d}
            """;
    private static final String ROUTES = """
            rules:
              - {id: routes, summary: "{failed}", view: [api, consumer], severity: p3, window: %s, when: failed >= 9, clear: failed < 2, min-calls: 0}
            """;
    private static final String SILENT = """
            rules:
              - {id: silent, kind: absence, summary: "{silent_seconds}", view: [api, consumer], severity: p2, chance: 0.01}
            """;

    private final LiveRules rules = new LiveRules(RuleTexts.entries(FILE), RuleTexts.VIEWS);

    @Test
    void aRuleThatIsAppliedJudgesFromItsFirstSliceOnAndTellsItsVersion() {
        AppliedRule burst = AppliedTexts.on(BURST.formatted(3), at(10));
        LiveEvaluator evaluator = evaluator(new HeapMemory());
        List<Verdict> verdicts = new ArrayList<>();
        for (int second = 0; second < 15; second++) {
            if (second == 8) {
                AppliedTexts.take(rules, burst);
            }
            verdicts.addAll(evaluator.onSlice(slice(second, 3, 500)));
        }
        List<Verdict> ofIt =
                verdicts.stream().filter(one -> one.getRule().equals("burst")).toList();
        assertThat(ofIt).hasSize(1);
        assertThat(ofIt.get(0).getRuleVersion()).isEqualTo(burst.getVersion());
        assertThat(ofIt.get(0).getAt().toEpochMilli()).isEqualTo(at(10) + Resolution.SLICE_MILLIS);
        assertThat(ofIt.get(0).getSeverity()).isEqualTo("P2");
        assertThat(ofIt.get(0).getRunbook()).isEqualTo("docs/runbooks/burst.md");
    }

    @Test
    void whatARuleSaidThatIsSwitchedOffIsWithdrawnWithItsReasonAndTheOthersGoOn() {
        AppliedTexts.take(rules, AppliedTexts.on(BURST.formatted(3), at(0)));
        LiveEvaluator evaluator = evaluator(new HeapMemory());
        List<String> lines = new ArrayList<>();
        for (int second = 0; second < 40; second++) {
            if (second == 5) {
                AppliedTexts.take(rules, AppliedTexts.off("burst", at(12)));
            }
            evaluator.onSlice(slice(second, 3, 500)).stream()
                    .filter(LiveEvaluatorTest::isChange)
                    .forEach(verdict -> lines.add(line(verdict)));
        }
        assertThat(lines)
                .containsExactly(
                        "1 held PENDING the condition holds; it is a breach when it has held for 20s",
                        "1 burst BREACHED the condition holds",
                        "12 burst OK version "
                                + RuleTexts.entries(BURST.formatted(3)).get(0).version()
                                + " of the rule is not in use any more; what it said is withdrawn",
                        // Its 20 s went on while other rules came and went.
                        "21 held BREACHED the condition has held for 20s");
    }

    @Test
    void anotherVersionJudgesAnewAndTheOldOneComesBackWhenItIsAppliedAgain() {
        AppliedTexts.take(rules, AppliedTexts.on(BURST.formatted(3), at(0), at(20)));
        AppliedTexts.take(rules, AppliedTexts.on(BURST.formatted(99), at(10)));
        LiveEvaluator evaluator = evaluator(new HeapMemory());
        List<String> lines = new ArrayList<>();
        for (int second = 0; second < 30; second++) {
            evaluator.onSlice(slice(second, 3, 500)).stream()
                    .filter(verdict -> verdict.getRule().equals("burst") && isChange(verdict))
                    .forEach(verdict -> lines.add(verdict.getAt().getEpochSecond() - EPOCH + " " + verdict.getState()));
        }
        assertThat(lines).containsExactly("1 BREACHED", "10 OK", "20 BREACHED");
    }

    @Test
    void whatWasLearnedStaysWhenOtherRulesChange() {
        HeapMemory changing = new HeapMemory();
        HeapMemory quiet = new HeapMemory();
        LiveRules others = new LiveRules(RuleTexts.entries(FILE), RuleTexts.VIEWS);
        for (int i = 1; i < 6; i++) {
            AppliedTexts.take(others, AppliedTexts.on(BURST.formatted(900 + i), at(100 * i + 7)));
        }
        LiveEvaluator one = new LiveEvaluator(others, changing, 0);
        LiveEvaluator other = evaluator(quiet);
        Random random = new Random(3);
        for (int second = 0; second < 900; second++) {
            int calls = random.nextInt(30);
            int status = random.nextInt(20) == 0 || second > 800 ? 500 : 200;
            assertThat(one.onSlice(slice(second, calls, status)))
                    .isEqualTo(other.onSlice(slice(second, calls, status)));
        }
        assertThat(changing.learned.keySet()).isEqualTo(quiet.learned.keySet()).contains("api=pay");
        changing.learned.forEach((key, value) -> assertThat(value).as(key).isEqualTo(quiet.learned.get(key)));
    }

    @Test
    void aSeriesThatNobodyLookedAtWasNotSilentMeanwhile() {
        AppliedTexts.take(rules, AppliedTexts.on(SILENT, at(0), at(3_000)));
        AppliedTexts.take(rules, AppliedTexts.off("silent", at(1_500)));
        LiveEvaluator evaluator = evaluator(new HeapMemory());
        List<String> lines = new ArrayList<>();
        for (int second = 0; second < 3_300; second++) {
            int calls = second < 3_100 && second != 3_000 ? 5 : 0;
            evaluator
                    .onSlice(slice(second, calls, 200))
                    .forEach(verdict -> lines.add(verdict.getAt().getEpochSecond() - EPOCH + " " + verdict.getRule()
                            + " " + verdict.getState()));
        }
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).matches("31\\d\\d silent BREACHED");
    }

    /** Restarts at any slice, and every second one of them with rules that change at the same time. */
    @Test
    void aRestartAtAnySliceChangesNothingWhateverRulesComeAndGo() {
        for (int seed = 0; seed < 6; seed++) {
            switchAtRandom(new Random(seed));
            List<String> straight = run(seed, Integer.MAX_VALUE);
            assertThat(straight).as("seed " + seed).isNotEmpty();
            assertThat(run(seed, 7)).as("seed " + seed).isEqualTo(straight);
            assertThat(run(seed, 50)).as("seed " + seed).isEqualTo(straight);
        }
    }

    private void switchAtRandom(Random random) {
        rules.clear();
        List<String> texts = List.of(
                BURST.formatted(2),
                BURST.formatted(4),
                ROUTES.formatted("4m"),
                ROUTES.formatted("20s"),
                ROUTES.formatted("2h"),
                SILENT);
        for (String yaml : texts) {
            AppliedTexts.take(rules, AppliedTexts.on(yaml, at(random.nextInt(400)), at(400 + random.nextInt(400))));
        }
        for (String id : List.of("burst", "routes", "silent", "held")) {
            AppliedTexts.take(rules, AppliedTexts.off(id, at(random.nextInt(500)), at(500 + random.nextInt(400))));
        }
    }

    private List<String> run(int seed, int restartEvery) {
        HeapMemory memory = new HeapMemory();
        LiveEvaluator evaluator = evaluator(memory);
        Random random = new Random(seed);
        List<String> verdicts = new ArrayList<>();
        for (int second = 0; second < 1_000; second++) {
            if (second % restartEvery == restartEvery - 1) {
                evaluator = evaluator(memory);
            }
            int calls = second / 100 % 4 == 3 ? 0 : random.nextInt(6);
            evaluator
                    .onSlice(slice(second, calls, second / 60 % 3 == 1 ? 503 : 200))
                    .forEach(verdict -> verdicts.add(verdict.toString()));
        }
        return verdicts;
    }

    @Test
    void aSilenceAcrossASwitchSaysWhatItsSlicesWould() {
        for (int seed = 0; seed < 6; seed++) {
            switchAtRandom(new Random(seed));
            LiveEvaluator atOnce = evaluator(new HeapMemory());
            LiveEvaluator oneByOne = evaluator(new HeapMemory());
            for (int second = 0; second < 100; second++) {
                assertThat(atOnce.onSlice(slice(second, 5, 500))).isEqualTo(oneByOne.onSlice(slice(second, 5, 500)));
            }
            List<Verdict> expected = new ArrayList<>();
            for (int second = 100; second < 2_000; second++) {
                expected.addAll(oneByOne.onSlice(slice(second, 0, 200)));
            }
            assertThat(atOnce.onSlice(ClosedSlice.silence(at(100), at(2_000)))).isEqualTo(expected);
        }
    }

    @Test
    void whatIsReadTooLateIsUsedFromThenOn() {
        LiveEvaluator evaluator = evaluator(new HeapMemory());
        List<String> lines = new ArrayList<>();
        for (int second = 0; second < 30; second++) {
            if (second == 20) {
                AppliedTexts.take(rules, AppliedTexts.on(BURST.formatted(3), at(10)));
            }
            evaluator.onSlice(slice(second, 3, 500)).forEach(verdict -> lines.add(line(verdict)));
        }
        assertThat(lines).contains("20 burst BREACHED the condition holds");
    }

    /** Whether it is more than that a breach has grown. */
    private static boolean isChange(Verdict verdict) {
        return !verdict.getReason().startsWith("it has grown");
    }

    private LiveEvaluator evaluator(RuleMemory memory) {
        return new LiveEvaluator(rules, memory, 0);
    }

    private static long at(long second) {
        return (EPOCH + second) * 1000;
    }

    private static String line(Verdict verdict) {
        return verdict.getAt().getEpochSecond() - EPOCH + " " + verdict.getRule() + " " + verdict.getState() + " "
                + verdict.getReason();
    }

    /** Calls of one API, all by one consumer. */
    private static ClosedSlice slice(long second, int calls, int status) {
        Map<Series, Kpis> kpis = new HashMap<>();
        if (calls > 0) {
            List<int[]> list = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                list.add(new int[] {status, 20_000});
            }
            kpis.put(Series.of(List.of("api"), List.of("pay")), SlidingWindowTest.kpis(list));
            kpis.put(Series.of(List.of("api", "consumer"), List.of("pay", "ann")), SlidingWindowTest.kpis(list));
        }
        return ClosedSlice.ofSecond(at(second), kpis);
    }
}
