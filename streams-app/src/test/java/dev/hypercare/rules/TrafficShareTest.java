package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.contract.TrafficShare;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.schemas.events.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One API of a quarter of all traffic begins to fail. */
class TrafficShareTest {
    /** A whole minute. */
    private static final long EPOCH = 1_700_000_040;

    @Test
    void aVerdictTellsWhichShareOfAllTrafficTheSeriesHas() {
        List<Verdict> verdicts = run(90, 100);
        assertThat(verdicts).hasSize(1);
        assertThat(verdicts.get(0).getEvidence().get(TrafficShare.EVIDENCE)).isEqualTo(0.25, within(1e-9));
    }

    @Test
    void beforeAWholeMinuteWasSeenNothingIsToldOfIt() {
        assertThat(run(30, 100))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.getEvidence()).doesNotContainKey(TrafficShare.EVIDENCE));
    }

    @Test
    void restartsChangeNothing() {
        assertThat(run(90, 1)).isEqualTo(run(90, 100));
    }

    /** Five calls a second of 20, which fail from a second on. */
    private static List<Verdict> run(int failsFrom, int restartEvery) {
        RuleBook book = RuleTexts.book("""
                rules:
                  - {id: it, summary: s, view: [api], severity: p2, window: 10s, when: failed >= 5}
                  - {id: silent, kind: absence, summary: s, view: [source], severity: p2}
                """);
        HeapMemory memory = new HeapMemory();
        RuleEvaluator evaluator = new RuleEvaluator(book, memory, 0);
        List<Verdict> verdicts = new ArrayList<>();
        for (int second = 0; second <= failsFrom; second++) {
            if (second % restartEvery == 0) {
                evaluator = new RuleEvaluator(book, memory, 0);
                evaluator.restore();
            }
            int status = second < failsFrom ? 200 : 500;
            Map<Series, Kpis> kpis = new HashMap<>();
            kpis.put(
                    Series.of(List.of("api"), List.of("pay")),
                    SlidingWindowTest.kpis(Collections.nCopies(5, new int[] {status, 20_000})));
            for (int source = 0; source < 2; source++) {
                Kpis heard = new Kpis();
                for (int i = 0; i < 10; i++) {
                    heard.addBare();
                }
                kpis.put(Telemetry.of(source, "east"), heard);
            }
            verdicts.addAll(evaluator.onSlice(ClosedSlice.ofSecond((EPOCH + second) * 1000, kpis)));
        }
        return verdicts;
    }
}
