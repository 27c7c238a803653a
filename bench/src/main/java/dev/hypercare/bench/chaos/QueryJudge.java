package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.bench.chaos.ToldFigures.Compared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares whole answers with a count of the acknowledged lines. What an answer marks as stale or partial may be less than the truth, never
 * more; what of a partial one is told, and is not stale, has to be exact.
 */
final class QueryJudge {
    private final CallBook truth;
    private final List<String> differences = new ArrayList<>();
    private final Map<List<Long>, List<Map.Entry<String, Long>>> tops = new HashMap<>();
    private final Map<List<Object>, ExactFigures> known = new HashMap<>();

    QueryJudge(CallBook truth) {
        this.truth = truth;
    }

    /** What an answer is worth. */
    enum Worth {
        /** All of the truth. */
        RIGHT,
        /** Less than the truth, and it says so. */
        LESS,
        WRONG,
        /** There is no answer. */
        NONE
    }

    /** The first differences of wrong answers, for people. */
    List<String> differences() {
        return differences.subList(0, Math.min(10, differences.size()));
    }

    /** Compares. @param answer to the question */
    Worth judge(AskedQuery query, JsonNode answer) {
        if (!query.answered()) {
            return Worth.NONE;
        }
        Finding finding = new Finding();
        range(query, answer, finding);
        if (query.kind() == QueryKind.TOP) {
            top(query, answer, finding);
        } else {
            series(query, answer, finding);
        }
        if (finding.problems.isEmpty()) {
            return Worth.RIGHT;
        }
        boolean behind = query.stale() && query.asOf() < query.to();
        boolean says = behind || query.state().equals("partial");
        if (says && !finding.more && (behind || !finding.inexact)) {
            return Worth.LESS;
        }
        differences.add(query.kind() + " " + query.series() + " " + Instant.ofEpochMilli(query.from()) + " to "
                + Instant.ofEpochMilli(query.to()) + ", " + query.state() + " as of "
                + Instant.ofEpochMilli(query.asOf()) + ": "
                + String.join("; ", finding.problems.subList(0, Math.min(4, finding.problems.size()))));
        return Worth.WRONG;
    }

    /** What is not as it is in truth. */
    private static final class Finding {
        private final List<String> problems = new ArrayList<>();
        /** Something is more than the truth. */
        private boolean more;
        /** Something that is told is less than the truth. */
        private boolean inexact;

        void add(String where, Compared compared) {
            compared.differences().forEach(difference -> problems.add(where + " " + difference));
            more |= compared.more();
            inexact |= !compared.exact();
        }

        /** Something that nothing excuses. */
        void wrong(String problem) {
            problems.add(problem);
            more = true;
        }
    }

    private static void range(AskedQuery query, JsonNode answer, Finding finding) {
        if (!answer.path("from")
                        .asText()
                        .equals(Instant.ofEpochMilli(query.from()).toString())
                || !answer.path("to")
                        .asText()
                        .equals(Instant.ofEpochMilli(query.to()).toString())) {
            finding.wrong("another range: " + answer.path("from") + " to " + answer.path("to"));
        }
    }

    private void series(AskedQuery query, JsonNode answer, Finding finding) {
        if (answer.path("series").size() != 1
                || !answer.path("series").path(0).path("series").asText().equals(query.series())) {
            finding.wrong("another series: " + answer.path("series").path(0).path("series"));
            return;
        }
        JsonNode told = answer.path("series").path(0);
        finding.add(
                "total", ToldFigures.compare(told.path("total"), figures(query.series(), query.from(), query.to())));
        if (query.kind() == QueryKind.CHART) {
            rows(query, told.path("rows"), finding);
        }
    }

    private void rows(AskedQuery query, JsonNode rows, Finding finding) {
        long at = query.from();
        for (JsonNode row : rows) {
            String start = Instant.ofEpochMilli(at).toString();
            if (!row.path("from").asText().equals(start)) {
                finding.wrong("a row from " + row.path("from") + " (expected: " + start + ")");
            }
            finding.add(
                    "row " + start, ToldFigures.compare(row, figures(query.series(), at, at + QueryKind.STEP_MILLIS)));
            at += QueryKind.STEP_MILLIS;
        }
        if (at > query.to()) {
            finding.wrong("rows until " + Instant.ofEpochMilli(at));
        } else if (at < query.to()) {
            finding.problems.add("no rows from " + Instant.ofEpochMilli(at) + " on");
            finding.inexact = true;
        }
    }

    private void top(AskedQuery query, JsonNode answer, Finding finding) {
        List<Map.Entry<String, Long>> ranked = tops.computeIfAbsent(
                List.of(query.from(), query.to()), unseen -> truth.mostFailed(query.from(), query.to()));
        List<String> expected =
                ranked.stream().limit(QueryKind.LIMIT).map(Map.Entry::getKey).toList();
        List<String> told = new ArrayList<>();
        for (JsonNode value : answer.path("values")) {
            String name = value.path("value").asText();
            told.add(name);
            Compared compared = ToldFigures.compare(value.path("total"), figures(name, query.from(), query.to()));
            finding.add(name, compared);
            if (value.path("amount").asDouble()
                    != value.path("total").path("failed").asDouble()) {
                finding.wrong(name + " amount " + value.path("amount"));
            }
        }
        if (!told.equals(expected)) {
            finding.problems.add("rows " + told + " (expected: " + expected + ")");
        }
        long more = Math.max(0, ranked.size() - QueryKind.LIMIT);
        if (answer.path("more").asLong() != more) {
            finding.problems.add("more " + answer.path("more") + " (exactly " + more + ")");
            finding.more |= answer.path("more").asLong() > more;
        }
        if (told.size() > QueryKind.LIMIT || told.stream().distinct().count() != told.size()) {
            finding.wrong("rows " + told);
        }
    }

    private ExactFigures figures(String series, long from, long to) {
        return known.computeIfAbsent(List.of(series, from, to), unseen -> truth.figures(series, from, to));
    }
}
