package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A breach that is told by its first calls and grows. */
class ExtentTest {
    /** A multiple of ten seconds, at which consumers are counted. */
    private static final long EPOCH = 1_700_000_040;

    @Test
    void aBreachIsToldAgainEachTimeItsBadCallsHaveDoubled() {
        List<Verdict> verdicts = run("window: 30s\nwhen: failed >= 3\n", 40, 500, false, 100);
        assertThat(lines(verdicts)).containsExactly("1s BREACHED", "4s BREACHED", "8s BREACHED", "16s BREACHED");
        assertThat(verdicts.get(1).getReason()).isEqualTo("it has grown: 12 bad calls, 3 when it was told last");
        assertThat(verdicts.get(1).getEvidence()).containsEntry("failed", 12.0);
        assertThat(verdicts).allMatch(verdict -> verdict.getSince().getEpochSecond() == EPOCH + 1);
    }

    @Test
    void aBreachIsToldAgainWhenItsConsumersHaveDoubled() {
        List<Verdict> verdicts = run("window: 5m\nwhen: calls >= 3\n", 35, 200, true, 100);
        assertThat(lines(verdicts)).containsExactly("1s BREACHED", "10s BREACHED", "20s BREACHED");
        assertThat(verdicts.get(1).getReason()).isEqualTo("it has grown: about 10 consumers, 1 when it was told last");
        assertThat(verdicts.get(1).getConsumers()).isEqualTo(10);
    }

    @Test
    void fewBadCallsAreNotToldAgainForTheirDoubleIsChance() {
        assertThat(lines(run("window: 3s\nwhen: failed >= 3\n", 20, 500, false, 100)))
                .containsExactly("1s BREACHED");
    }

    @Test
    void restartsChangeNothing() {
        for (String rule : List.of("window: 30s\nwhen: failed >= 3\n", "window: 5m\nwhen: calls >= 3\n")) {
            assertThat(run(rule, 40, 500, true, 1)).isEqualTo(run(rule, 40, 500, true, 100));
        }
    }

    /** Three calls a second, by one consumer or by another each second. */
    private static List<Verdict> run(String lines, int seconds, int status, boolean others, int restartEvery) {
        RuleBook book = new RuleBook(List.of(RuleTexts.rule(lines)));
        HeapMemory memory = new HeapMemory();
        RuleEvaluator evaluator = new RuleEvaluator(book, memory, 0);
        List<Verdict> verdicts = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            if (second % restartEvery == 0) {
                evaluator = new RuleEvaluator(book, memory, 0);
                evaluator.restore();
            }
            List<int[]> calls = Collections.nCopies(3, new int[] {status, 20_000});
            String consumer = "consumer-" + (others ? second : 0);
            verdicts.addAll(evaluator.onSlice(ClosedSlice.ofSecond(
                    (EPOCH + second) * 1000,
                    Map.of(Series.of(List.of("api"), List.of("pay")), SlidingWindowTest.kpis(calls, consumer)))));
        }
        return verdicts;
    }

    private static List<String> lines(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.getAt().getEpochSecond() - EPOCH + "s " + verdict.getState())
                .toList();
    }
}
