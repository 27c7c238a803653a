package dev.hypercare.rules;

import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.rules.statistics.BurnRate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code objective}, what is spent: a share of the error budget of a period is gone since the go-live, however slowly.
 *
 * @param target the share of calls that have to be good, such as 0.999
 * @param what what makes a call good, for people
 * @param period of the budget
 * @param share of the budget, above 0; 1 for all of it
 * @param lesson how the budget is spent
 */
record ObjectiveSpentSensor(double target, String what, Duration period, double share, Lesson lesson)
        implements MinuteSensor {
    /** What the evidence of all rules of an objective tells of its budget. */
    static final Map<String, Unit> TOLD = Map.of(
            "budget_spent", Unit.SHARE, "hours_left", Unit.COUNT, "live_hours", Unit.COUNT, "bad_since", Unit.COUNT);

    /** Over when less than this part of it is spent, as more calls come. */
    private static final double CLEAR = 0.9;

    @Override
    public List<String> definition() {
        return List.of(
                "objective 1", Double.toString(target), what, period.toString(), "spent " + share, lesson.name());
    }

    @Override
    public int milder() {
        return 1;
    }

    @Override
    public Sight look(Scene scene, Phase phase) {
        BurnRate rate = ((BurnLesson) scene.learned(lesson)).rate();
        if (rate == null) {
            return Sight.BLIND;
        }
        double spent = rate.budget(period).spent();
        if (spent >= share && rate.badSince() >= BurnRate.FEWEST_BAD) {
            return Sight.HOLDS;
        }
        return spent < CLEAR * share ? Sight.CLEAR : Sight.BETWEEN;
    }

    @Override
    public String condition() {
        return Unit.SHARE.show(share) + " of the error budget of " + what + " " + target
                + " are spent since the go-live";
    }

    @Override
    public String clearCondition() {
        return "less than " + Unit.SHARE.show(CLEAR * share) + " are";
    }

    @Override
    public String blindness() {
        return "no calls yet";
    }

    @Override
    public Map<String, Unit> told() {
        return TOLD;
    }

    @Override
    public Map<String, Double> evidence(Scene scene) {
        return evidence(((BurnLesson) scene.learned(lesson)).rate(), period, scene.at());
    }

    /**
     * For how long it is live, how many bad calls there were, how much of the budget they spent, and, where it is going to be spent at
     * the pace of the last six hours, in how many hours.
     */
    static Map<String, Double> evidence(@Nullable BurnRate rate, Duration period, long at) {
        Map<String, Double> evidence = new LinkedHashMap<>();
        if (rate == null) {
            return evidence;
        }
        BurnRate.Budget budget = rate.budget(period);
        evidence.put("live_hours", Math.max(0, at - rate.goLive()) / 3_600_000.0);
        evidence.put("bad_since", (double) rate.badSince());
        evidence.put("budget_spent", budget.spent());
        Long exhaustedAt = budget.exhaustedAt();
        if (exhaustedAt != null) {
            evidence.put("hours_left", Math.max(0, (exhaustedAt - at) / 3_600_000.0));
        }
        return evidence;
    }
}
