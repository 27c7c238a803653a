package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.measure.Series;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/kpis} and {@code /api/v1/series}. */
public final class KpiResource implements QueryResource {
    private final KpiSource source;
    private final TraceTemplate traces;
    private final LongSupplier clock;

    /** @param clock now, milliseconds since the epoch */
    public KpiResource(KpiSource source, TraceTemplate traces, LongSupplier clock) {
        this.source = source;
        this.traces = traces;
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
        Map<String, String> asked = Replies.parameters(request);
        ListPlace begin = begin(request, asked);
        KpiQuery query = KpiQueryReader.read(ofThePage(asked, begin), source.views(), now)
                .after(begin == null ? "" : begin.parts().get(2));
        if (LiveStreams.isWanted(request)) {
            queries(request).answer(query, now);
            LiveStreams.open(request, deadline -> live(asked, deadline));
            return;
        }
        KpiAnswer answer = queries(request).answer(query, now);
        ObjectNode json = KpiJson.of(answer, traces);
        if (answer.cut() && !answer.series().isEmpty()) {
            String last = answer.series().get(answer.series().size() - 1).series();
            json.put("next", Cursor.tell(request, asked, place(query, last)));
        }
        if (csv) {
            Replies.csv(request, Csv.of(answer, traces));
        } else {
            Replies.json(request, json);
        }
    }

    /** The series of a view, or of every view, that had calls in a range; by default the last day. */
    private void series(Context request) {
        long now = clock.getAsLong();
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> asked = Replies.parameters(request);
        ListPlace begin = begin(request, asked);
        Map<String, String> parameters = ofThePage(asked, begin);
        parameters.putIfAbsent("from", "-1d");
        List<List<String>> views = parameters.containsKey("view")
                ? List.of(KpiQueryReader.filter(parameters, source.views()).view())
                : source.views();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("series");
        ListPlace last = null;
        for (List<String> view : views) {
            parameters.put("view", String.join(",", view));
            KpiQuery query = KpiQueryReader.read(parameters, source.views(), now);
            for (String name : queries(request).list(query.filter(), query.from(), query.to())) {
                ListPlace place = place(query, ListPlace.up(views.indexOf(view)) + name);
                if (begin != null && place.compareTo(begin) <= 0) {
                    continue;
                }
                if (list.size() == query.limit()) {
                    json.put("next", Cursor.tell(request, asked, Objects.requireNonNull(last)));
                    break;
                }
                list.add(entry(name));
                last = place;
            }
            if (json.has("next")) {
                break;
            }
        }
        if (csv) {
            Replies.csv(request, Csv.of(list, List.of("view", "series")));
        } else {
            Replies.json(request, json.put("cut", json.has("next")));
        }
    }

    private ObjectNode live(Map<String, String> asked, Deadline deadline) {
        long now = clock.getAsLong();
        return KpiJson.of(queries(deadline).answer(KpiQueryReader.read(asked, source.views(), now), now), traces);
    }

    private KpiQueries queries(Context request) {
        return queries(Deadline.of(request));
    }

    private KpiQueries queries(Deadline deadline) {
        return new KpiQueries(new TimedSource(source, deadline));
    }

    /** Where the page begins: both ends of the range, and what names the last one before; null for the first page. */
    private static @Nullable ListPlace begin(Context request, Map<String, String> parameters) {
        ListPlace begin = Cursor.read(request, parameters);
        if (begin != null && begin.parts().size() != 3) {
            throw ApiProblem.parameter(Cursor.NAME, "another place", "what next had in the answer before");
        }
        return begin;
    }

    /** The range is part of the place: it stays what it was on the first page. */
    private static ListPlace place(KpiQuery query, String series) {
        return ListPlace.of(String.valueOf(query.from()), String.valueOf(query.to()), series);
    }

    /** The question with the range of the first page, whatever time it is by now. */
    private static Map<String, String> ofThePage(Map<String, String> asked, @Nullable ListPlace begin) {
        Map<String, String> parameters = new LinkedHashMap<>(asked);
        if (begin != null) {
            parameters.put("from", begin.parts().get(0));
            parameters.put("to", begin.parts().get(1));
        }
        return parameters;
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
