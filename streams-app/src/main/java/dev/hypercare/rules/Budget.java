package dev.hypercare.rules;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How much of something may be used in a period.
 *
 * @param of what: a measure that adds up, such as tokens or cost
 * @param amount how much, in its unit, above 0
 * @param period for how long
 * @param zone whose calendar counts
 * @param rules which rules it has, as text
 */
record Budget(Measure of, double amount, BudgetPeriod period, ZoneId zone, String rules) {
    /** Sums of money are not exact in the last digit. */
    static final double ABOUT = 1 - 1e-9;

    /**
     * How a budget stands at the end of a minute.
     *
     * @param spent what was used of it
     * @param ratio the same as a share of the budget
     * @param times how many times too fast it is used lately: at 1 it would last exactly for a period
     * @param goneAt when it will be gone at that pace, milliseconds; the present when it is; {@link Long#MAX_VALUE} where it lasts
     * @param withoutUsage share of the AI calls that told no usage; NaN without such calls
     */
    record Stand(double spent, double ratio, double times, long goneAt, double withoutUsage) {
        /** Whether it lasts until the period ends. */
        boolean lasts() {
            return goneAt == Long.MAX_VALUE;
        }
    }

    /** Rules with another amount share it. */
    Lesson lesson() {
        return new Lesson(
                "used " + of.name() + " a " + period + " in " + zone.getId(),
                () -> new BudgetLesson(of, period, zone),
                from -> new BudgetLesson(of, period, zone).restored(from));
    }

    /** How it stands by the last minute that has ended. */
    Stand stand(Scene scene) {
        long at = scene.at() - 1 - Math.floorMod(scene.at() - 1, Learned.STEP_MILLIS);
        BudgetLesson used = (BudgetLesson) scene.learned(lesson());
        double spent = used.spent(at);
        double pace = used.pace(at);
        long goneAt = spent >= amount ? at : at + (long) Math.min(1e15, Math.ceil((amount - spent) / pace));
        return new Stand(
                spent,
                spent / amount,
                pace * used.length(at) / amount,
                goneAt < used.end(at) ? goneAt : Long.MAX_VALUE,
                used.withoutUsage(at));
    }

    /** Whether nothing can be said of what is used: calls should come, and a gateway that they came through is silent. */
    static boolean isOutOfSight(Scene scene) {
        return scene.at() - scene.lastHeard() > Learned.STEP_MILLIS
                && !scene.silentGateways(scene.lastHeard()).isEmpty();
    }

    /** What evidence tells of it, for summaries. */
    Map<String, Unit> told() {
        Map<String, Unit> told = new LinkedHashMap<>();
        told.put("spent", of.unit());
        told.put("budget", of.unit());
        told.put("spent_ratio", Unit.SHARE);
        told.put("times", Unit.COUNT);
        told.put("hours_left", Unit.COUNT);
        told.put("without_usage", Unit.SHARE);
        return told;
    }

    /** The same in figures, as far as they are known; {@code hours_left} only where it does not last. */
    Map<String, Double> evidence(Scene scene) {
        Stand stand = stand(scene);
        Map<String, Double> evidence = new LinkedHashMap<>();
        evidence.put("spent", stand.spent());
        evidence.put("budget", amount);
        evidence.put("spent_ratio", stand.ratio());
        evidence.put("times", stand.times());
        if (!stand.lasts()) {
            evidence.put("hours_left", Math.max(0, stand.goneAt() - scene.at()) / 3_600_000.0);
        }
        if (!Double.isNaN(stand.withoutUsage())) {
            evidence.put("without_usage", stand.withoutUsage());
        }
        return evidence;
    }

    /** As one line that tells it from others. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s of %s a %s in %s: %s", Double.toString(amount), of, period, zone, rules);
    }

    /** For people: {@code 10000000 tokens a day}. */
    String shown() {
        return of.unit().show(amount) + " " + of + " a " + period;
    }
}
