package dev.hypercare.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.bench.chaos.AskedQuery.Part;
import dev.hypercare.bench.chaos.QueryJudge.Worth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryJudgeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START = 1_795_341_600_000L;
    private static final long END = START + 600_000;
    private static final String SERIES = "api=api1,route=/a,method=GET";
    private static final String LINE = """
            {"msec":"%d.%03d","api":"api1","request_method":"GET","request_uri":"%s","status":"%s","request_time":"%d.%03d",\
            "upstream_response_time":"%s","request_length":"10","bytes_sent":"20"}""";

    @TempDir
    Path directory;

    private QueryJudge judge;

    @BeforeEach
    void tenCallsOfOneSeriesAndOneOfEachOfTwoOthers() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lines.add(line(START + i * 60_000, "/a", i < 2 ? "500" : "200", 10 + i, i == 0 ? "-" : "0.004, 0.001"));
        }
        lines.add(line(START, "/b", "404", 5, "-"));
        lines.add(line(START, "/c", "000", 5, "-"));
        lines.add("{\"msec\":\"17953");
        Path file = directory.resolve("truth.log");
        List<String> written = new ArrayList<>();
        lines.forEach(line -> written.add("0\t" + written.size() + "\t" + START + "\t" + line));
        Files.write(file, written);
        judge = new QueryJudge(CallBook.read(file));
    }

    @Test
    void theWholeTruthIsRight() {
        assertThat(judge.judge(asked(QueryKind.POINT, "fresh", END), series(all -> {})))
                .isEqualTo(Worth.RIGHT);
        assertThat(judge.judge(asked(QueryKind.CHART, "fresh", END), series(all -> {})))
                .isEqualTo(Worth.RIGHT);
        assertThat(judge.judge(asked(QueryKind.TOP, "fresh", END), top(all -> {})))
                .isEqualTo(Worth.RIGHT);
        assertThat(judge.differences()).isEmpty();
    }

    @Test
    void eachFigureCounts() {
        assertWrong("calls 11", total -> total.put("calls", 11));
        assertWrong("failed 3", total -> total.put("failed", 3));
        assertWrong(
                "status 500 1", total -> total.withObjectProperty("statuses").put("500", 1));
        assertWrong(
                "status 418 1", total -> total.withObjectProperty("statuses").put("418", 1));
        assertWrong("responseBytes", total -> total.put("responseBytes", 201));
        assertWrong(
                "latencyMs.p50", total -> total.withObjectProperty("latencyMs").put("p50", 14.2));
        assertWrong(
                "latencyMs.max", total -> total.withObjectProperty("latencyMs").put("max", 19.1));
        assertWrong(
                "upstreamLatencyMs.count",
                total -> total.withObjectProperty("upstreamLatencyMs").put("count", 10));
        assertWrong("availability", total -> total.put("availability", 1));
        assertWrong("requestBytes missing", total -> total.remove("requestBytes"));
    }

    @Test
    void everyRowOfAChartCounts() {
        assertWrongChart("row", rows -> ((ObjectNode) rows.get(1)).put("calls", 4));
        assertWrongChart("no rows from", rows -> rows.remove(1));
        assertWrongChart("another range", rows -> {}, "2026-11-23T00:00:00Z");
    }

    @Test
    void everyRowOfATopCounts() {
        assertWrongTop("rows", all -> all.withArrayProperty("values").remove(2));
        assertWrongTop(
                "rows",
                all -> all.withArrayProperty("values").add(all.path("values").get(0)));
        assertWrongTop("more 1", all -> all.put("more", 1));
        assertWrongTop("amount", all -> ((ObjectNode) all.path("values").get(1)).put("amount", 7));
        assertWrongTop("calls", all -> ((ObjectNode) all.path("values").get(1).path("total")).put("calls", 2));
        assertWrongTop("rows", all -> {
            ArrayNode values = all.withArrayProperty("values");
            values.add(values.remove(1));
        });
    }

    @Test
    void lessIsRightOnlyWhereItIsToldAndCanBeTrue() {
        ObjectNode less = series(total -> less(total));
        assertThat(judge.judge(asked(QueryKind.POINT, "stale", END - 60_000), less))
                .isEqualTo(Worth.LESS);
        assertThat(judge.judge(asked(QueryKind.POINT, "stale", END), less))
                .as("stale, but it says that it knows the range")
                .isEqualTo(Worth.WRONG);
        assertThat(judge.judge(asked(QueryKind.POINT, "fresh", START), less)).isEqualTo(Worth.WRONG);
        assertThat(judge.judge(asked(QueryKind.POINT, "partial", END), less))
                .as("partial, but what it tells is not stale")
                .isEqualTo(Worth.WRONG);
        assertThat(judge.judge(
                        asked(QueryKind.TOP, "partial", END),
                        top(all -> all.withArrayProperty("values").remove(0))))
                .isEqualTo(Worth.LESS);
    }

    @Test
    void moreThanTheTruthIsWrongWhateverIsTold() {
        assertThat(judge.judge(asked(QueryKind.POINT, "stale", START), series(total -> total.put("calls", 11))))
                .isEqualTo(Worth.WRONG);
        assertThat(judge.judge(
                        asked(QueryKind.TOP, "partial", END),
                        top(all -> ((ObjectNode) all.path("values").get(0).path("total")).put("failed", 5))))
                .isEqualTo(Worth.WRONG);
    }

    @Test
    void noAnswerIsNone() {
        AskedQuery refused =
                AskedQuery.of(QueryKind.POINT, SERIES, START, END, Part.WHOLE).refused(503, 1);
        assertThat(judge.judge(refused, JSON.missingNode())).isEqualTo(Worth.NONE);
    }

    private void assertWrong(String why, Consumer<ObjectNode> broken) {
        assertOnlyWrong(why, QueryKind.POINT, series(broken));
    }

    private void assertWrongChart(String why, Consumer<ArrayNode> broken) {
        assertWrongChart(why, broken, Instant.ofEpochMilli(START).toString());
    }

    private void assertWrongChart(String why, Consumer<ArrayNode> broken, String from) {
        ObjectNode answer = series(all -> {}).put("from", from);
        broken.accept((ArrayNode) answer.path("series").get(0).path("rows"));
        assertOnlyWrong(why, QueryKind.CHART, answer);
    }

    private void assertWrongTop(String why, Consumer<ObjectNode> broken) {
        assertOnlyWrong(why, QueryKind.TOP, top(broken));
    }

    private void assertOnlyWrong(String why, QueryKind kind, ObjectNode answer) {
        int before = judge.differences().size();
        assertThat(judge.judge(asked(kind, "fresh", END), answer)).as(why).isEqualTo(Worth.WRONG);
        if (before < 10) {
            assertThat(judge.differences().get(before)).contains(why);
        }
    }

    private static void less(ObjectNode total) {
        fill(total, 0, 9, 2, "{\"200\":7,\"500\":2}");
    }

    private static AskedQuery asked(QueryKind kind, String state, long asOf) {
        String series = kind == QueryKind.TOP ? "" : SERIES;
        return AskedQuery.of(kind, series, START, END, Part.WHOLE).answered(1, state, state.equals("stale"), -1, asOf);
    }

    private static ObjectNode answer() {
        return JSON.createObjectNode()
                .put("from", Instant.ofEpochMilli(START).toString())
                .put("to", Instant.ofEpochMilli(END).toString());
    }

    private static ObjectNode series(Consumer<ObjectNode> broken) {
        ObjectNode answer = answer();
        ObjectNode series = answer.putArray("series").addObject().put("series", SERIES);
        fill(series.putObject("total"), 0, 10, 2, "{\"200\":8,\"500\":2}");
        ArrayNode rows = series.putArray("rows");
        fill(rows.addObject().put("from", Instant.ofEpochMilli(START).toString()), 0, 5, 2, "{\"200\":3,\"500\":2}");
        fill(rows.addObject().put("from", Instant.ofEpochMilli(START + 300_000).toString()), 5, 10, 0, "{\"200\":5}");
        broken.accept((ObjectNode) series.path("total"));
        return answer;
    }

    private static ObjectNode top(Consumer<ObjectNode> broken) {
        ObjectNode answer = answer();
        ArrayNode values = answer.putArray("values");
        ObjectNode first = values.addObject().put("value", SERIES).put("amount", 2.0);
        fill(first.putObject("total"), 0, 10, 2, "{\"200\":8,\"500\":2}");
        alone(values.addObject(), "/c", 1, "0");
        alone(values.addObject(), "/b", 0, "404");
        answer.put("more", 0);
        broken.accept(answer);
        return answer;
    }

    private static void alone(ObjectNode row, String route, int failed, String status) {
        row.put("value", "api=api1,route=" + route + ",method=GET").put("amount", (double) failed);
        ObjectNode total = row.putObject("total")
                .put("calls", 1)
                .put("failed", failed)
                .put("clientErrors", 1 - failed)
                .put("serverErrors", 0)
                .put("noResponse", failed)
                .put("requestBytes", 10)
                .put("responseBytes", 20)
                .put("availability", 1.0 - failed);
        total.putObject("statuses").put(status, 1);
        total.putObject("latencyMs")
                .put("count", 1)
                .put("mean", 5.0)
                .put("p99", 5.02)
                .put("max", 5.0);
        total.putObject("upstreamLatencyMs").put("count", 0);
    }

    /** Of the calls from one to before another of those of the series. */
    private static void fill(ObjectNode total, int from, int to, int failed, String statuses) {
        int calls = to - from;
        total.put("calls", calls)
                .put("failed", failed)
                .put("clientErrors", 0)
                .put("serverErrors", failed)
                .put("noResponse", 0)
                .put("requestBytes", 10 * calls)
                .put("responseBytes", 20 * calls)
                .put("availability", 1 - (double) failed / calls);
        try {
            total.set("statuses", JSON.readTree(statuses));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        total.putObject("latencyMs")
                .put("count", calls)
                .put("mean", 10 + from + (calls - 1) / 2.0)
                .put("p50", 10 + from + (calls + 1) / 2 - 1 + 0.05)
                .put("max", 9.0 + to);
        total.putObject("upstreamLatencyMs")
                .put("count", calls - (from == 0 ? 1 : 0))
                .put("mean", 5.0)
                .put("max", 5.0);
    }

    private static String line(long at, String route, String status, int millis, String upstream) {
        return LINE.formatted(at / 1000, at % 1000, route, status, 0, millis, upstream);
    }
}
