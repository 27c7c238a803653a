package dev.hypercare.rules;

import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import java.util.List;

/**
 * Kind {@code budget}, the pace: it is used so many times faster than it lasts for, and at that pace it is gone before the period ends.
 *
 * @param budget what may be used
 * @param times how many times too fast, 1 or more
 */
record BudgetPaceSensor(Budget budget, double times) implements BudgetWatch {
    /** Over when the pace is less than this part of it. */
    private static final double CLEAR = 0.9;

    @Override
    public List<String> definition() {
        return List.of("budget 1", budget.toString(), "burns " + times);
    }

    @Override
    public Sight look(Scene scene, Phase phase) {
        Budget.Stand stand = budget.stand(scene);
        if (!stand.lasts() && stand.times() >= times * Budget.ABOUT) {
            return Sight.HOLDS;
        }
        if (phase.isOpen() && Budget.isOutOfSight(scene)) {
            return Sight.BLIND;
        }
        return stand.lasts() || stand.times() < CLEAR * times ? Sight.CLEAR : Sight.BETWEEN;
    }

    @Override
    public String condition() {
        return budget.shown() + " are used " + Unit.COUNT.show(times) + " times too fast, and gone before the "
                + budget.period() + " ends";
    }

    @Override
    public String clearCondition() {
        return "they last for the " + budget.period() + ", or are used less than " + Math.round(CLEAR * 100)
                + " % as fast as that";
    }
}
