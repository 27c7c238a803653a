package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.KpiAnswer.SeriesKpis;

/** A KPI answer as JSON; {@code docs/reference/query.md} describes it. */
final class KpiJson {
    private KpiJson() {}

    static ObjectNode of(KpiAnswer answer, TraceTemplate traces) {
        Resolution step = answer.step();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", KpiFigures.time(answer.from()))
                .put("to", KpiFigures.time(answer.to()))
                .put("asOf", KpiFigures.time(answer.asOf()))
                .put("step", step == null ? null : KpiQueryReader.label(step))
                .put("view", String.join(",", answer.filter().view()))
                .put("cut", answer.cut());
        answer.notes().forEach(json.putArray("notes")::add);
        ArrayNode all = json.putArray("series");
        answer.series().forEach(series -> all.add(one(series, answer, traces)));
        return json;
    }

    private static ObjectNode one(SeriesKpis series, KpiAnswer answer, TraceTemplate traces) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("series", series.series());
        ObjectNode labels = json.putObject("labels");
        new Series(series.series()).labels().forEach(labels::put);
        json.set("total", KpiFigures.of(series.total(), answer.percentiles(), traces));
        ArrayNode rows = json.putArray("rows");
        series.rows().forEach(row -> rows.add(KpiFigures.of(row, answer.percentiles(), traces)));
        return json;
    }
}
