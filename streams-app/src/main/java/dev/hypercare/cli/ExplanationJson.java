package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.cli.trial.Explanation;
import dev.hypercare.rules.RuleReading;
import dev.hypercare.rules.RuleSelection.NotLooking;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** An explanation for programs. Instants are text, UTC. */
final class ExplanationJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Explanation explanation;

    ExplanationJson(Explanation explanation) {
        this.explanation = explanation;
    }

    ObjectNode json() {
        ObjectNode json = NODES.objectNode().put("at", instant(explanation.at()));
        ObjectNode labels = json.putObject("labels");
        explanation.labels().forEach(labels::put);
        json.set("readings", readings(explanation.readings()));
        json.set("partsNotWell", readings(explanation.parts()));
        json.put("partsWell", explanation.partsWell());
        ArrayNode others = json.putArray("notLooking");
        for (NotLooking other : explanation.others()) {
            others.addObject()
                    .put("rule", other.rule())
                    .put("version", other.version())
                    .put("view", other.view())
                    .put("why", other.why());
        }
        explanation.silentGateways().forEach(json.putArray("silentGateways")::add);
        explanation.notes().forEach(json.putArray("notes")::add);
        return json;
    }

    private ArrayNode readings(List<RuleReading> readings) {
        ArrayNode array = NODES.arrayNode();
        readings.forEach(reading -> array.add(reading(reading)));
        return array;
    }

    private ObjectNode reading(RuleReading reading) {
        String key = Explanation.key(reading.rule(), reading.series());
        ObjectNode json = NODES.objectNode()
                .put("rule", reading.rule())
                .put("version", reading.version())
                .put("series", reading.series())
                .put("severity", reading.severity())
                .put("shadow", reading.shadow())
                .put("state", reading.state())
                .put("why", reading.why())
                .put("condition", reading.condition())
                .put("clear", reading.clearCondition())
                .put("windowSeconds", reading.window().toSeconds())
                .put("holdSeconds", reading.hold().toSeconds())
                .put("keepSeconds", reading.keep().toSeconds());
        if (reading.since() != RuleReading.NEVER) {
            json.put("since", instant(reading.since()));
        }
        if (reading.lookedAt() != RuleReading.NEVER) {
            json.put("lookedAt", instant(reading.lookedAt()));
        }
        ObjectNode evidence = json.putObject("evidence");
        new TreeMap<>(reading.evidence()).forEach(evidence::put);
        reading.notMeasured().forEach(json.putArray("notMeasured")::add);
        Verdict said = explanation.said().get(key);
        if (said != null) {
            json.putObject("live")
                    .put("state", said.getState().name())
                    .put("at", said.getAt().toString())
                    .put("version", said.getRuleVersion())
                    .put("reason", said.getReason());
        }
        Decision decided = explanation.decided().get(key);
        if (decided != null) {
            json.putObject("alert")
                    .put("state", decided.getTo())
                    .put("at", decided.getAt().toString())
                    .put("told", !decided.getSuppressed())
                    .put("cause", decided.getCause().name())
                    .put("suppressedBy", decided.getSuppressedBy())
                    .put("reason", decided.getReason());
        }
        return json;
    }

    private static String instant(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
