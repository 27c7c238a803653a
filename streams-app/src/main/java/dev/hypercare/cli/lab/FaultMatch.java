package dev.hypercare.cli.lab;

import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which alert counts for which fault. It has to fire from the beginning of the fault on, until its window and some slack after the end;
 * none of its labels may contradict the fault, and one at least has to name what the fault hits. Where a fault is not confined to an
 * API, alerts on single APIs are its consequence: they do not count as finding it, nor as false.
 */
final class FaultMatch {
    /** After the end of a fault and the window of the rule: hold times, and what was on its way. */
    static final long SLACK_MILLIS = 30_000;

    /** What an alert is to a fault. */
    enum Relation {
        FINDS,
        FOLLOWS,
        NONE
    }

    private FaultMatch() {}

    static Relation of(FiredAlert alert, SimulatedFault fault) {
        long latest = fault.to() + alert.windowMillis() + SLACK_MILLIS;
        if (alert.firedAt() < fault.from() || alert.firedAt() > latest) {
            return Relation.NONE;
        }
        boolean named = false;
        for (Map.Entry<String, List<String>> place : places(fault).entrySet()) {
            String label = alert.labels().get(place.getKey());
            if (label != null && label.startsWith("{")) {
                continue; // {overflow}, {dead-letters}: a name for many
            }
            if (label != null && !place.getValue().contains(label)) {
                return Relation.NONE;
            }
            named |= label != null;
        }
        return named ? Relation.FINDS : fault.api() == null ? Relation.FOLLOWS : Relation.NONE;
    }

    private static Map<String, List<String>> places(SimulatedFault fault) {
        Map<String, List<String>> places = new HashMap<>();
        put(places, "api", fault.api());
        put(places, "route", fault.route());
        put(places, "consumer", fault.consumer());
        put(places, "model", fault.model());
        put(places, "gateway", fault.gateway());
        if (!fault.clients().isEmpty()) {
            places.put("client", fault.clients());
        }
        return places;
    }

    private static void put(Map<String, List<String>> places, String name, @Nullable String value) {
        if (value != null) {
            places.put(name, List.of(value));
        }
    }
}
