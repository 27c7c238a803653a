package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.rules.statistics.BeforeAfter;
import dev.hypercare.rules.statistics.BeforeAfter.Difference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code change}: a new version against the one before it, over the last hour of each, in every class of statuses and in latency. Only
 * what rose, or became slower, is a breach; of 2xx and 3xx a rise is none.
 *
 * @param settings when a difference is told
 */
record ChangeSensor(BeforeAfter.Settings settings) implements Sensor {
    private static final Span HOUR = Span.now(Duration.ofHours(1));
    private static final long LOOKS_MILLIS = 5_000;

    @Override
    public List<String> definition() {
        return List.of("change 2", settings.toString());
    }

    @Override
    public List<Span> spans() {
        return List.of(HOUR);
    }

    @Override
    public List<Lesson> lessons() {
        return List.of(SinceLesson.LESSON);
    }

    /** Every five seconds: an hour of calls is much to compare. */
    @Override
    public boolean looksAt(Scene scene, boolean moved) {
        return moved && scene.at() % LOOKS_MILLIS == 0;
    }

    @Override
    public Duration window() {
        return HOUR.length();
    }

    @Override
    public Sight look(Scene scene, Phase phase) {
        Scene before = scene.versionBefore();
        if (before == null || before.window(HOUR).calls() < settings.fewestCalls()) {
            return Sight.CLEAR; // nothing to compare with, or not any more
        }
        return worst(before.window(HOUR), scene.window(HOUR)) == null ? Sight.CLEAR : Sight.HOLDS;
    }

    private @Nullable Difference worst(Kpis before, Kpis after) {
        return BeforeAfter.compare(before, after, settings).stream()
                .filter(difference -> difference.rose() && isBad(difference.what()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isBad(String what) {
        return !what.equals("2xx") && !what.equals("3xx");
    }

    @Override
    public String condition() {
        return String.format(
                Locale.ROOT,
                "more errors of a class, or slower, than the version before: chance less than once in %.0f",
                1 / settings.pValue());
    }

    @Override
    public String clearCondition() {
        return "no such difference from the version before, or an hour has passed";
    }

    @Override
    public String blindness() {
        return "nothing to compare";
    }

    @Override
    public Map<String, Unit> told() {
        return Map.of("before", Unit.COUNT, "after", Unit.COUNT, "chance", Unit.COUNT);
    }

    /** Calls of the new version, and of the difference that is least by chance: before, after, how many calls before, and the chance. */
    @Override
    public Map<String, Double> evidence(Scene scene) {
        Map<String, Double> evidence = new LinkedHashMap<>();
        evidence.put("calls", (double) scene.window(HOUR).calls());
        Scene before = scene.versionBefore();
        Difference worst = before == null ? null : worst(before.window(HOUR), scene.window(HOUR));
        if (worst != null) {
            evidence.put("before", worst.before());
            evidence.put("after", worst.after());
            evidence.put("calls_before", (double) worst.callsBefore());
            evidence.put("chance", worst.pValue());
            evidence.put(worst.what(), worst.after());
        }
        return evidence;
    }
}
