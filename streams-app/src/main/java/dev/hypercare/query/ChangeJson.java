package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.query.ChangeAnswer.Explained;
import dev.hypercare.query.GroupedKpis.Group;
import dev.hypercare.query.contribution.Amounts;
import dev.hypercare.query.contribution.LabelChange;
import dev.hypercare.query.contribution.Pareto;
import dev.hypercare.query.contribution.ValueChange;
import java.util.List;

/** What makes a KPI and what made it change, as JSON; {@code docs/reference/query.md} describes it. */
final class ChangeJson {
    private ChangeJson() {}

    static ObjectNode of(ParetoAnswer answer) {
        Group group = answer.group();
        Pareto pareto = answer.pareto();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kpi", answer.kpi().word())
                .put("by", String.join(",", group.by()))
                .put("view", String.join(",", group.view()))
                .put("from", KpiFigures.time(group.range().from()))
                .put("to", KpiFigures.time(group.range().to()))
                .put("asOf", KpiFigures.time(group.range().asOf()))
                .put("share", answer.share())
                .put("total", pareto.total())
                .put("sentence", answer.sentence());
        ArrayNode parts = json.putArray("values");
        for (Pareto.Part part : pareto.parts()) {
            ObjectNode entry = value(group, part.value())
                    .put("count", part.amount())
                    .put("share", part.share())
                    .put("cumulated", part.cumulated());
            parts.add(entry);
        }
        json.putObject("rest")
                .put("values", pareto.rest())
                .put("count", pareto.restAmount())
                .put("share", pareto.total() == 0 ? 0 : pareto.restAmount() / pareto.total());
        json.put("cut", group.range().cut());
        group.range().notes().forEach(json.putArray("notes")::add);
        return json;
    }

    /** @param limit most values of a label */
    static ObjectNode of(ChangeAnswer answer, int limit) {
        Explained any = answer.labels().get(0);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kpi", answer.kpi().word())
                .put("from", KpiFigures.time(any.after().range().from()))
                .put("to", KpiFigures.time(any.after().range().to()))
                .put("againstFrom", KpiFigures.time(any.before().range().from()))
                .put("againstTo", KpiFigures.time(any.before().range().to()))
                .put("asOf", KpiFigures.time(any.after().range().asOf()))
                .put("sentence", answer.sentence());
        ArrayNode labels = json.putArray("labels");
        answer.labels().forEach(label -> labels.add(label(label, limit)));
        answer.notes().forEach(json.putArray("notes")::add);
        return json;
    }

    private static ObjectNode label(Explained label, int limit) {
        LabelChange change = label.change();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("label", change.label())
                .put("view", String.join(",", label.after().view()))
                .put("before", change.before())
                .put("after", change.after())
                .put("expected", change.expected())
                .put("increase", change.increase())
                .put("explained", change.explained())
                .put("surprise", change.surprise())
                .put("sentence", label.sentence());
        ArrayNode values = json.putArray("values");
        int shown = Math.max(limit, change.explaining().size());
        change.values().stream()
                .limit(shown)
                .forEach(value -> values.add(figures(value(label.after(), value.value()), value)));
        List<ValueChange> rest = change.values().stream().skip(shown).toList();
        Amounts amounts = rest.stream().map(ValueChange::amounts).reduce(new Amounts(0, 0, 0, 0), Amounts::plus);
        double expected = rest.stream().mapToDouble(ValueChange::expected).sum();
        ObjectNode others = json.putObject("rest").put("values", rest.size());
        amounts(others, amounts, expected)
                .put(
                        "contribution",
                        change.increase() == 0 ? null : (Double) ((amounts.after() - expected) / change.increase()));
        return json;
    }

    private static ObjectNode figures(ObjectNode json, ValueChange value) {
        return amounts(json, value.amounts(), value.expected())
                .put("contribution", value.contribution())
                .put("surprise", value.surprise())
                .put("explains", value.explains());
    }

    private static ObjectNode amounts(ObjectNode json, Amounts amounts, double expected) {
        return json.put("before", amounts.before())
                .put("after", amounts.after())
                .put("expected", expected)
                .put("callsBefore", amounts.callsBefore())
                .put("callsAfter", amounts.callsAfter());
    }

    private static ObjectNode value(Group group, String value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("value", value);
        ObjectNode labels = json.putObject("labels");
        GroupedKpis.labels(group.by(), value).forEach(labels::put);
        return json;
    }
}
