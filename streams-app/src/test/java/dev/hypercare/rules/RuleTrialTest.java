package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RuleTrialTest {
    private static final long EPOCH = 1_700_000_040_000L;
    private static final String BURST = """
            rules:
              - {id: burst, summary: "{failed}", view: [api], severity: p2, window: 30s, when: failed >= 8}
              - {id: long, summary: "{failed}", view: [api], severity: p2, window: 5m, when: failed_ratio > 0.2, min-calls: 5}
            """;

    /** At the end of each pane a window holds what it holds live, so without times to hold or keep the same is said then. */
    @Property(tries = 40)
    void atTheEndOfEachPaneWholeWindowsSayWhatTheySayLive(@ForAll long seed) {
        List<Kpis> seconds = traffic(new Random(seed));
        RuleTrial live = RuleTrial.onSlices(RuleTexts.book(BURST), 1);
        List<Verdict> exact = new ArrayList<>();
        for (int second = 0; second < seconds.size(); second++) {
            exact.addAll(live.slice(0, ClosedSlice.ofSecond(EPOCH + second * 1000L, of(seconds.get(second)))));
        }
        List<Verdict> coarse = panes(RuleTrial.onPanes(RuleTexts.book(BURST)), seconds);
        for (String rule : List.of("burst", "long")) {
            for (long at = EPOCH + 10_000; at < EPOCH + 600_000; at += 10_000) {
                assertThat(isOpen(coarse, rule, at)).as(rule + " at " + at).isEqualTo(isOpen(exact, rule, at));
            }
        }
    }

    private static boolean isOpen(List<Verdict> verdicts, String rule, long at) {
        boolean open = false;
        for (Verdict verdict : verdicts) {
            if (verdict.getRule().equals(rule) && verdict.getAt().toEpochMilli() <= at) {
                open = verdict.getState() == VerdictState.BREACHED;
            }
        }
        return open;
    }

    /** Ten minutes, in which something is wrong now and then for half a minute or more. */
    private static List<Kpis> traffic(Random random) {
        List<Kpis> seconds = new ArrayList<>();
        int bad = 0;
        for (int second = 0; second < 600; second++) {
            bad = bad > 0 ? bad - 1 : random.nextInt(60) == 0 ? 30 + random.nextInt(60) : 0;
            List<int[]> calls = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                calls.add(new int[] {bad > 0 && random.nextInt(3) > 0 ? 503 : 200, random.nextInt(900_000)});
            }
            seconds.add(SlidingWindowTest.kpis(calls));
        }
        return seconds;
    }

    private static List<Verdict> panes(RuleTrial trial, List<Kpis> seconds) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int pane = 0; pane < seconds.size() / 10; pane++) {
            Kpis sum = new Kpis();
            seconds.subList(pane * 10, pane * 10 + 10).forEach(sum::merge);
            if (sum.calls() > 0) {
                verdicts.addAll(trial.pane(EPOCH + pane * 10_000L, of(sum)));
            }
        }
        return verdicts;
    }

    private static Map<Series, Kpis> of(Kpis kpis) {
        return kpis.calls() == 0 ? Map.of() : new HashMap<>(Map.of(new Series("api=pay"), kpis));
    }

    @Test
    void windowsAreRoundedUpToPanesTimesToHoldDownAndTheVersionIsTheLiveOne() {
        String rules = """
                rules:
                  - {id: short, summary: "{calls_per_second}", view: [api], severity: p2, window: 15s, when: failed >= 3, hold: 2s, keep: 25s}
                  - {id: source, kind: absence, summary: "{silent_seconds}", view: [source], severity: p2}
                """;
        RuleTrial trial = RuleTrial.onPanes(RuleTexts.book(rules));
        assertThat(trial.rules())
                .extracting(TriedRule::differences)
                .containsExactly(
                        List.of("window 15s as 20s", "hold 2s as 0s", "keep 25s as 20s"),
                        List.of("left out: there are no panes of what is taken in, use --exact"));
        List<int[]> calls = List.of(new int[] {503, 20}, new int[] {503, 20}, new int[] {503, 20}, new int[] {200, 20});
        List<Verdict> verdicts = trial.pane(EPOCH, of(SlidingWindowTest.kpis(calls)));
        assertThat(verdicts).hasSize(1);
        Verdict verdict = verdicts.get(0);
        assertThat(verdict.getState()).isEqualTo(VerdictState.BREACHED);
        assertThat(verdict.getAt().toEpochMilli()).isEqualTo(EPOCH + 10_000);
        assertThat(verdict.getSummary()).startsWith("0.2");
        assertThat(verdict.getRuleVersion()).isEqualTo(trial.rules().get(0).version());
    }

    @Test
    void aRuleThatCountsDifferentRoutesIsLeftOutOnPanesAndThatIsSaid() {
        List<List<String>> views = List.of(List.of("client"), List.of("client", "route"));
        String rules = """
                rules:
                  - {id: many, summary: "{routes}", view: [client], severity: p3, window: 10s, when: "failed >= 3 || routes > 20"}
                  - {id: much, summary: "{calls}", view: [client], severity: p3, window: 10s, when: calls >= 3}
                """;
        RuleTrial trial = RuleTrial.onPanes(RuleTexts.book(rules, views));
        assertThat(trial.rules())
                .extracting(TriedRule::differences)
                .containsExactly(
                        List.of("left out: panes do not tell how many different routes there were, use --exact"),
                        List.of());
        Kpis failing = SlidingWindowTest.kpis(List.of(new int[] {503, 20}, new int[] {503, 20}, new int[] {503, 20}));
        assertThat(trial.pane(EPOCH, Map.of(new Series("client=a"), failing)))
                .extracting(Verdict::getRule)
                .containsExactly("much");
    }

    @Test
    void baselinesThatInstancesKnowAreKnown() {
        String rules = """
                rules:
                  - {id: odd, kind: baseline, of: failed_ratio, against: pre-launch, summary: "{seen}", view: [api], severity: p3}
                """;
        BaselineMaker maker = new BaselineMaker("pre-launch", EPOCH - 3_600_000, EPOCH);
        for (int minute = 1; minute <= 60; minute++) {
            maker.add(new Series("api=pay"), EPOCH - minute * 60_000L, SlidingWindowTest.kpis(calls(200)));
        }
        PastRules known = new PastRules(new LiveRules(RuleTexts.entries(rules), RuleTexts.VIEWS));
        RuleBook book = known.at(EPOCH);
        assertThat(said(RuleTrial.onSlices(book, known, 1))).isEmpty();
        maker.finish("ann", Instant.EPOCH)
                .forEach(one -> known.baseline(BaselineMaker.key(one.getName(), one.getSeries()), one));
        assertThat(said(RuleTrial.onSlices(book, known, 1))).contains(VerdictState.BREACHED);
        assertThat(said(RuleTrial.asUsed(known, book, Map.of(), EPOCH, EPOCH + 60_000, 1)))
                .contains(VerdictState.BREACHED);
        known.baseline(BaselineMaker.key("pre-launch", "api=pay"), null);
        assertThat(said(RuleTrial.onSlices(book, known, 1))).isEmpty();
    }

    /** What is said of a minute in which every call fails. */
    private static List<VerdictState> said(RuleTrial trial) {
        List<VerdictState> said = new ArrayList<>();
        for (int second = 0; second < 60; second++) {
            trial.slice(0, ClosedSlice.ofSecond(EPOCH + second * 1000L, of(SlidingWindowTest.kpis(calls(503)))))
                    .forEach(verdict -> said.add(verdict.getState()));
        }
        return said;
    }

    private static List<int[]> calls(int status) {
        return Stream.generate(() -> new int[] {status, 20_000}).limit(50).toList();
    }

    @Test
    void eachRuleIsTriedInTheSlicesInWhichItWasUsedAsLive() {
        LiveRules rules = new LiveRules(RuleTexts.entries(BURST), RuleTexts.VIEWS);
        AppliedTexts.take(rules, AppliedTexts.off("long", EPOCH + 200_000));
        AppliedTexts.take(rules, AppliedTexts.on("""
                rules:
                  - {id: burst, summary: "{failed}", view: [api], severity: p3, window: 20s, when: failed >= 4, hold: 7s, keep: 30s}
                """, EPOCH + 60_000, EPOCH + 400_000));
        AppliedTexts.take(rules, AppliedTexts.off("burst", EPOCH + 300_000));
        PastRules known = new PastRules(rules);
        assertThat(known.changes(EPOCH, EPOCH + 600_000))
                .containsExactly(EPOCH + 60_000, EPOCH + 200_000, EPOCH + 300_000, EPOCH + 400_000);
        RuleBook book = known.during(EPOCH, EPOCH + 600_000);
        assertThat(book.rules()).extracting(Rule::id).containsExactly("burst", "long");
        RuleTrial trial = RuleTrial.asUsed(known, book, Map.of(), EPOCH, EPOCH + 600_000, 1);
        LiveEvaluator live = new LiveEvaluator(rules, new HeapMemory(), 0);
        List<Kpis> seconds = traffic(new Random(2));
        List<Verdict> tried = new ArrayList<>();
        List<Verdict> expected = new ArrayList<>();
        for (int second = 0; second < seconds.size(); second++) {
            ClosedSlice slice = ClosedSlice.ofSecond(EPOCH + second * 1000L, of(seconds.get(second)));
            tried.addAll(trial.slice(0, slice));
            expected.addAll(live.onSlice(slice));
        }
        assertThat(expected.stream().map(Verdict::getRuleVersion).distinct()).hasSize(3);
        assertThat(tried).isEqualTo(expected);
        assertThat(trial.readings(labels -> true)).extracting(RuleReading::rule).containsExactly("burst");
    }

    @Test
    void aReadingSaysWhatTheRuleSawAndHowFarItsClocksAre() {
        String rules = """
                rules:
                  - {id: held, summary: "{failed}", view: [api], severity: p2, window: 10s, when: failed >= 3, clear: p95 < 5, hold: 4s, keep: 30s, min-calls: 2}
                """;
        RuleTrial trial = RuleTrial.onSlices(RuleTexts.book(rules), 1);
        assertThat(trial.readings(labels -> true)).isEmpty();
        List<String> why = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (int second = 0; second < 60; second++) {
            int[] call = {second < 20 ? 503 : 200, second < 40 ? 20_000 : 2_000};
            boolean calls = second < 50;
            trial.slice(
                    0,
                    ClosedSlice.ofSecond(
                            EPOCH + second * 1000L, calls ? of(SlidingWindowTest.kpis(List.of(call))) : Map.of()));
            RuleReading reading =
                    trial.readings(labels -> labels.containsKey("api")).get(0);
            why.add(reading.why());
            states.add(reading.state());
        }
        assertThat(states.get(0)).isEqualTo("OK");
        assertThat(why.get(0)).startsWith("it cannot tell: fewer than 2 calls");
        assertThat(why.get(1)).isEqualTo("the condition does not hold");
        assertThat(states.get(4)).isEqualTo("PENDING");
        assertThat(why.get(4)).isEqualTo("the condition has held for 2s of the 4s that make a breach");
        assertThat(states.get(6)).isEqualTo("BREACHED");
        assertThat(why.get(6)).isEqualTo("the condition holds");
        assertThat(why.get(35))
                .isEqualTo("the condition does not hold any more, and the clear condition does not hold yet");
        assertThat(why.get(49))
                .startsWith("the clear condition has held for ")
                .endsWith(" of the 30s that end a breach");
        assertThat(why.get(59)).startsWith("breached, and there was too little to judge by for ");
        assertThat(trial.readings(labels -> true).get(0).evidence()).containsEntry("failed", 0.0);
    }

    @Test
    void onlyWhatIsAskedAboutIsWatchedAndAllVersionsOfIt() {
        String rules = """
                rules:
                  - {id: all, summary: "{failed}", view: [api], severity: p2, window: 10s, when: failed >= 3}
                  - {id: new, kind: change, summary: "{after}", view: [api, version], severity: p2}
                """;
        List<List<String>> views = List.of(List.of("api"), List.of("api", "version"));
        PastRules known = new PastRules(new LiveRules(RuleTexts.entries(rules, views), views));
        RuleTrial trial = RuleTrial.asUsed(known, known.at(0), Map.of("api", "pay", "version", "2"), 0, EPOCH, 1);
        assertThat(trial.watches(new Series("api=pay"))).isTrue();
        assertThat(trial.watches(new Series("api=pay,version=1"))).isTrue();
        assertThat(trial.watches(new Series("api=shop"))).isFalse();
    }

    @Test
    void aRuleIsSelectedWhenItLooksAtThatAPartOfItOrWhatItIsPartOf() {
        String rules = """
                rules:
                  - {id: api, summary: "{failed}", view: [api], severity: p2, window: 10s, when: failed >= 3}
                  - {id: other, summary: "{failed}", view: [api], match: {api: "s*"}, severity: p2, window: 10s, when: failed >= 3}
                  - {id: route, summary: "{failed}", view: [api, route, method], severity: p2, window: 10s, when: failed >= 3}
                  - {id: gateway, summary: "{failed}", view: [gateway], severity: p2, window: 10s, when: failed >= 3}
                """;
        RuleSelection selection = RuleSelection.of(RuleTexts.book(rules), Map.of("api", "pay", "route", "/v1"), null);
        assertThat(selection.looking().rules()).extracting(Rule::id).containsExactly("api", "route");
        assertThat(selection.others())
                .extracting(other -> other.rule() + " " + other.why())
                .containsExactly(
                        "other its match leaves this out: {api=[s*]}", "gateway it looks at series of gateway");
    }
}
