package dev.hypercare.testdata.simulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses for each fault of the schedule what it hits. No API has two faults at about the same time. */
final class InjectionPlan {
    private static final long APART_MILLIS = 5 * 60_000;

    private final TrafficModel model;
    private final long key;
    private final List<Injection> injections = new ArrayList<>();

    private InjectionPlan(TrafficModel model, long key) {
        this.model = model;
        this.key = key;
    }

    /** The faults of a simulation by their beginning. */
    static List<Injection> of(TrafficModel model, long key) {
        InjectionPlan plan = new InjectionPlan(model, key);
        Schedule.of(model.settings(), model.day(), new Draws(key)).forEach(plan::add);
        return List.copyOf(plan.injections);
    }

    private void add(Schedule.Slot slot) {
        Draws draws = new Draws(Draws.key(key, 1 + injections.size()));
        Set<String> busy = busy(injections, slot.from() - APART_MILLIS, slot.to() + APART_MILLIS);
        injections.add(slot.kind().at(new FaultSite(model, draws, busy, slot.from(), slot.to())));
    }

    /** The APIs that have a fault in some time. */
    static Set<String> busy(List<Injection> injections, long from, long to) {
        Set<String> busy = new HashSet<>();
        for (Injection injection : injections) {
            SimulatedApi api = injection.scope().api();
            if (api != null && injection.from() < to && injection.to() > from) {
                busy.add(api.name());
            }
        }
        return busy;
    }
}
