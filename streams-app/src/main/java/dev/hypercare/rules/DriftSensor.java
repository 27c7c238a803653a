package dev.hypercare.rules;

import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code drift}: a figure that rises slowly, over hours, above what it is at the same hour of other days.
 *
 * @param of in which respect
 * @param times how many times the ordinary the last hour has to be at least
 * @param against the name of a baseline that says what is ordinary at first; null for none
 */
record DriftSensor(DriftKind of, double times, @Nullable String against) implements MinuteSensor {
    @Override
    public List<String> definition() {
        return List.of("drift 1", of.toString(), Double.toString(times), String.valueOf(against));
    }

    @Override
    public Lesson lesson() {
        return new Lesson(
                "drift of " + of + (against == null ? "" : " against " + against),
                () -> new DriftLesson(of, against),
                from -> new DriftLesson(of, against).restored(from));
    }

    @Override
    public Sight look(Scene scene, Phase phase) {
        DriftLesson drift = drift(scene);
        if (!drift.isKnown()) {
            return Sight.BLIND;
        }
        double ratio = drift.times();
        if (drift.isRising() && ratio >= times) {
            return Sight.HOLDS;
        }
        return !drift.isRising() || ratio < 1 + (times - 1) / 2 ? Sight.CLEAR : Sight.BETWEEN;
    }

    private DriftLesson drift(Scene scene) {
        return (DriftLesson) scene.learned(lesson());
    }

    @Override
    public String condition() {
        return of + " has risen over hours, to " + times + " times what it is at that hour of other days, or more";
    }

    @Override
    public String clearCondition() {
        return "it is as at that hour of other days, or has been so for a day";
    }

    @Override
    public String blindness() {
        return "less than a day is known";
    }

    @Override
    public Map<String, Unit> told() {
        return Map.of("seen", of.unit(), "ordinary", of.unit(), "times", Unit.COUNT, "hours", Unit.COUNT);
    }

    /** What the last hour was like, what would have been ordinary, how many times as much that is, and for how many hours it rises. */
    @Override
    public Map<String, Double> evidence(Scene scene) {
        Map<String, Double> evidence = new LinkedHashMap<>();
        DriftLesson drift = drift(scene);
        if (drift.isKnown()) {
            evidence.put("seen", drift.seen());
            evidence.put("ordinary", drift.seen() / Math.max(Double.MIN_NORMAL, drift.times()));
            evidence.put("times", drift.times());
        }
        if (drift.isRising()) {
            evidence.put("hours", (scene.at() - drift.since()) / 3_600_000.0);
        }
        return evidence;
    }
}
