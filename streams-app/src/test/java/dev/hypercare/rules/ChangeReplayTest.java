package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.ChangeStatus;
import dev.hypercare.schemas.events.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Changes that are told while slices come, and the same log read again. Second 0 is a whole minute. */
class ChangeReplayTest {
    private static final long EPOCH = 1_700_000_040;
    private static final Series PAY = Series.of(List.of("api"), List.of("pay"));
    private static final String FILE = """
            rules:
              - {id: worse, kind: change, summary: "{after} against {before}", view: [api], severity: p2}
              - {id: failing, summary: "{client_errors}", view: [api], severity: p3, window: 20s, when: client_errors >= 12}
            """;
    private static final int SECONDS = 900;
    private static final int DEPLOYED = 400;

    /** Live a record comes some seconds before it is used, and never after; on a replay all are known from the start. */
    @Test
    void aReplayThatKnowsOfEverythingFromTheStartSaysTheSameAsLive() {
        Change started = change(DEPLOYED, DEPLOYED + 120, ChangeStatus.STARTED);
        Change failed = change(DEPLOYED - 5, DEPLOYED + 300, ChangeStatus.FAILED);
        Map<Integer, Change> arrivals = new TreeMap<>(Map.of(DEPLOYED + 117, started, DEPLOYED + 297, failed));
        List<Verdict> live = run(arrivals, Integer.MAX_VALUE);
        List<Verdict> replayed = run(Map.of(0, started, 1, failed), Integer.MAX_VALUE);
        assertThat(replayed).isEqualTo(live);
        assertThat(run(arrivals, 7)).isEqualTo(live);
        assertThat(live)
                .filteredOn(verdict -> verdict.getRule().equals("worse"))
                .first()
                .satisfies(verdict -> {
                    assertThat(verdict.getAt()).isEqualTo(at(DEPLOYED + 120));
                    assertThat(verdict.getChangeId()).isEqualTo("4711");
                    assertThat(verdict.getEvidence()).containsKeys("before", "after", "4xx", NamedChange.MINUTES);
                });
        assertThat(run(Map.of(), Integer.MAX_VALUE))
                .allSatisfy(verdict -> assertThat(verdict.getRule()).isEqualTo("failing"))
                .allSatisfy(verdict -> assertThat(verdict.getChangeId()).isNull());
    }

    /** @param arrivals the records by the second before which they come */
    private static List<Verdict> run(Map<Integer, Change> arrivals, int restartEvery) {
        LiveRules rules = new LiveRules(RuleTexts.entries(FILE), RuleTexts.VIEWS);
        HeapMemory memory = new HeapMemory();
        LiveEvaluator evaluator = new LiveEvaluator(rules, memory, 0);
        List<Verdict> verdicts = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            Change told = arrivals.get(second);
            if (told != null) {
                rules.reference().changes().take(0, told.getTakenAt().toEpochMilli(), 0, told);
            }
            if ((second + 1) % restartEvery == 0) {
                evaluator = new LiveEvaluator(rules, memory, 0);
            }
            verdicts.addAll(evaluator.onSlice(slice(second)));
        }
        return verdicts;
    }

    private static ClosedSlice slice(int second) {
        List<int[]> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            boolean bad = second >= DEPLOYED && (second * 10 + i) % 10 == 0;
            calls.add(new int[] {bad ? 400 : 200, 20_000});
        }
        return ClosedSlice.ofSecond((EPOCH + second) * 1000, Map.of(PAY, SlidingWindowTest.kpis(calls)));
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(EPOCH + second);
    }

    private static Change change(int start, int usedFrom, ChangeStatus status) {
        return Change.newBuilder(ChangeBookTest.change(
                        "4711", "pay", at(start).toEpochMilli(), at(usedFrom).toEpochMilli()))
                .setStatus(status)
                .setTakenAt(at(usedFrom))
                .build();
    }
}
