package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.query.GroupedKpis.Group;
import dev.hypercare.query.KpiAnswer.Measured;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** {@code /api/v1/top}: which values of a label have the most of any KPI. */
public final class TopResource implements QueryResource {
    private static final List<Double> PERCENTILES = List.of(50.0, 95.0, 99.0);
    private static final List<String> COLUMNS = List.of("value", "amount");

    private final KpiSource source;
    private final TraceTemplate traces;
    private final LongSupplier clock;

    /** A value with its figures. */
    private record Ranked(String value, double amount, Measured span) {}

    /** @param clock now, milliseconds since the epoch */
    public TopResource(KpiSource source, TraceTemplate traces, LongSupplier clock) {
        this.source = source;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of(
                "/api/v1/top?by=route&kpi=p99&from=-1h&limit=20", "the values of a label with the most of any KPI");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/top", this::top);
    }

    /** The largest first, of equals by name; values of which the KPI is not measured are left out. */
    private void top(Context request) {
        long now = clock.getAsLong();
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request);
        List<List<String>> views = source.views();
        ChangeQuery query = ChangeQueryReader.top(parameters, views, now);
        RankedKpi kpi = RankedKpi.of(parameters.getOrDefault("kpi", "failed"));
        long minCalls = minCalls(parameters.getOrDefault("min-calls", "1"));
        TimedSource timed = new TimedSource(source, Deadline.of(request));
        GroupedKpis grouped = new GroupedKpis(new KpiQueries(timed), views);
        List<String> by = query.by().size() == 1
                ? grouped.within(query.by().get(0), query.fixed().keySet())
                : query.by();
        Group group = grouped.sums(
                by, query.fixed(), query.from(), query.to(), now, new Ranking(kpi.word(), minCalls, query.limit()));
        List<Ranked> ranked = ranked(kpi, group, minCalls);
        ObjectNode json = json(kpi, group, ranked, query.limit());
        if (csv) {
            Replies.csv(request, Csv.of(json.path("values"), COLUMNS));
        } else {
            Replies.json(request, json);
        }
    }

    private static List<Ranked> ranked(RankedKpi kpi, Group group, long minCalls) {
        List<Ranked> ranked = new ArrayList<>();
        group.values().forEach((value, kpis) -> {
            Measured span = new Measured(group.range().from(), group.range().to(), group.closedMillis(), kpis);
            Double amount = kpi.amount().apply(span);
            if (amount != null && kpis.calls() >= minCalls) {
                ranked.add(new Ranked(value, amount, span));
            }
        });
        ranked.sort(Comparator.comparingDouble(Ranked::amount).reversed().thenComparing(Ranked::value));
        return ranked;
    }

    private ObjectNode json(RankedKpi kpi, Group group, List<Ranked> ranked, int limit) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kpi", kpi.word())
                .put("by", String.join(",", group.by()))
                .put("view", String.join(",", group.view()))
                .put("from", KpiFigures.time(group.range().from()))
                .put("to", KpiFigures.time(group.range().to()))
                .put("asOf", KpiFigures.time(group.range().asOf()));
        ArrayNode values = json.putArray("values");
        ranked.stream().limit(limit).forEach(one -> {
            ObjectNode entry = values.addObject().put("value", one.value);
            ObjectNode labels = entry.putObject("labels");
            GroupedKpis.labels(group.by(), one.value).forEach(labels::put);
            entry.put("amount", one.amount);
            entry.set("total", KpiFigures.of(one.span, PERCENTILES, traces));
        });
        json.put("more", Math.max(0, ranked.size() - limit) + group.range().left())
                .put("cut", group.range().cut());
        group.range().notes().forEach(json.putArray("notes")::add);
        return json;
    }

    private static long minCalls(String text) {
        if (text.matches("\\d{1,9}")) {
            return Long.parseLong(text);
        }
        throw ApiProblem.parameter("min-calls", text, "a whole number from 0 to 999999999");
    }
}
