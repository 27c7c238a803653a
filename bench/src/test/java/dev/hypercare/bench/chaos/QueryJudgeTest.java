package dev.hypercare.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.bench.chaos.AskedQuery.Figures;
import dev.hypercare.bench.chaos.CountedMinutes.Cell;
import dev.hypercare.bench.chaos.QueryJudge.Worth;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryJudgeTest {
    private static final long MINUTE = CountedMinutes.MINUTE_MILLIS;
    private final CountedMinutes truth = new CountedMinutes();
    private final QueryJudge judge;

    QueryJudgeTest() {
        int bucket = TruthCount.bucket(20_000);
        for (long minute = 0; minute < 3; minute++) {
            truth.add(
                    new Cell("api=api1", minute * MINUTE),
                    Map.of("calls", 10L, "latency.bucket." + bucket, 10L, "latency.max", 20_100L));
            truth.add(new Cell("api=api1,route=/a,method=GET", minute * MINUTE), "failed", 2);
            truth.add(new Cell("api=api1,route=/a,method=PUT", minute * MINUTE), "failed", 1);
            truth.add(new Cell("api=api1,route=/b,method=GET", minute * MINUTE), "failed", 1);
        }
        judge = new QueryJudge(truth);
    }

    @Test
    void theSameFiguresAreRight() {
        assertThat(judge.judge(series(20, 20_000, "fresh", 3 * MINUTE))).isEqualTo(Worth.RIGHT);
        assertThat(judge.judge(top(8, 6, "fresh"))).isEqualTo(Worth.RIGHT);
    }

    @Test
    void lessIsRightOnlyWhereItIsToldAndCanBeTrue() {
        assertThat(judge.judge(series(10, 20_000, "partial", 3 * MINUTE))).isEqualTo(Worth.LESS);
        assertThat(judge.judge(series(10, 20_000, "stale", MINUTE))).isEqualTo(Worth.LESS);
        assertThat(judge.judge(series(10, 20_000, "stale", 3 * MINUTE)))
                .as("stale, but it says that it knows the range")
                .isEqualTo(Worth.WRONG);
        assertThat(judge.judge(series(10, 20_000, "fresh", MINUTE))).isEqualTo(Worth.WRONG);
    }

    @Test
    void moreThanTheTruthIsWrongWhateverIsTold() {
        assertThat(judge.judge(series(21, 20_000, "partial", MINUTE))).isEqualTo(Worth.WRONG);
        assertThat(judge.judge(top(9, 6, "partial"))).isEqualTo(Worth.WRONG);
        assertThat(judge.differences()).hasSize(2);
    }

    @Test
    void anotherPercentileIsWrong() {
        assertThat(judge.judge(series(20, 25_000, "fresh", 3 * MINUTE))).isEqualTo(Worth.WRONG);
    }

    private static AskedQuery series(long count, double p99, String state, long asOf) {
        return query(QueryKind.HOUR_PERCENTILE, "api1", state, asOf, new Figures(count, count, p99, 0));
    }

    private static AskedQuery top(long total, long largest, String state) {
        return query(QueryKind.TOP, "", state, 3 * MINUTE, new Figures(total, total, -1, largest));
    }

    private static AskedQuery query(QueryKind kind, String api, String state, long asOf, Figures figures) {
        return new AskedQuery(kind, api, 0, 2 * MINUTE, true, 1, 1, 200, state, -1, asOf, figures);
    }
}
