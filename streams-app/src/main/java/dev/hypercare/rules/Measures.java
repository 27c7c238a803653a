package dev.hypercare.rules;

import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.LatencyHistogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Every figure of the rule language by name. All are doubles: counts are exact up to 2^53. */
final class Measures {
    /** The functions of one status, {@code status(401)} and {@code status_ratio(401)}. */
    static final String STATUS = "status";

    static final String STATUS_RATIO = "status_ratio";

    /** How many different routes, of which panes tell nothing. */
    static final String ROUTES = "routes";

    private static final Map<String, Measure> ALL = new LinkedHashMap<>();

    static {
        count("calls", "calls that completed in the window", Kpis::calls);
        add(
                "calls_per_second",
                Unit.RATE,
                "calls / length of the window",
                (kpis, millis) -> kpis.calls() * 1000.0 / millis);
        count("failed", "calls with a 5xx or without a response", Kpis::failed);
        share("failed_ratio", "failed / calls", Kpis::failed);
        add("availability", Unit.SHARE, "1 - failed / calls", (kpis, millis) -> 1 - ratio(kpis.failed(), kpis.calls()));
        count("server_errors", "calls with a 5xx", Kpis::serverErrors);
        share("server_error_ratio", "server_errors / calls", Kpis::serverErrors);
        count("client_errors", "calls with a 4xx, 499 included", Kpis::clientErrors);
        share("client_error_ratio", "client_errors / calls", Kpis::clientErrors);
        count("no_response", "calls without a response (status 0)", Kpis::noResponse);
        share("no_response_ratio", "no_response / calls", Kpis::noResponse);
        count("late", "calls that came when their second had been decided; only of [source, gateway]", Measures::late);
        add(
                "late_ratio",
                Unit.SHARE,
                "late / (calls + late)",
                (kpis, millis) -> ratio(late(kpis), kpis.calls() + late(kpis)));
        latencies("", "total latency", Kpis::latency);
        latencies("upstream_", "time spent waiting for upstream", Kpis::upstreamLatency);
        bytes("request_bytes", "bytes of requests", Kpis::requestBytes);
        bytes("response_bytes", "bytes of responses", Kpis::responseBytes);
        bytes("bytes", "bytes of requests and responses", kpis -> kpis.requestBytes() + kpis.responseBytes());
        count("ai_calls", "calls to AI models", Kpis::aiCalls);
        count("usage_missing", "AI calls without token usage", Kpis::usageMissing);
        add(
                "usage_missing_ratio",
                Unit.SHARE,
                "usage_missing / ai_calls",
                (kpis, millis) -> ratio(kpis.usageMissing(), kpis.aiCalls()));
        count("tokens", "prompt and completion tokens", kpis -> kpis.tokensIn() + kpis.tokensOut());
        count("tokens_in", "prompt tokens", Kpis::tokensIn);
        count("tokens_out", "completion tokens", Kpis::tokensOut);
        count("tokens_cached", "prompt tokens read from a cache", Kpis::tokensCached);
        count("tokens_reasoning", "reasoning tokens", Kpis::tokensReasoning);
        add("cost", Unit.MONEY, "cost", (kpis, millis) -> kpis.costMicros() / 1e6);
        distinct("consumers", "different consumers, without anonymous calls", Kpis::consumers);
        distinct(ROUTES, "different routes, of series of a view with client and without route", Kpis::routes);
    }

    private Measures() {}

    /** All but those of a status, in the order of the reference page. */
    static List<Measure> all() {
        return List.copyOf(ALL.values());
    }

    /** Every name that stands alone, and the two functions. */
    static List<String> names() {
        List<String> names = new ArrayList<>(ALL.keySet());
        names.add(STATUS);
        names.add(STATUS_RATIO);
        return names;
    }

    /** The measure of a name such as {@code p99} or {@code status(401)}; null where there is none. */
    static @Nullable Measure find(String name) {
        Measure known = ALL.get(name);
        if (known != null || !name.endsWith(")")) {
            return known;
        }
        int open = name.indexOf('(');
        try {
            return ofStatus(
                    name.substring(0, Math.max(0, open)), Long.parseLong(name, open + 1, name.length() - 1, 10));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The measure of one status, 0 to 999; null for another number or function. */
    static @Nullable Measure ofStatus(String function, long status) {
        if (status < 0 || status > 999) {
            return null;
        }
        int code = (int) status;
        String name = function + "(" + code + ")";
        return switch (function) {
            case STATUS ->
                new Measure(name, Unit.COUNT, "calls with status " + code, (kpis, millis) -> kpis.status(code));
            case STATUS_RATIO ->
                new Measure(
                        name,
                        Unit.SHARE,
                        "share of calls with status " + code,
                        (kpis, millis) -> ratio(kpis.status(code), kpis.calls()));
            default -> null;
        };
    }

    private static long late(Kpis kpis) {
        return kpis.late() + kpis.tooLate();
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    private static void add(String name, Unit unit, String meaning, Measure.Figure figure) {
        ALL.put(name, new Measure(name, unit, meaning, figure));
    }

    private static void count(String name, String meaning, ToLongFunction<Kpis> value) {
        add(name, Unit.COUNT, meaning, (kpis, millis) -> value.applyAsLong(kpis));
    }

    private static void distinct(String name, String meaning, Function<Kpis, DistinctCount> of) {
        ALL.put(name, Measure.distinct(name, meaning, of));
    }

    private static void bytes(String name, String meaning, ToLongFunction<Kpis> value) {
        add(name, Unit.BYTES, meaning, (kpis, millis) -> value.applyAsLong(kpis));
    }

    private static void share(String name, String meaning, ToLongFunction<Kpis> part) {
        add(name, Unit.SHARE, meaning, (kpis, millis) -> ratio(part.applyAsLong(kpis), kpis.calls()));
    }

    private static void latencies(String prefix, String of, Function<Kpis, LatencyHistogram> histogram) {
        double[] percents = {50, 90, 95, 99, 99.9};
        String[] names = {"p50", "p90", "p95", "p99", "p999"};
        for (int i = 0; i < names.length; i++) {
            double percent = percents[i];
            String meaning = (percent == 99.9 ? "99.9" : String.valueOf((int) percent)) + "th percentile of the " + of;
            millis(prefix + names[i], meaning, kpis -> histogram.apply(kpis).percentile(percent));
        }
        millis(prefix + "max", "longest " + of, kpis -> histogram.apply(kpis).maxMicros());
        millis(prefix + "mean", "mean of the " + of, kpis -> {
            LatencyHistogram latency = histogram.apply(kpis);
            return latency.count() == 0 ? -1 : (double) latency.sumMicros() / latency.count();
        });
    }

    private static void millis(String name, String meaning, ToDoubleFunction<Kpis> micros) {
        add(name, Unit.MILLIS, meaning, (kpis, millis) -> {
            double value = micros.applyAsDouble(kpis);
            return value < 0 ? Double.NaN : value / 1000;
        });
    }
}
