package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastingBaselineTest {
    private static final long EPOCH = 1_700_000_040_000L;
    private static final Series PAY = Series.of(List.of("api"), List.of("pay"));
    private static final String RULE = """
            rules:
              - {id: at-once, kind: baseline, summary: "{seen}", view: [api], severity: p3, of: latency, keep: 30s}
              - {id: lasting, kind: baseline, summary: "{seen}", view: [api], severity: p3, of: latency, lasting: true, keep: 30s}
            """;
    /** What is ordinary is known after half an hour. */
    private static final int ORDINARY = 4_000;

    private final RuleEvaluator evaluator = new RuleEvaluator(RuleTexts.book(RULE), new HeapMemory(), 0);

    @Test
    void oneSlowSliceIsAStallAndTwoAreNot() {
        evaluator.restore();
        assertThat(run(0, ORDINARY, 1)).isEmpty();
        assertThat(run(ORDINARY, 1, 10)).containsExactly("1 at-once BREACHED");
        assertThat(run(ORDINARY + 1, 600, 1)).singleElement().asString().endsWith(" at-once OK");
        assertThat(run(ORDINARY + 601, 2, 10)).containsExactly("1 at-once BREACHED", "2 lasting BREACHED");
    }

    /** Verdicts over so many slices of twenty calls that take so many times as long, each with the number of its slice. */
    private List<String> run(int from, int slices, int times) {
        List<String> said = new ArrayList<>();
        for (int i = 1; i <= slices; i++) {
            int number = i;
            List<int[]> calls = new ArrayList<>();
            for (int call = 0; call < 20; call++) {
                calls.add(new int[] {200, times * (30_000 + 4_000 * call)});
            }
            long start = EPOCH + (from + i - 1) * Resolution.SLICE_MILLIS;
            ClosedSlice slice = ClosedSlice.of(start, Map.of(PAY, SlidingWindowTest.kpis(calls)));
            evaluator
                    .onSlice(slice)
                    .forEach(verdict -> said.add(number + " " + verdict.getRule() + " " + verdict.getState()));
        }
        return said;
    }
}
