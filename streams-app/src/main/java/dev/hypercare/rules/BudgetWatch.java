package dev.hypercare.rules;

import java.util.Map;

/** What the rules of kind {@code budget} have in common. They move minute by minute, and end with the period. */
interface BudgetWatch extends MinuteSensor {
    /** What may be used. */
    Budget budget();

    @Override
    default Lesson lesson() {
        return budget().lesson();
    }

    @Override
    default boolean endsByTime() {
        return true;
    }

    @Override
    default String blindness() {
        return "a gateway is silent";
    }

    @Override
    default Map<String, Unit> told() {
        return budget().told();
    }

    @Override
    default Map<String, Double> evidence(Scene scene) {
        return budget().evidence(scene);
    }
}
