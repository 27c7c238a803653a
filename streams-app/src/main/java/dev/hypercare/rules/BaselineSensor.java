package dev.hypercare.rules;

import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.rules.statistics.Surprise;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code baseline}: windows of many lengths at once against what is ordinary for the series, so that a large change is seen at once and
 * a small one as soon as it is certain.
 *
 * @param of in which respect
 * @param chance how improbable it has to be that the ordinary looks like that for a minute, above 0 and below 1
 * @param times how many times the ordinary it has to be at least; for less than ordinary, how many times less
 * @param shortest the window of {@link Tallies} that it begins with
 */
record BaselineSensor(NormKind of, double chance, double times, int shortest) implements Sensor {
    private static final Span MINUTE = Span.now(Duration.ofMinutes(1));
    /** Over when a minute is no more surprising than this: something of the kind happens in most hours. */
    private static final double CALM = 4;
    /** What a longer window shows goes on while shorter ones show so much of it. */
    private static final double STILL = 0.3;

    BaselineSensor(NormKind of, double chance, double times) {
        this(of, chance, times, 0);
    }

    @Override
    public List<String> definition() {
        return List.of("baseline 2", of.name(), Double.toString(chance), Double.toString(times));
    }

    @Override
    public List<Span> spans() {
        return List.of(MINUTE);
    }

    @Override
    public Set<Tally> tallies() {
        return of.tallies();
    }

    @Override
    public List<Lesson> lessons() {
        return List.of(of.lesson());
    }

    /** More of anything comes with a call; that fewer come is looked at without one as well. */
    @Override
    public boolean looksAt(Scene scene, boolean moved) {
        return scene.lastHeard() == scene.at() || moved && of.isFewerCalls();
    }

    @Override
    public Sensor atPanes() {
        return new BaselineSensor(of, chance, times, Tallies.OF_PANES);
    }

    @Override
    public Duration window() {
        return MINUTE.length();
    }

    @Override
    public Sight look(Scene scene, Phase phase) {
        Norm norm = of.of(scene);
        if (!norm.isKnown()) {
            return Sight.BLIND;
        }
        for (int i = shortest; i < Tallies.WINDOWS; i++) {
            if (isUnusual(scene, norm, i)) {
                return Sight.HOLDS;
            }
        }
        if (!phase.isOpen()) {
            return Sight.BETWEEN;
        }
        Counts minute = scene.counts(Tallies.MINUTE);
        if (Double.isNaN(norm.seen(minute))) {
            return Sight.BLIND;
        }
        return norm.surprise(minute, scene.at()) < CALM ? Sight.CLEAR : Sight.BETWEEN;
    }

    /** Whether a window is too surprising to be ordinary, large enough to matter, and not a thing of the past. */
    private boolean isUnusual(Scene scene, Norm norm, int window) {
        Counts counts = scene.counts(window);
        if (scene.at() - counts.millis() * 9 / 8 < norm.since()) { // they hold a step more
            return false;
        }
        if (norm.surprise(counts, scene.at()) < needed(counts.millis())) {
            return false;
        }
        double ratio = ratio(norm, counts, scene.at());
        return (ratio >= times || ratio * times <= 1) && goesOn(scene, norm, window, ratio);
    }

    /** So many nats; there are more short windows in a day than long ones, so each of them has to be surer. */
    private double needed(long millis) {
        return -Math.log(chance) + Math.log((double) MINUTE.length().toMillis() / millis);
    }

    private static double ratio(Norm norm, Counts counts, long at) {
        return norm.seen(counts) / norm.ordinary(counts.millis(), at);
    }

    /** Whether what a window shows still shows in all shorter ones that are long enough for it: otherwise it is over. */
    private boolean goesOn(Scene scene, Norm norm, int longer, double ratio) {
        for (int i = shortest; i < longer; i++) {
            Counts counts = scene.counts(i);
            if (norm.shows(ratio, counts, scene.at()) && !isPart(ratio(norm, counts, scene.at()), ratio)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPart(double shorter, double longer) {
        return longer > 1 ? shorter - 1 > STILL * (longer - 1) : 1 / shorter - 1 > STILL * (1 / longer - 1);
    }

    @Override
    public String condition() {
        return String.format(
                Locale.ROOT,
                "%s %s times its ordinary value or more, by chance in less than one minute of %.0f",
                of,
                show(times),
                1 / chance);
    }

    private static String show(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }

    @Override
    public String clearCondition() {
        return of + " as it ordinarily is, for a minute";
    }

    @Override
    public String blindness() {
        return "no calls for a minute, or too few so far to know what is ordinary";
    }

    @Override
    public Map<String, Unit> told() {
        return Map.of("seen", of.unit(), "ordinary", of.unit(), "times", Unit.COUNT);
    }

    /** Of the window that shows most: what was seen, what is ordinary, how long it is, and how improbable that is; the calls of the minute. */
    @Override
    public Map<String, Double> evidence(Scene scene) {
        Norm norm = of.of(scene);
        Counts most = scene.counts(Tallies.MINUTE);
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = shortest; i < Tallies.WINDOWS; i++) {
            Counts counts = scene.counts(i);
            double beyond = norm.surprise(counts, scene.at()) - needed(counts.millis());
            if (!Double.isNaN(norm.seen(counts)) && beyond > largest) {
                largest = beyond;
                most = counts;
            }
        }
        Map<String, Double> evidence = new LinkedHashMap<>();
        evidence.put("calls", (double) scene.window(MINUTE).calls());
        double ordinary = norm.ordinary(most.millis(), scene.at());
        put(evidence, "seen", norm.seen(most));
        put(evidence, "ordinary", ordinary);
        put(evidence, "times", ordinary > 0 ? norm.seen(most) / ordinary : null);
        put(evidence, "chance", Surprise.chance(norm.surprise(most, scene.at())));
        put(evidence, "window_seconds", most.millis() / 1000.0);
        return evidence;
    }

    private static void put(Map<String, Double> evidence, String name, @Nullable Double value) {
        if (value != null && !value.isNaN()) {
            evidence.put(name, value);
        }
    }
}
