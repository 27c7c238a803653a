package dev.hypercare.cli.lab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedFault;
import dev.hypercare.testdata.simulate.SimulatedFaultKind;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A score for programs: {@code {"seeds", "recall", "falseAlertsPerDay", "timeToDetectSeconds": {"p50", "p99"}, "timeToDetectSincePlainSeconds": {"p50",
 * "p99"}, "plainAfterSeconds": {"p50", "p99"}, "perFault": {KIND: {"faults", "found", "recall", "p50", "p99", "sincePlainP50", "sincePlainP99"}}, "faults": [..],
 * "falseAlerts": [..]}}; null where nothing was found. Times are from decidable to the alert, and since plain to the alert.
 */
public final class DetectionJson {
    private DetectionJson() {}

    /** The score as JSON. */
    public static ObjectNode of(DetectionScore score) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        DetectionScore.Figures all = score.all();
        root.put("seeds", score.seeds());
        root.put("recall", all.recall());
        root.put("falseAlertsPerDay", score.falseAlertsPerDay());
        root.putObject("timeToDetectSeconds").put("p50", all.p50()).put("p99", all.p99());
        root.putObject("timeToDetectSincePlainSeconds")
                .put("p50", score.sincePlain().p50())
                .put("p99", score.sincePlain().p99());
        root.putObject("plainAfterSeconds")
                .put("p50", score.plain().p50())
                .put("p99", score.plain().p99());
        ObjectNode perFault = root.putObject("perFault");
        for (SimulatedFaultKind kind : SimulatedFaultKind.values()) {
            DetectionScore.Figures figures = score.of(kind);
            DetectionScore.Figures sincePlain = score.sincePlain(kind);
            perFault.putObject(kind.id())
                    .put("faults", figures.faults())
                    .put("found", figures.found())
                    .put("recall", figures.recall())
                    .put("p50", figures.p50())
                    .put("p99", figures.p99())
                    .put("sincePlainP50", sincePlain.p50())
                    .put("sincePlainP99", sincePlain.p99());
        }
        var faults = root.putArray("faults");
        for (DetectionScore.Found found : score.faults()) {
            put(found, faults.addObject());
        }
        var alerts = root.putArray("falseAlerts");
        for (DetectionScore.FalseAlert one : score.falseAlerts()) {
            put(one.alert(), alerts.addObject().put("seed", one.seed()));
        }
        return root;
    }

    private static void put(DetectionScore.Found found, ObjectNode node) {
        SimulatedFault fault = found.fault();
        node.put("seed", found.seed())
                .put("id", fault.id())
                .put("kind", fault.kind().id());
        node.put("api", fault.api()).put("route", fault.route()).put("consumer", fault.consumer());
        node.put("client", fault.client()).put("model", fault.model()).put("gateway", fault.gateway());
        node.put("from", iso(fault.from())).put("to", iso(fault.to())).put("decidableAt", iso(fault.decidableAt()));
        node.put("plainAt", iso(fault.plainAt()));
        node.put("what", fault.what()).put("secondsToDetect", found.seconds());
        node.put("secondsSincePlain", found.secondsSincePlain());
        FiredAlert first = found.first();
        if (first == null) {
            node.putNull("firstAlert");
        } else {
            put(first, node.putObject("firstAlert"));
        }
    }

    private static void put(FiredAlert alert, ObjectNode node) {
        node.put("rule", alert.rule()).put("severity", alert.severity()).put("at", iso(alert.firedAt()));
        ObjectNode labels = node.putObject("labels");
        new TreeMap<>(alert.labels()).forEach(labels::put);
        node.put("summary", alert.summary());
    }

    private static @Nullable String iso(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }
}
