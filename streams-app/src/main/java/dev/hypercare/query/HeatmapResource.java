package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.Resolution;
import dev.hypercare.query.KpiAnswer.Measured;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** {@code /api/v1/heatmap}: all series that match, added up by time, with how their durations are spread. */
public final class HeatmapResource implements QueryResource {
    private static final String MOST_SERIES = "1000";

    private final KpiSource source;
    private final TraceTemplate traces;
    private final LongSupplier clock;

    /** @param clock now, milliseconds since the epoch */
    public HeatmapResource(KpiSource source, TraceTemplate traces, LongSupplier clock) {
        this.source = source;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/heatmap?view=api&from=-1h&step=1m", "series added up by time, and how long calls took");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/heatmap", this::heatmap);
    }

    private void heatmap(Context request) {
        long now = clock.getAsLong();
        if (Replies.wantsCsv(request)) {
            throw ApiProblem.parameter("format", "csv", "json; /api/v1/kpis has CSV");
        }
        Map<String, String> parameters = Replies.parameters(request);
        parameters.putIfAbsent("limit", MOST_SERIES);
        KpiQuery query = KpiQueryReader.read(parameters, source.views(), now);
        Resolution step = query.step();
        HeatmapQueries queries = new HeatmapQueries(new TimedSource(source, Deadline.of(request)));
        Heatmap answer = queries.answer(query, step == null ? Resolution.MINUTE : step, now);
        Replies.json(request, json(answer, query));
    }

    private ObjectNode json(Heatmap answer, KpiQuery query) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", KpiFigures.time(answer.from()))
                .put("to", KpiFigures.time(answer.to()))
                .put("asOf", KpiFigures.time(answer.asOf()))
                .put("step", KpiQueryReader.label(answer.step()))
                .put("view", String.join(",", query.filter().view()))
                .put("seriesAdded", answer.series())
                .put("cut", answer.cut());
        answer.notes().forEach(json.putArray("notes")::add);
        json.set("total", KpiFigures.of(answer.total(), query.percentiles(), traces));
        List<long[]> bands = answer.rows().stream()
                .map(row -> Heatmap.bands(row.kpis().latency()))
                .toList();
        int first = Heatmap.BANDS;
        int last = -1;
        for (long[] row : bands) {
            for (int band = 0; band < row.length; band++) {
                if (row[band] > 0) {
                    first = Math.min(first, band);
                    last = Math.max(last, band);
                }
            }
        }
        ArrayNode edges = json.putArray("edgesMs");
        for (int band = first; last >= first && band <= last + 1; band++) {
            edges.add(Heatmap.edge(band));
        }
        ArrayNode rows = json.putArray("rows");
        for (int i = 0; i < bands.size(); i++) {
            rows.add(row(answer.rows().get(i), query, bands.get(i), first, last));
        }
        return json;
    }

    private ObjectNode row(Measured row, KpiQuery query, long[] bands, int first, int last) {
        ObjectNode json = KpiFigures.of(row, query.percentiles(), traces);
        ArrayNode calls = json.putArray("bands");
        if (last >= first) {
            Arrays.stream(bands, first, last + 1).forEach(calls::add);
        }
        return json;
    }
}
