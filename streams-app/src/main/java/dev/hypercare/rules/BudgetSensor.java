package dev.hypercare.rules;

import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import java.util.List;

/**
 * Kind {@code budget}, a threshold of it: a share of what may be used in a period is used.
 *
 * @param budget what may be used
 * @param share the threshold, above 0; 1 for all of it
 * @param milder how many levels milder it is than the rule says
 */
record BudgetSensor(Budget budget, double share, int milder) implements BudgetWatch {
    @Override
    public List<String> definition() {
        return List.of("budget 1", budget.toString(), "reaches " + share);
    }

    @Override
    public Sight look(Scene scene, Phase phase) {
        if (budget.stand(scene).ratio() >= share * Budget.ABOUT) {
            return Sight.HOLDS;
        }
        return phase.isOpen() && Budget.isOutOfSight(scene) ? Sight.BLIND : Sight.CLEAR;
    }

    @Override
    public String condition() {
        return Unit.SHARE.show(share) + " of " + budget.shown() + " are used";
    }

    @Override
    public String clearCondition() {
        return "a new " + budget.period() + " has begun, in " + budget.zone().getId();
    }
}
