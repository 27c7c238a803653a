package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.KpiAnswer.Measured;
import dev.hypercare.query.KpiAnswer.SeriesKpis;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Answers as CSV (RFC 4180): a header, then for KPIs a line a series, or a line a series and step. Columns are the labels of the view and
 * the figures of the JSON; an empty field is not measured. Statuses are left out, because their columns would depend on the data.
 */
final class Csv {
    private Csv() {}

    static String of(KpiAnswer answer, TraceTemplate traces) {
        List<String> header = new ArrayList<>(answer.filter().view());
        ObjectNode none = KpiFigures.of(new Measured(0, 0, 0, new Kpis()), answer.percentiles(), traces);
        flat("", none, true, header);
        StringBuilder csv = new StringBuilder();
        line(header, csv);
        for (SeriesKpis series : answer.series()) {
            Collection<String> labels = new Series(series.series()).labels().values();
            for (Measured span : answer.step() == null ? List.of(series.total()) : series.rows()) {
                List<String> fields = new ArrayList<>(labels);
                flat("", KpiFigures.of(span, answer.percentiles(), traces), false, fields);
                line(fields, csv);
            }
        }
        return csv.toString();
    }

    private static void flat(String prefix, JsonNode json, boolean names, List<String> to) {
        json.properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (name.equals("statuses")) {
                return;
            }
            if (value.isObject()) {
                flat(name + ".", value, names, to);
            } else {
                to.add(names ? name : value.isNull() ? "" : value.asText());
            }
        });
    }

    /** One object a line, the columns from the first, nested ones left out. */
    static String of(Iterable<? extends JsonNode> objects, List<String> columns) {
        StringBuilder csv = new StringBuilder();
        line(columns, csv);
        StreamSupport.stream(objects.spliterator(), false)
                .map(object -> columns.stream()
                        .map(column -> object.path(column).asText(""))
                        .toList())
                .forEach(fields -> line(fields, csv));
        return csv.toString();
    }

    private static void line(List<String> fields, StringBuilder to) {
        to.append(fields.stream().map(Csv::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
