package dev.hypercare.testdata.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The deployments: those that are faults, each rolled back at its end, and about one an hour that breaks nothing. */
final class ChangePlan {
    private static final long APART_MILLIS = 20 * 60_000;
    private static final long HOUR_MILLIS = 3_600_000;

    private final List<Wish> wishes = new ArrayList<>();

    /** The rollback's version is known only when all before it is. */
    private record Wish(long at, long rolloutMillis, SimulatedApi api, String version) {
        static final String ROLLBACK = "";
    }

    private ChangePlan() {}

    /** The harmless ones. */
    static List<SimulatedChange> harmless(TrafficModel model, List<Injection> injections, long key) {
        ChangePlan plan = new ChangePlan();
        plan.addHarmless(model, injections, key);
        return plan.changes();
    }

    /** The harmless ones and those of faults. */
    static List<SimulatedChange> all(TrafficModel model, List<Injection> injections, long key) {
        ChangePlan plan = new ChangePlan();
        plan.addHarmless(model, injections, key);
        for (Injection injection : injections) {
            SimulatedApi api = injection.scope().api();
            String version = injection.scope().version();
            if (version != null && api != null) {
                long rollout = 20_000 + new Draws(Draws.key(key, injection.from())).below(70_000);
                plan.wishes.add(new Wish(injection.from(), rollout, api, version));
                plan.wishes.add(new Wish(injection.to(), 0, api, Wish.ROLLBACK));
            }
        }
        return plan.changes();
    }

    private void addHarmless(TrafficModel model, List<Injection> injections, long key) {
        Draws draws = new Draws(key);
        long from = model.settings().fromMillis();
        long time = model.settings().toMillis() - from;
        for (long i = 0; i <= time / HOUR_MILLIS; i++) {
            long at = from + (long) (draws.between(0.02, 0.98) * time);
            List<SimulatedApi> apis = model.landscape().apis();
            SimulatedApi api = apis.get(draws.below(apis.size()));
            String version = "build-" + Draft.hex(draws.nextLong()).substring(0, 7);
            int rollout = 20_000 + draws.below(160_000);
            boolean alone = wishes.stream()
                    .noneMatch(wish -> wish.api.name().equals(api.name()) && Math.abs(wish.at - at) < APART_MILLIS);
            if (alone
                    && !InjectionPlan.busy(injections, at - APART_MILLIS, at + APART_MILLIS)
                            .contains(api.name())) {
                wishes.add(new Wish(at, rollout, api, version));
            }
        }
    }

    private List<SimulatedChange> changes() {
        wishes.sort(Comparator.comparingLong(Wish::at));
        Map<String, String> serving = new HashMap<>();
        Map<String, String> before = new HashMap<>();
        List<SimulatedChange> changes = new ArrayList<>();
        for (Wish wish : wishes) {
            String api = wish.api.name();
            String now = serving.getOrDefault(api, wish.api.firstVersion());
            boolean back = wish.version.equals(Wish.ROLLBACK);
            String next = back ? before.getOrDefault(api, now) : wish.version;
            changes.add(new SimulatedChange(
                    "change-" + (changes.size() + 1),
                    wish.at,
                    wish.rolloutMillis,
                    back ? "rollback" : "deployment",
                    api,
                    next,
                    now));
            before.put(api, now);
            serving.put(api, next);
        }
        return List.copyOf(changes);
    }
}
