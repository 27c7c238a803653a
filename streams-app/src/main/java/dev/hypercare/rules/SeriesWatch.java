package dev.hypercare.rules;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.schemas.events.Change;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One series with the rules that look at it: its sliding windows, shared by rules of the same span, and what each rule thinks. */
final class SeriesWatch implements Scene {
    /** What is learned from. */
    private static final Span MINUTE = Span.now(Duration.ofMillis(Learned.STEP_MILLIS));

    private static final String API = "api";
    /** The value of a label that calls do not tell. */
    private static final String NOT_TOLD = "-";

    private final Series series;
    private final Map<String, String> labels;
    private final Map<Span, SlidingWindow> windows = new LinkedHashMap<>();
    private final List<WatchPost> posts = new ArrayList<>();
    private final Map<Lesson, Learned> learned = new LinkedHashMap<>();
    private final @Nullable Tallies tallies;
    private final Reference reference;
    private final Hearing hearing;
    private final SeriesVersions versions;
    /** After so long without calls nothing of it is known any more. */
    private final long rememberedMillis;

    /** Whether a rule may see something although no window has changed. */
    private final boolean looksUnmoved;
    /** Rules that think anything else than OK. */
    private int notOk;

    private boolean moved;
    /** End of the first slice at which anything enters or leaves a window. */
    private long nextMove = Long.MAX_VALUE;

    private long at;
    private long lastHeard;

    /** @param since from when on rules have looked at the series without a break: nobody can say that it was silent before, milliseconds */
    SeriesWatch(
            Series series,
            Map<String, String> labels,
            List<Rule> rules,
            long since,
            Reference reference,
            Hearing hearing,
            SeriesVersions versions) {
        this.lastHeard = since;
        this.series = series;
        this.reference = reference;
        this.labels = labels;
        this.hearing = hearing;
        this.versions = versions;
        Set<Tally> numbers = new TreeSet<>();
        for (Rule rule : rules) {
            posts.add(new WatchPost(rule));
            numbers.addAll(rule.sensor().tallies());
            rule.sensor().spans().forEach(span -> windows.computeIfAbsent(span, SlidingWindow::new));
            rule.sensor()
                    .lessons()
                    .forEach(lesson -> learned.computeIfAbsent(
                            lesson, unseen -> lesson.fresh().get()));
        }
        rememberedMillis = learned.values().stream()
                .mapToLong(Learned::rememberedMillis)
                .max()
                .orElse(0);
        if (!learned.isEmpty()) {
            windows.computeIfAbsent(MINUTE, SlidingWindow::new);
        }
        looksUnmoved = rules.stream().anyMatch(rule -> rule.sensor().looksUnmoved());
        tallies = numbers.isEmpty() ? null : new Tallies(numbers);
        consult();
    }

    Series series() {
        return series;
    }

    Map<String, String> labels() {
        return labels;
    }

    List<WatchPost> posts() {
        return posts;
    }

    /** The post of a rule; null where it does not look at this series. */
    @Nullable
    WatchPost post(String rule) {
        return posts.stream()
                .filter(post -> post.rule().id().equals(rule))
                .findFirst()
                .orElse(null);
    }

    /** One of its rules thinks something else from now on. */
    void become(WatchPost post, JudgeState state, Extent told) {
        notOk += (state.equals(JudgeState.OK) ? 0 : 1) - (post.state().equals(JudgeState.OK) ? 0 : 1);
        post.become(state, told);
    }

    /** Whether a rule may think something else at this slice. @param hasMoved whether any window has changed */
    boolean isWorthALook(boolean hasMoved) {
        return hasMoved || looksUnmoved || notOk > 0;
    }

    /** Adds a slice to every window. */
    void add(long start, Kpis kpis, byte[] encoded) {
        windows.values().forEach(window -> window.add(start, kpis, encoded));
        nextMove = nextMoveOfWindows();
        if (tallies != null) {
            tallies.add(start, kpis);
        }
        lastHeard = start + Resolution.SLICE_MILLIS;
        moved = true;
    }

    /**
     * Rebuilds the windows from what was archived: encoded KPIs by step and start. Slices fill in for the steps that were not complete
     * yet. A complete step that was not kept, because no rule asked for it then, is not made of slices: the next restart would not find them.
     *
     * @param next first instant of the slice that comes next, milliseconds
     */
    void restore(Map<WindowStep, NavigableMap<Long, byte[]>> archived, long next) {
        NavigableMap<Long, byte[]> slices = archived.getOrDefault(WindowStep.SLICE, new TreeMap<>());
        for (SlidingWindow window : windows.values()) {
            WindowStep step = window.step();
            NavigableMap<Long, byte[]> parts = new TreeMap<>(archived.getOrDefault(step, new TreeMap<>()));
            Set<Long> complete = Set.copyOf(parts.keySet());
            slices.forEach((start, encoded) -> {
                long ofStep = step.startOf(start);
                if (!complete.contains(ofStep) && ofStep + step.millis() > next) {
                    parts.put(start, encoded);
                }
            });
            parts.forEach((start, encoded) -> window.add(start, Kpis.fromBytes(encoded), encoded));
            window.moveTo(next); // what has left it before the restart is no news
        }
        nextMove = nextMoveOfWindows();
        if (tallies != null) {
            tallies.restore(archived, next);
        }
        if (!slices.isEmpty()) {
            lastHeard = Math.max(lastHeard, slices.lastKey() + Resolution.SLICE_MILLIS);
        }
    }

    /** At the next slice its rules see all windows as changed. */
    void lookAnew() {
        moved = true;
    }

    /** Takes up what was learned, as {@link #learned} wrote it; lessons that no rule asks for any more are left out. */
    void restoreLearned(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        lastHeard = Math.max(lastHeard, BinaryWriter.readNumber(from));
        Map<String, ByteBuffer> blocks = new HashMap<>();
        while (from.hasRemaining()) {
            blocks.put(BinaryWriter.readText(from), ByteBuffer.wrap(BinaryWriter.readBlock(from)));
        }
        learned.replaceAll((lesson, fresh) -> {
            ByteBuffer block = blocks.get(lesson.name());
            return block == null ? fresh : lesson.read(block);
        });
        consult();
    }

    /** Learns from the minute that has just ended. Returns whether there was anything to learn. */
    boolean learn() {
        if (learned.isEmpty() || at - lastHeard > Learned.LONGEST_SILENCE) {
            return false;
        }
        Kpis minute = window(MINUTE);
        consult();
        learned.values().forEach(one -> one.learn(minute, at));
        return true;
    }

    private void consult() {
        learned.values().forEach(one -> one.consult(reference, series, labels));
    }

    /** Whether any rule asks for what has to be learned. */
    boolean learns() {
        return !learned.isEmpty();
    }

    /** What was learned, in binary form: when calls came last, and each lesson by its name. */
    byte[] learned() {
        BinaryWriter writer = new BinaryWriter();
        writer.number(lastHeard);
        learned.forEach((lesson, one) -> {
            writer.text(lesson.name());
            BinaryWriter block = new BinaryWriter();
            one.write(block);
            writer.block(block);
        });
        return writer.toBytes();
    }

    @Override
    public Kpis window(Span span) {
        return sliding(span).total();
    }

    @Override
    public Kpis numbers(Span span) {
        return sliding(span).counts();
    }

    @Override
    public double figure(Term term, Duration window) {
        return sliding(new Span(window, term.lag())).figure(term.measure());
    }

    @Override
    public BeforeSince split(Span span, long instant) {
        return sliding(span).split(instant);
    }

    @Override
    public List<Change> changes(long after) {
        String api = labels.get(API);
        return api == null ? List.of() : reference.changes(api, after, at);
    }

    @Override
    public @Nullable Change changeBefore(long instant) {
        return changes(instant - reference.changeWithin().toMillis() - 1).stream()
                .filter(change -> change.getStartedAt().toEpochMilli() <= instant)
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean tellsVersion() {
        return !labels.getOrDefault(SeriesVersions.LABEL, NOT_TOLD).equals(NOT_TOLD);
    }

    @Override
    public Counts counts(int window) {
        if (tallies == null) {
            throw new IllegalArgumentException("no rule of " + series + " asked for sums");
        }
        return tallies.over(window);
    }

    /** The different consumers of the calls in a window. */
    DistinctCount consumers(Span span) {
        return sliding(span).distinct(Kpis::consumers);
    }

    /** Its share of the calls of all gateways, by their paces, 0 to 1; NaN where that is not known, or it is no part of them. */
    double trafficShare(Duration window) {
        double all = hearing.callsPerSecond();
        double own = numbers(Span.now(window)).calls() * 1000.0 / window.toMillis();
        return all == 0 || Telemetry.isViewOf(List.copyOf(labels.keySet())) ? Double.NaN : Math.min(1, own / all);
    }

    private SlidingWindow sliding(Span span) {
        SlidingWindow window = windows.get(span);
        if (window == null) {
            throw new IllegalArgumentException("no rule of " + series + " asked for a window of " + span);
        }
        return window;
    }

    @Override
    public Learned learned(Lesson lesson) {
        Learned known = learned.get(lesson);
        if (known == null) {
            throw new IllegalArgumentException("no rule of " + series + " asked for " + lesson);
        }
        return known;
    }

    @Override
    public long at() {
        return at;
    }

    @Override
    public long lastHeard() {
        return lastHeard;
    }

    @Override
    public List<String> silentGateways(long since) {
        return hearing.silent(since, at);
    }

    @Override
    public @Nullable Scene versionBefore() {
        return versions.before(this, SinceLesson.LESSON);
    }

    /** Moves every window on to the end of a slice. */
    void moveTo(long end) {
        at = end;
        if (tallies != null) {
            tallies.moveTo(end);
        }
        if (end >= nextMove) {
            for (SlidingWindow window : windows.values()) {
                moved |= window.moveTo(end);
            }
            nextMove = nextMoveOfWindows();
        }
    }

    private long nextMoveOfWindows() {
        long next = Long.MAX_VALUE;
        for (SlidingWindow window : windows.values()) {
            next = Math.min(next, window.nextMove());
        }
        return next;
    }

    /** Whether any window changed since the last time this was asked: where none did, what was OK is OK. */
    boolean takeMoved() {
        boolean was = moved;
        moved = false;
        return was;
    }

    /** The newest complete step in binary form, where windows of that step exist and it holds calls. */
    byte @Nullable [] newest(WindowStep step, long start) {
        if (step == WindowStep.TALLY_PANE || step == WindowStep.TALLY_MINUTE) {
            return tallies == null ? null : tallies.newest(step, start);
        }
        for (SlidingWindow window : windows.values()) {
            if (window.step() == step) {
                return window.newest(start);
            }
        }
        return null;
    }

    /**
     * Whether further slices without calls change nothing, however many: no window holds any, and each rule, after it judged that, is
     * OK, or has lost sight of a breach, or still sees it; no clock runs.
     */
    boolean isSettled() {
        boolean learnsNothing = learned.isEmpty() || at - lastHeard > Learned.LONGEST_SILENCE;
        return hasNoCalls() && learnsNothing && posts.stream().allMatch(WatchPost::stays);
    }

    private boolean hasNoCalls() {
        return nextMove == Long.MAX_VALUE; // asked in every slice of every series
    }

    /** Whether nothing is left to remember. */
    boolean isIdle() {
        boolean forgotten = learned.isEmpty() || lastHeard < at - rememberedMillis;
        return forgotten && hasNoCalls() && notOk == 0;
    }
}
