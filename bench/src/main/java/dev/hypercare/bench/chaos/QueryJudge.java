package dev.hypercare.bench.chaos;

import dev.hypercare.bench.chaos.CountedMinutes.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares answers with a count of the acknowledged lines. What an answer marks as stale or partial may be less than the truth, never more. */
final class QueryJudge {
    private static final String FAILED = "failed";
    /** The half of a bucket of the histogram. */
    private static final double BOUND = 0.0079;

    private final CountedMinutes truth;
    private final List<String> differences = new ArrayList<>();
    /** Failed calls of each route by minute. */
    private final Map<Long, Map<String, Long>> failedByMinute = new HashMap<>();

    QueryJudge(CountedMinutes truth) {
        this.truth = truth;
        truth.cells().forEach((cell, figures) -> {
            int labels = CountedMinutes.labelsOf(cell.series());
            if (labels > 1 && figures.containsKey(FAILED)) {
                String route = cell.series().substring(0, cell.series().indexOf(",method="));
                failedByMinute
                        .computeIfAbsent(cell.start(), unseen -> new HashMap<>())
                        .merge(route, figures.getOrDefault(FAILED, 0L), Long::sum);
            }
        });
    }

    /** What an answer is worth. */
    enum Worth {
        /** All of the truth. */
        RIGHT,
        /** Less than the truth, and it says so. */
        LESS,
        WRONG
    }

    /** The first differences of wrong answers, for people. */
    List<String> differences() {
        return differences.subList(0, Math.min(10, differences.size()));
    }

    Worth judge(AskedQuery query) {
        AskedQuery.Figures exact = query.kind() == QueryKind.TOP ? top(query) : series(query);
        AskedQuery.Figures told = query.figures();
        boolean right = told.count() == exact.count()
                && told.rows() == exact.rows()
                && told.largest() == exact.largest()
                && (query.kind() != QueryKind.HOUR_PERCENTILE || near(told.p99Micros(), exact.p99Micros()));
        if (right) {
            return Worth.RIGHT;
        }
        boolean says = query.state().equals("partial") || query.state().equals("stale") && query.asOf() < query.to();
        if (says && told.count() <= exact.count() && told.largest() <= exact.largest()) {
            return Worth.LESS;
        }
        differences.add(String.format(
                Locale.ROOT,
                "%s %s %d-%d, %s as of %d: told %s, exactly %s",
                query.kind(),
                query.api(),
                query.from(),
                query.to(),
                query.state(),
                query.asOf(),
                told,
                exact));
        return Worth.WRONG;
    }

    /** Both are bucket middles, or the exact maximum. */
    private static boolean near(double told, double exact) {
        return Math.abs(told - exact) <= Math.max(1, exact * 2 * BOUND);
    }

    private AskedQuery.Figures series(AskedQuery query) {
        long calls = 0;
        long longest = 0;
        TreeMap<Integer, Long> buckets = new TreeMap<>();
        for (long minute = query.from(); minute < query.to(); minute += CountedMinutes.MINUTE_MILLIS) {
            Map<String, Long> figures = truth.cells().getOrDefault(new Cell("api=" + query.api(), minute), Map.of());
            calls += figures.getOrDefault("calls", 0L);
            longest = Math.max(longest, figures.getOrDefault("latency" + CountedMinutes.MAX, 0L));
            figures.forEach((name, n) -> {
                if (name.startsWith("latency.bucket.")) {
                    buckets.merge(Integer.parseInt(name.substring("latency.bucket.".length())), n, Long::sum);
                }
            });
        }
        return new AskedQuery.Figures(calls, calls, percentile(buckets, longest), 0);
    }

    private static double percentile(TreeMap<Integer, Long> buckets, long longest) {
        long count = buckets.values().stream().mapToLong(Long::longValue).sum();
        long rank = (long) Math.ceil(0.99 * count - 1e-9);
        if (count == 0 || rank >= count) {
            return count == 0 ? -1 : longest;
        }
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return Math.min(longest, middle(bucket.getKey()));
            }
        }
        return longest;
    }

    /** The inverse of {@link TruthCount#bucket}. */
    private static double middle(int bucket) {
        if (bucket < 128) {
            return bucket;
        }
        int e = bucket / 64 - 1;
        long low = (64L + bucket % 64) << e;
        return low + ((1L << e) - 1) / 2.0;
    }

    private AskedQuery.Figures top(AskedQuery query) {
        Map<String, Long> byRoute = new HashMap<>();
        for (long minute = query.from(); minute < query.to(); minute += CountedMinutes.MINUTE_MILLIS) {
            failedByMinute.getOrDefault(minute, Map.of()).forEach((route, n) -> byRoute.merge(route, n, Long::sum));
        }
        long total = byRoute.values().stream().mapToLong(Long::longValue).sum();
        long largest =
                byRoute.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return new AskedQuery.Figures(total, total, -1, largest);
    }
}
