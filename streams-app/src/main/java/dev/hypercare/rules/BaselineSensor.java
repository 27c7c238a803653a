package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.rules.statistics.Surprise;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code baseline}: windows of several lengths at once against what is ordinary for the series, so that a large change is seen at
 * once and a small one as soon as it is certain.
 *
 * @param of in which respect
 * @param chance how improbable it has to be that the ordinary looks like that, above 0 and below 1
 * @param times how many times the ordinary it has to be at least; for less than ordinary, how many times less
 */
record BaselineSensor(NormKind of, double chance, double times) implements Sensor {
    /** From the shortest, in which a large change shows first, to the longest, in which a small one does. */
    private static final List<Span> SPANS = List.of(
            Span.now(Duration.ofSeconds(5)),
            Span.now(Duration.ofSeconds(20)),
            Span.now(Duration.ofMinutes(1)),
            Span.now(Duration.ofMinutes(5)),
            Span.now(Duration.ofMinutes(20)),
            Span.now(Duration.ofHours(1)));

    private static final Span MINUTE = Span.now(Duration.ofMinutes(1));
    /** Over when a minute is no more surprising than this: something of the kind happens in most hours. */
    private static final double CALM = 4;
    /** What a longer window shows goes on while shorter ones show so much of it. */
    private static final double STILL = 0.3;

    /** What shows most in one of the windows. */
    private record Finding(Span span, double surprise, double seen, double ordinary) {}

    @Override
    public List<String> definition() {
        return List.of("baseline 1", of.name(), Double.toString(chance), Double.toString(times));
    }

    @Override
    public List<Span> spans() {
        return SPANS;
    }

    @Override
    public List<Lesson> lessons() {
        return List.of(of.lesson());
    }

    /** More of anything comes with a call. */
    @Override
    public boolean looksAt(Scene scene, boolean moved) {
        return moved && (scene.lastHeard() == scene.at() || of.equals(NormKind.FEWER_CALLS));
    }

    @Override
    public Duration window() {
        return MINUTE.length();
    }

    @Override
    public Sight look(Scene scene, Phase phase) {
        if (!of.of(scene).isKnown()) {
            return Sight.BLIND;
        }
        if (finding(scene, true).surprise >= -Math.log(chance)) {
            return Sight.HOLDS;
        }
        if (!phase.isOpen()) {
            return Sight.BETWEEN;
        }
        Norm norm = of.of(scene);
        Kpis minute = scene.window(MINUTE);
        if (Double.isNaN(norm.seen(minute, millis(MINUTE)))) {
            return Sight.BLIND;
        }
        return norm.surprise(minute, millis(MINUTE), scene.at()) < CALM ? Sight.CLEAR : Sight.BETWEEN;
    }

    /** @param large whether only what is large enough and goes on counts */
    private Finding finding(Scene scene, boolean large) {
        Norm norm = of.of(scene);
        Finding most = new Finding(MINUTE, 0, Double.NaN, Double.NaN);
        for (int i = 0; i < SPANS.size(); i++) {
            Span span = SPANS.get(i);
            Kpis window = scene.window(span);
            double seen = norm.seen(window, millis(span));
            double ordinary = norm.ordinary(millis(span), scene.at());
            double ratio = seen / ordinary;
            boolean counts = !large || (ratio >= times || ratio * times <= 1) && goesOn(scene, i, ratio);
            if (Double.isNaN(seen) || !counts) {
                continue;
            }
            double surprise = norm.surprise(window, millis(span), scene.at());
            if (surprise > most.surprise || Double.isNaN(most.seen)) {
                most = new Finding(span, surprise, seen, ordinary);
            }
        }
        return most;
    }

    /** Whether what a window shows still shows in all shorter ones that are long enough for it: otherwise it is over. */
    private boolean goesOn(Scene scene, int longer, double ratio) {
        Norm norm = of.of(scene);
        for (Span span : SPANS.subList(0, longer)) {
            Kpis window = scene.window(span);
            double ordinary = norm.ordinary(millis(span), scene.at());
            if (norm.shows(ratio * ordinary, window, millis(span))
                    && !isPart(norm.seen(window, millis(span)) / ordinary, ratio)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPart(double shorter, double longer) {
        return longer > 1 ? shorter - 1 > STILL * (longer - 1) : 1 / shorter - 1 > STILL * (1 / longer - 1);
    }

    private static long millis(Span span) {
        return span.length().toMillis();
    }

    @Override
    public String condition() {
        return String.format(
                Locale.ROOT,
                "%s %s times its ordinary value or more, by chance less than once in %.0f",
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

    /** Besides calls: what was seen, what is ordinary, in which window, and how improbable that is. */
    @Override
    public Map<String, Double> evidence(Scene scene) {
        Finding finding = finding(scene, false);
        Map<String, Double> evidence = new LinkedHashMap<>();
        evidence.put("calls", (double) scene.window(finding.span).calls());
        put(evidence, "seen", finding.seen);
        put(evidence, "ordinary", finding.ordinary);
        put(evidence, "times", finding.ordinary > 0 ? finding.seen / finding.ordinary : null);
        put(evidence, "chance", Surprise.chance(finding.surprise));
        put(evidence, "window_seconds", (double) finding.span.length().toSeconds());
        return evidence;
    }

    private static void put(Map<String, Double> evidence, String name, @Nullable Double value) {
        if (value != null && !value.isNaN()) {
            evidence.put(name, value);
        }
    }
}
