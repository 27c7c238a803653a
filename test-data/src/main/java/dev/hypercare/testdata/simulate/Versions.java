package dev.hypercare.testdata.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which version of an API served a call: while a deployment rolls out, more and more calls the new one. */
final class Versions {
    private final Map<String, List<SimulatedChange>> byApi = new HashMap<>();

    /** Deployments of one API never roll out at the same time. */
    Versions(List<SimulatedChange> changes) {
        List<SimulatedChange> ordered = new ArrayList<>(changes);
        ordered.sort(Comparator.comparingLong(SimulatedChange::at));
        for (SimulatedChange change : ordered) {
            byApi.computeIfAbsent(change.api(), api -> new ArrayList<>()).add(change);
        }
    }

    /**
     * The version that served a call.
     *
     * @param place of the call among those of its moment, 0 to 1: the first to get the new version have the lowest
     */
    String of(SimulatedApi api, long atMillis, double place) {
        List<SimulatedChange> changes = byApi.getOrDefault(api.name(), List.of());
        for (int i = changes.size() - 1; i >= 0; i--) {
            SimulatedChange change = changes.get(i);
            if (atMillis >= change.at()) {
                boolean served = atMillis - change.at() >= place * change.rolloutMillis();
                return served ? change.version() : change.previousVersion();
            }
        }
        return api.firstVersion();
    }
}
