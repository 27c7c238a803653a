package dev.hypercare.rules;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.rules.statistics.BurnPair;
import dev.hypercare.rules.statistics.BurnRate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code objective}: an error budget that is spent so fast that it will not last. It looks at two pairs of windows, minute by
 * minute; each has to prove its pace, so that one bad call of ten pages nobody.
 *
 * @param target the share of calls that have to be good, such as 0.999
 * @param what what makes a call good, for people: {@code availability}, {@code latency under 300ms}
 * @param period of the budget
 * @param pairs the pairs of windows
 * @param spent the threshold of the rule for what is spent, which is part of the same text; 0 for none
 * @param lesson how the budget is spent
 */
record ObjectiveSensor(double target, String what, Duration period, List<BurnPair> pairs, double spent, Lesson lesson)
        implements MinuteSensor {
    /** Over when no window is faster than this part of its factor. */
    private static final double CLEAR = 0.9;

    @Override
    public List<String> definition() {
        return List.of(
                "objective 1",
                Double.toString(target),
                what,
                period.toString(),
                pairs.toString(),
                Double.toString(spent),
                lesson.name());
    }

    @Override
    public Sight look(Scene scene, Phase phase) {
        BurnRate rate = rate(scene);
        if (rate == null) {
            return Sight.BLIND;
        }
        for (BurnPair pair : pairs) {
            if (rate.burns(pair, pair.factor(period))) {
                return Sight.HOLDS;
            }
        }
        if (!phase.isOpen()) {
            return Sight.BETWEEN;
        }
        boolean over = true;
        for (BurnPair pair : pairs) {
            BurnRate.Burn recent = rate.burn(pair.shorter());
            if (recent.calls() == 0) {
                return Sight.BLIND;
            }
            over &= recent.rate() < CLEAR * pair.factor(period);
        }
        return over ? Sight.CLEAR : Sight.BETWEEN;
    }

    private @Nullable BurnRate rate(Scene scene) {
        return ((BurnLesson) scene.learned(lesson)).rate();
    }

    /** What burns slowly can wait. */
    @Override
    public int milder() {
        return pairs.contains(BurnPair.HOUR) ? 0 : 2;
    }

    @Override
    public String condition() {
        StringBuilder text = new StringBuilder("the budget of " + what + " " + percent() + " is spent ");
        for (BurnPair pair : pairs) {
            text.append(pair == pairs.get(0) ? "" : ", or ")
                    .append(String.format(
                            Locale.ROOT,
                            "%.1f times as fast as it lasts, over %s and %s",
                            pair.factor(period),
                            shown(pair.longer().millis()),
                            shown(pair.shorter().millis())));
        }
        return text.toString();
    }

    private String percent() {
        return String.format(Locale.ROOT, "%s %%", Math.round(target * 1e7) / 1e5);
    }

    private static String shown(long millis) {
        return Durations.show(Duration.ofMillis(millis));
    }

    @Override
    public String clearCondition() {
        return "no shorter window spends it faster than " + Math.round(CLEAR * 100) + " % of that";
    }

    @Override
    public String blindness() {
        return "no calls in the shorter window";
    }

    @Override
    public Map<String, Unit> told() {
        Map<String, Unit> told = new LinkedHashMap<>(ObjectiveSpentSensor.TOLD);
        told.put("burn", Unit.COUNT);
        told.put("bad", Unit.COUNT);
        return told;
    }

    /**
     * Calls and bad calls of the first pair's longer window, how many times too fast the budget is spent there, how much of it is spent since
     * the go-live, and in how many hours it is gone.
     */
    @Override
    public Map<String, Double> evidence(Scene scene) {
        Map<String, Double> evidence = new LinkedHashMap<>();
        BurnRate rate = rate(scene);
        if (rate == null) {
            return evidence;
        }
        BurnPair told = pairs.stream()
                .filter(pair -> rate.burns(pair, pair.factor(period)))
                .findFirst()
                .orElse(pairs.get(0));
        BurnRate.Burn burn = rate.burn(told.longer());
        evidence.put("calls", (double) burn.calls());
        evidence.put("bad", (double) burn.bad());
        if (burn.calls() > 0) {
            evidence.put("burn", burn.rate());
        }
        evidence.putAll(ObjectiveSpentSensor.evidence(rate, period, scene.at()));
        evidence.put("window_seconds", told.longer().millis() / 1000.0);
        return evidence;
    }
}
