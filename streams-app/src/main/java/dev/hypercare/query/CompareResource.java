package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.BaselineReader.Period;
import dev.hypercare.query.GroupedKpis.Group;
import dev.hypercare.query.KpiAnswer.Measured;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/compare}: one range against another, or one value of a label against another, figure by figure. */
public final class CompareResource implements QueryResource {
    private static final List<Double> PERCENTILES = List.of(50.0, 95.0, 99.0);
    private static final List<String> RANKED = List.of(
            "calls", "callsPerSecond", "failed", "failedShare", "clientErrors", "meanLatency", "p50", "p95", "p99");
    private static final List<String> COLUMNS = List.of("kpi", "value", "against", "difference", "ratio");

    private final KpiSource source;
    private final BaselineReader baselines;
    private final TraceTemplate traces;
    private final LongSupplier clock;

    /** One of the two, summed up. */
    private record Side(Map<String, String> labels, Group group, Measured total) {}

    /**
     * Of KPIs.
     *
     * @param baselines periods that can be compared with by their names
     * @param clock now, milliseconds since the epoch
     */
    public CompareResource(KpiSource source, BaselineReader baselines, TraceTemplate traces, LongSupplier clock) {
        this.traces = traces;
        this.baselines = baselines;
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of(
                "/api/v1/compare?api=X&from=-1h&against-from=-25h&against-to=-24h",
                "a range against another",
                "/api/v1/compare?api=X&from=-1h&against-baseline=pre-launch",
                "a range against a baseline",
                "/api/v1/compare?api=X&version=v2&against=version=v1&from=-1h",
                "a version against another");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/compare", this::compare);
    }

    private void compare(Context request) {
        long now = clock.getAsLong();
        boolean csv = Replies.wantsCsv(request);
        List<List<String>> views = source.views();
        Map<String, String> parameters = Replies.parameters(request);
        Deadline deadline = Deadline.of(request);
        ChangeQuery query = ChangeQueryReader.compare(parameters, views, now);
        String baseline = parameters.get("against-baseline");
        if (baseline != null) {
            Period period = period(baseline, query, deadline);
            query = query.against(period.from().toEpochMilli(), period.to().toEpochMilli());
        }
        String against = parameters.get("against");
        Map<String, String> others = against == null ? query.fixed() : others(query.fixed(), against);
        TimedSource timed = new TimedSource(source, deadline);
        GroupedKpis grouped = new GroupedKpis(new KpiQueries(timed), views);
        Side one = side(grouped, query.fixed(), query.from(), query.to(), now);
        Side other = other(grouped, query, one, others, against == null, now);
        ObjectNode json = json(one, other);
        if (baseline != null) {
            json.put("baseline", baseline);
        }
        if (csv) {
            Replies.csv(request, Csv.of(json.path("figures"), COLUMNS));
        } else {
            Replies.json(request, json);
        }
    }

    /** When a baseline was frozen of: that of a series with these labels where there is one, and the newest of those. */
    private Period period(String name, ChangeQuery query, Deadline deadline) {
        if (query.againstFrom() != null) {
            throw ApiProblem.parameter(
                    "against-baseline", name, "left out where against-from and against-to are given");
        }
        return baselines.periods(name, deadline::check).stream()
                .max(Comparator.comparing((Period one) -> new Series(one.series())
                                .labels()
                                .entrySet()
                                .containsAll(query.fixed().entrySet()))
                        .thenComparing(Period::madeAt)
                        .thenComparing(Period::from))
                .orElseThrow(() -> new ApiProblem(
                        404,
                        "No such baseline",
                        "against-baseline: " + name,
                        "hypercare baseline list has those that there are; baseline freeze makes one."));
    }

    /** The other range, else the same one where labels differ, else the one just before. */
    private static Side other(
            GroupedKpis grouped, ChangeQuery query, Side one, Map<String, String> labels, boolean before, long now) {
        Long from = query.againstFrom();
        Long to = query.againstTo();
        if (from != null && to != null) {
            return side(grouped, labels, from, to, now);
        }
        if (!before) {
            return side(grouped, labels, query.from(), query.to(), now);
        }
        KpiAnswer range = one.group.range();
        return side(grouped, labels, Math.max(0, 2 * range.from() - range.to()), range.from(), now);
    }

    private static Side side(GroupedKpis grouped, Map<String, String> labels, long from, long to, long now) {
        Group group = grouped.sums(List.of(), labels, from, to, now);
        Kpis sum = new Kpis();
        group.values().values().forEach(sum::merge);
        return new Side(
                labels, group, new Measured(group.range().from(), group.range().to(), group.closedMillis(), sum));
    }

    /** The labels with those of a text such as {@code version=v1,consumer=a} in place of, or besides, their own. */
    private static Map<String, String> others(Map<String, String> labels, String text) {
        Map<String, String> others = new LinkedHashMap<>(labels);
        for (String word : text.split(",", -1)) {
            int equals = word.indexOf('=');
            if (equals < 1 || equals == word.length() - 1 || !labels.containsKey(word.substring(0, equals))) {
                throw ApiProblem.parameter(
                        "against", text, "labels that are given, with other values, such as version=v1");
            }
            others.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return others;
    }

    private ObjectNode json(Side one, Side other) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("view", String.join(",", one.group.view()));
        json.put("asOf", KpiFigures.time(one.group.range().asOf()));
        json.set("one", json(one));
        json.set("other", json(other));
        ArrayNode figures = json.putArray("figures");
        for (String word : RANKED) {
            RankedKpi kpi = RankedKpi.of(word);
            Double value = kpi.amount().apply(one.total);
            Double against = kpi.amount().apply(other.total);
            figures.addObject()
                    .put("kpi", word)
                    .put("value", value)
                    .put("against", against)
                    .put("difference", value == null || against == null ? null : (Double) (value - against))
                    .put("ratio", ratio(value, against));
        }
        GroupedKpis.notes(List.of(one.group, other.group)).forEach(json.putArray("notes")::add);
        return json;
    }

    private static @Nullable Double ratio(@Nullable Double value, @Nullable Double against) {
        return value == null || against == null || against == 0 ? null : (Double) (value / against);
    }

    private ObjectNode json(Side side) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode labels = json.putObject("labels");
        side.labels.forEach(labels::put);
        json.set("total", KpiFigures.of(side.total, PERCENTILES, traces));
        return json;
    }
}
