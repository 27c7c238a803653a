package dev.hypercare.rules;

import dev.hypercare.contract.Resolution;
import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Kind {@code budget}, a threshold of it: a share of what may be used in a period is used. It moves minute by minute, and ends with the
 * period.
 *
 * @param budget what may be used
 * @param share the threshold, above 0; 1 for all of it
 * @param milder how many levels milder it is than the rule says
 */
record BudgetSensor(Budget budget, double share, int milder) implements Sensor {
    static final Span MINUTE = Span.now(Duration.ofMillis(Learned.STEP_MILLIS));

    @Override
    public List<String> definition() {
        return List.of("budget 1", budget.toString(), "reaches " + share);
    }

    @Override
    public List<Span> spans() {
        return List.of(MINUTE);
    }

    @Override
    public List<Lesson> lessons() {
        return List.of(budget.lesson());
    }

    /** Once a minute, when that has been learned; whether calls came does not matter. */
    @Override
    public boolean looksAt(Scene scene, boolean moved) {
        return isAfterLesson(scene);
    }

    /** Whether a minute has just ended. Trials on panes look at every tenth second only. */
    static boolean isAfterLesson(Scene scene) {
        long into = Math.floorMod(scene.at(), Learned.STEP_MILLIS);
        return into > 0 && into <= Resolution.PANE.millis();
    }

    @Override
    public boolean endsByTime() {
        return true;
    }

    @Override
    public Duration window() {
        return MINUTE.length();
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

    @Override
    public String blindness() {
        return "a gateway is silent";
    }

    @Override
    public Map<String, Unit> told() {
        return budget.told();
    }

    @Override
    public Map<String, Double> evidence(Scene scene) {
        return budget.evidence(scene);
    }
}
