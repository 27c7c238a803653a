package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.measure.Series;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** {@code /api/v1/kpis} and {@code /api/v1/series}. */
public final class KpiResource implements QueryResource {
    private final KpiSource source;
    private final LongSupplier clock;

    /** @param clock now, milliseconds since the epoch */
    public KpiResource(KpiSource source, LongSupplier clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of(
                "/api/v1/kpis?api=X&from=-15m&to=now&percentiles=50,95,99&step=1m",
                "KPIs of a series",
                "/api/v1/kpis?view=api,route,method&api=X",
                "KPIs of all series of a view that match",
                "/api/v1/series?view=api",
                "the series that had calls");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/kpis", this::kpis).get("/api/v1/series", this::series);
    }

    /** KPIs of one series or of all series of a view that match. */
    private void kpis(Context request) {
        long now = clock.getAsLong();
        boolean csv = Replies.wantsCsv(request);
        KpiQuery query = KpiQueryReader.read(Replies.parameters(request), source.views(), now);
        KpiAnswer answer = queries(request).answer(query, now);
        if (csv) {
            Replies.csv(request, Csv.of(answer));
        } else {
            Replies.json(request, KpiJson.of(answer));
        }
    }

    /** The series of a view, or of every view, that had calls in a range; by default the last day. */
    private void series(Context request) {
        long now = clock.getAsLong();
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request);
        parameters.putIfAbsent("from", "-1d");
        List<List<String>> views = parameters.containsKey("view")
                ? List.of(KpiQueryReader.filter(parameters, source.views()).view())
                : source.views();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("series");
        boolean cut = false;
        for (List<String> view : views) {
            parameters.put("view", String.join(",", view));
            KpiQuery query = KpiQueryReader.read(parameters, source.views(), now);
            Set<String> found = queries(request).list(query.filter(), query.from(), query.to());
            cut |= found.size() > query.limit();
            found.stream().limit(query.limit()).forEach(name -> list.add(entry(name)));
        }
        if (csv) {
            Replies.csv(request, Csv.of(list, List.of("view", "series")));
        } else {
            Replies.json(request, json.put("cut", cut));
        }
    }

    private KpiQueries queries(Context request) {
        return new KpiQueries(new TimedSource(source, Deadline.of(request)));
    }

    private static ObjectNode entry(String name) {
        Series series = new Series(name);
        ObjectNode entry =
                JsonNodeFactory.instance.objectNode().put("view", series.view()).put("series", name);
        ObjectNode labels = entry.putObject("labels");
        series.labels().forEach(labels::put);
        return entry;
    }
}
