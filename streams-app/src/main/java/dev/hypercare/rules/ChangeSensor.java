package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.rules.statistics.BeforeAfter;
import dev.hypercare.rules.statistics.BeforeAfter.Difference;
import dev.hypercare.schemas.events.Change;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code change}, in every class of statuses and in latency: of calls that tell their version a new one against the one before it,
 * over the last hour of each; of others the last hour, split where a deployment or another change began, of the API or of one that it depends on.
 * Only what rose, or became slower, is a breach; of 2xx and 3xx a rise is none.
 *
 * @param settings when a difference is told
 */
record ChangeSensor(BeforeAfter.Settings settings) implements Sensor {
    private static final Span HOUR = Span.now(Duration.ofHours(1));
    private static final long LOOKS_MILLIS = 5_000;

    /**
     * What is compared.
     *
     * @param change where calls are split; null where versions are compared
     */
    private record Sides(Kpis before, Kpis after, @Nullable Change change) {}

    @Override
    public List<String> definition() {
        return List.of("change 3", settings.toString());
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
        Sides sides = sides(scene);
        if (sides == null || sides.before.calls() < settings.fewestCalls()) {
            return Sight.CLEAR; // nothing to compare with, or not any more
        }
        return worst(sides) == null ? Sight.CLEAR : Sight.HOLDS;
    }

    private @Nullable Sides sides(Scene scene) {
        if (!scene.tellsVersion()) {
            return atChange(scene);
        }
        Scene before = scene.versionBefore();
        return before == null ? null : new Sides(before.window(HOUR), scene.window(HOUR), null);
    }

    /** At the newest change since which there were calls enough: of a newer one nothing can be said yet. */
    private @Nullable Sides atChange(Scene scene) {
        for (Change change : scene.changes(scene.at() - HOUR.reach())) {
            BeforeSince split = scene.split(HOUR, change.getStartedAt().toEpochMilli());
            if (split.since().calls() >= settings.fewestCalls()) {
                return new Sides(split.before(), split.since(), change);
            }
        }
        return null;
    }

    private @Nullable Difference worst(Sides sides) {
        return BeforeAfter.compare(sides.before, sides.after, settings).stream()
                .filter(difference -> difference.rose() && isBad(difference.what()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isBad(String what) {
        return !what.equals("2xx") && !what.equals("3xx");
    }

    /** The change at which calls were compared; where versions are, the one that began shortly before. */
    @Override
    public @Nullable Change comesOf(Scene scene, long since) {
        Sides sides = sides(scene);
        Change change = sides == null ? null : sides.change;
        boolean precedes = change != null && change.getStartedAt().toEpochMilli() <= since;
        return precedes ? change : scene.changeBefore(since);
    }

    @Override
    public String condition() {
        return String.format(
                Locale.ROOT,
                "more errors of a class, or slower, than the version before, or than before the deployment: chance less than once in %.0f",
                1 / settings.pValue());
    }

    @Override
    public String clearCondition() {
        return "no such difference from before, or an hour has passed";
    }

    @Override
    public String blindness() {
        return "nothing to compare";
    }

    @Override
    public Map<String, Unit> told() {
        return Map.of("before", Unit.COUNT, "after", Unit.COUNT, "chance", Unit.COUNT);
    }

    /** Calls of what is new, and of the difference that is least by chance: before, after, how many calls before, and the chance. */
    @Override
    public Map<String, Double> evidence(Scene scene) {
        Map<String, Double> evidence = new LinkedHashMap<>();
        Sides sides = sides(scene);
        evidence.put("calls", (double) (sides == null ? scene.window(HOUR) : sides.after).calls());
        Difference worst = sides == null ? null : worst(sides);
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
