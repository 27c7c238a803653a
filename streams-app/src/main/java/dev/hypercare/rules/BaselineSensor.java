package dev.hypercare.rules;

import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.rules.statistics.Surprise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code baseline}: windows of many lengths at once against what is ordinary for the series, so that a large change is seen at once and
 * a small one as soon as it is certain. Of a new version it is what was ordinary for the one before it: then a series begins with the
 * version, so that windows hold nothing else, and is looked at for a quarter of an hour.
 *
 * @param of in which respects; each is looked at by itself
 * @param chance how improbable it has to be that the ordinary looks like that for a minute in any of them, above 0 and below 1
 * @param times how many times the ordinary it has to be at least; for less than ordinary, how many times less
 * @param lasting whether it has to show in more than one part of a window, so that a stall, which ends many calls at once, is not enough
 * @param ofVersion whether new versions are compared with those before them
 * @param shortest the window of {@link Tallies} that it begins with
 */
record BaselineSensor(List<NormKind> of, double chance, double times, boolean lasting, boolean ofVersion, int shortest)
        implements Sensor {
    /** In place of the name of a baseline: what is ordinary is what was so for the version before. */
    static final String VERSION_BEFORE = "version-before";

    private static final Span MINUTE = Span.now(Duration.ofMinutes(1));
    /** For so long a version is new: what shows later, is seen by rules that compare with what is learned. */
    private static final long NEW_MILLIS = 900_000;
    /** Over when a minute is no more surprising than this: something of the kind happens in most hours. */
    private static final double CALM = 4;
    /** What a longer window shows goes on while shorter ones show so much of it. */
    private static final double STILL = 0.3;

    BaselineSensor(List<NormKind> of, double chance, double times, boolean lasting, boolean ofVersion) {
        this(of, chance, times, lasting, ofVersion, 0);
    }

    BaselineSensor {
        of = List.copyOf(of);
    }

    @Override
    public List<String> definition() {
        List<String> lines =
                new ArrayList<>(List.of("baseline 2", names(), Double.toString(chance), Double.toString(times)));
        if (lasting) {
            lines.add("lasting longer than a slice");
        }
        if (ofVersion) {
            lines.add(VERSION_BEFORE);
        }
        return lines;
    }

    private String names() {
        return of.stream().map(NormKind::name).collect(Collectors.joining(", "));
    }

    @Override
    public List<Span> spans() {
        return List.of(MINUTE);
    }

    @Override
    public Set<Tally> tallies() {
        Set<Tally> tallies = EnumSet.noneOf(Tally.class);
        of.forEach(kind -> tallies.addAll(kind.tallies()));
        if (ofVersion) {
            tallies.add(Tally.CALLS);
        }
        return tallies;
    }

    @Override
    public List<Lesson> lessons() {
        List<Lesson> lessons = new ArrayList<>();
        of.forEach(kind -> lessons.add(kind.lesson()));
        if (ofVersion) {
            lessons.add(SinceLesson.LESSON);
        }
        return lessons;
    }

    /** More of anything comes with a call; that fewer come is looked at without one as well. */
    @Override
    public boolean looksAt(Scene scene, boolean moved) {
        boolean something =
                scene.lastHeard() == scene.at() || moved && of.stream().anyMatch(NormKind::isFewerCalls);
        return something && (!ofVersion || isNew(scene));
    }

    private static boolean isNew(Scene scene) {
        long since = ((SinceLesson) scene.learned(SinceLesson.LESSON)).since();
        return since == Long.MAX_VALUE || scene.at() - since < NEW_MILLIS;
    }

    /** Whether nobody calls the version any more, as after a roll-back, while gateways are heard. */
    private boolean isGone(Scene scene) {
        return ofVersion
                && scene.counts(Tallies.MINUTE).of(Tally.CALLS) == 0
                && scene.silentGateways(scene.lastHeard()).isEmpty();
    }

    /** The series of which it is known what is ordinary; null where there is none. */
    private @Nullable Scene known(Scene scene) {
        return ofVersion ? scene.versionBefore() : scene;
    }

    @Override
    public Sensor atPanes() {
        return new BaselineSensor(of, chance, times, false, ofVersion, Tallies.OF_PANES);
    }

    @Override
    public Duration window() {
        return MINUTE.length();
    }

    @Override
    public Sight look(Scene scene, Phase phase) {
        Scene known = known(scene);
        if (known == null || isGone(scene)) {
            return Sight.CLEAR; // nothing to compare with, or not any more
        }
        if (phase == Phase.LOST && !isSeen(scene, known)) {
            return Sight.BLIND; // longer windows move without calls, and would find it again
        }
        boolean blind = true;
        boolean calm = true;
        boolean something = false;
        for (NormKind kind : of) {
            Norm norm = kind.of(known);
            if (!norm.isKnown()) {
                continue;
            }
            something = true;
            if (isUnusual(scene, norm)) {
                return Sight.HOLDS;
            }
            Counts minute = scene.counts(Tallies.MINUTE);
            if (phase.isOpen() && !Double.isNaN(norm.seen(minute))) {
                blind = false;
                calm &= norm.surprise(minute, scene.at()) < CALM;
            }
        }
        if (something && !phase.isOpen()) {
            return Sight.BETWEEN;
        }
        return blind ? Sight.BLIND : calm ? Sight.CLEAR : Sight.BETWEEN;
    }

    /** Whether the last minute tells anything. */
    private boolean isSeen(Scene scene, Scene known) {
        Counts minute = scene.counts(Tallies.MINUTE);
        return of.stream()
                .map(kind -> kind.of(known))
                .anyMatch(norm -> norm.isKnown() && !Double.isNaN(norm.seen(minute)));
    }

    private boolean isUnusual(Scene scene, Norm norm) {
        if (!norm.isSeen(scene.counts(Tallies.WINDOWS - 1))) {
            return false;
        }
        for (int i = shortest; i < Tallies.WINDOWS; i++) {
            if (isUnusual(scene, norm, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a window is too surprising to be ordinary, large enough to matter, and not a thing of the past. */
    private boolean isUnusual(Scene scene, Norm norm, int window) {
        Counts counts = scene.counts(window);
        if (scene.at() - counts.millis() * 9 / 8 < norm.since()) { // they hold a step more
            return false;
        }
        // First what takes the least time: nearly always it is as good as ordinary.
        double ratio = ratio(norm, counts, scene.at());
        return (ratio >= times || ratio * times <= 1)
                && norm.surprise(counts, scene.at()) >= needed(scene, window)
                && goesOn(scene, norm, window, ratio)
                && (!lasting || lasts(scene, norm, window, ratio));
    }

    /** So many nats; there are more short windows in a day than long ones, so each of them has to be surer. */
    private double needed(Scene scene, int window) {
        double minutes = (double) MINUTE.length().toMillis() / length(scene, window);
        return -Math.log(chance / of.size()) + Math.log(minutes);
    }

    /** How long a window is, milliseconds; one that began before the first call of its version is no surer than the shortest that holds as much. */
    private long length(Scene scene, int window) {
        Counts counts = scene.counts(window);
        for (int i = shortest; ofVersion && i < window; i++) {
            if (scene.counts(i).of(Tally.CALLS) == counts.of(Tally.CALLS)) {
                return scene.counts(i).millis();
            }
        }
        return counts.millis();
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

    /** Whether it shows without the part of the window that shows most, too; the parts lie between the ends of windows, the newest is a slice. */
    private boolean lasts(Scene scene, Norm norm, int window, double ratio) {
        Counts whole = scene.counts(window);
        Counts shorter = scene.counts(Tallies.SLICE);
        if (!isPart(ratio(norm, new Without(whole, shorter), scene.at()), ratio)) {
            return false;
        }
        for (int i = shortest; i <= window; i++) {
            Counts longer = scene.counts(i);
            Counts part = new Without(longer, shorter);
            if (!isPart(ratio(norm, new Without(whole, part), scene.at()), ratio)) {
                return false;
            }
            shorter = longer;
        }
        return true;
    }

    /** What is left of a window without a part of it. */
    private record Without(Counts whole, Counts part) implements Counts {
        @Override
        public long of(Tally tally) {
            return whole.of(tally) - part.of(tally);
        }

        @Override
        public long millis() {
            return whole.millis() - part.millis();
        }
    }

    private static boolean isPart(double shorter, double longer) {
        return longer > 1 ? shorter - 1 > STILL * (longer - 1) : 1 / shorter - 1 > STILL * (1 / longer - 1);
    }

    @Override
    public String condition() {
        return String.format(
                Locale.ROOT,
                "%s %s times its %s or more%s, by chance in less than one minute of %.0f",
                names(),
                show(times),
                ofVersion ? "value of the version before" : "ordinary value",
                lasting ? ", not in half a second alone" : "",
                1 / chance);
    }

    private static String show(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }

    @Override
    public String clearCondition() {
        return names() + " as it ordinarily is, for a minute";
    }

    @Override
    public String blindness() {
        return "no calls for a minute, or too few so far to know what is ordinary";
    }

    @Override
    public Map<String, Unit> told() {
        Unit unit = of.get(0).unit();
        return Map.of("seen", unit, "ordinary", unit, "times", Unit.COUNT, "status", Unit.STATUS);
    }

    /**
     * Of the respect and the window that show most: what was seen, what is ordinary, how long it is, how improbable that is, and the one
     * status that it is about; the calls of the minute.
     */
    @Override
    public Map<String, Double> evidence(Scene scene) {
        Map<String, Double> evidence = new LinkedHashMap<>();
        evidence.put("calls", (double) scene.numbers(MINUTE).calls());
        Scene known = known(scene);
        if (known == null) {
            return evidence;
        }
        NormKind shown = of.get(0);
        Counts most = scene.counts(Tallies.MINUTE);
        double largest = Double.NEGATIVE_INFINITY;
        for (NormKind kind : of) {
            Norm norm = kind.of(known);
            for (int i = shortest; norm.isKnown() && i < Tallies.WINDOWS; i++) {
                Counts counts = scene.counts(i);
                double beyond = norm.surprise(counts, scene.at()) - needed(scene, i);
                if (!Double.isNaN(norm.seen(counts)) && beyond > largest) {
                    largest = beyond;
                    most = counts;
                    shown = kind;
                }
            }
        }
        Norm norm = shown.of(known);
        double ordinary = norm.ordinary(most.millis(), scene.at());
        put(evidence, "seen", norm.seen(most));
        put(evidence, "ordinary", ordinary);
        put(evidence, "times", ordinary > 0 ? norm.seen(most) / ordinary : Double.NaN);
        put(evidence, "chance", Surprise.chance(norm.surprise(most, scene.at())));
        put(evidence, "window_seconds", most.millis() / 1000.0);
        put(evidence, "status", shown.status());
        return evidence;
    }

    private static void put(Map<String, Double> evidence, String name, double value) {
        if (!Double.isNaN(value)) {
            evidence.put(name, value);
        }
    }
}
