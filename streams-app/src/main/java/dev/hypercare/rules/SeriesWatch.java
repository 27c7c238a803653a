package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One series with the rules that look at it: its sliding windows, shared by rules of the same length, and what each rule thinks. */
final class SeriesWatch {
    /** One rule's view of the series. */
    static final class Post {
        private final Rule rule;
        private final SlidingWindow window;
        private JudgeState state = JudgeState.OK;

        private Post(Rule rule, SlidingWindow window) {
            this.rule = rule;
            this.window = window;
        }

        Rule rule() {
            return rule;
        }

        SlidingWindow window() {
            return window;
        }

        JudgeState state() {
            return state;
        }

        void become(JudgeState next) {
            state = next;
        }
    }

    private final Series series;
    private final Map<String, String> labels;
    private final Map<Duration, SlidingWindow> windows = new LinkedHashMap<>();
    private final List<Post> posts = new ArrayList<>();
    private boolean moved;

    SeriesWatch(Series series, Map<String, String> labels, List<Rule> rules) {
        this.series = series;
        this.labels = labels;
        for (Rule rule : rules) {
            posts.add(new Post(rule, windows.computeIfAbsent(rule.window(), SlidingWindow::new)));
        }
    }

    Series series() {
        return series;
    }

    Map<String, String> labels() {
        return labels;
    }

    List<Post> posts() {
        return posts;
    }

    /** The post of a rule; null where it does not look at this series. */
    @Nullable
    Post post(String rule) {
        return posts.stream()
                .filter(post -> post.rule().id().equals(rule))
                .findFirst()
                .orElse(null);
    }

    /** Adds a slice to every window. */
    void add(long start, Kpis kpis, byte[] encoded) {
        windows.values().forEach(window -> window.add(start, kpis, encoded));
        moved = true;
    }

    /**
     * Rebuilds the windows from what was archived: encoded KPIs by step and start. Slices fill in for the steps that were not complete
     * yet.
     */
    void restore(Map<WindowStep, NavigableMap<Long, byte[]>> archived) {
        NavigableMap<Long, byte[]> slices = archived.getOrDefault(WindowStep.SECOND, new TreeMap<>());
        for (SlidingWindow window : windows.values()) {
            WindowStep step = window.step();
            NavigableMap<Long, byte[]> parts = new TreeMap<>(archived.getOrDefault(step, new TreeMap<>()));
            Set<Long> complete = Set.copyOf(parts.keySet());
            slices.forEach((start, encoded) -> {
                if (!complete.contains(step.startOf(start))) {
                    parts.put(start, encoded);
                }
            });
            parts.forEach((start, encoded) -> window.add(start, Kpis.fromBytes(encoded), encoded));
        }
    }

    /** Moves every window on to the end of a slice. */
    void moveTo(long end) {
        for (SlidingWindow window : windows.values()) {
            moved |= window.moveTo(end);
        }
    }

    /** Whether any window changed since the last time this was asked: where none did, what was OK is OK. */
    boolean takeMoved() {
        boolean was = moved;
        moved = false;
        return was;
    }

    /** The newest complete step in binary form, where windows of that step exist and it holds calls. */
    byte @Nullable [] newest(WindowStep step, long start) {
        for (SlidingWindow window : windows.values()) {
            if (window.step() == step) {
                return window.newest(start);
            }
        }
        return null;
    }

    /**
     * Whether further slices without calls change nothing, however many: no window holds any, and each rule, after it judged that, is
     * OK, or stays with a breach because it is blind or still sees it; no clock runs.
     */
    boolean isSettled() {
        return hasNoCalls() && posts.stream().allMatch(post -> isSettled(post.state()));
    }

    private static boolean isSettled(JudgeState state) {
        boolean clockRuns = state.clock() != JudgeState.NEVER && state.blindFrom() == JudgeState.NEVER;
        return state.equals(JudgeState.OK) || state.phase() == JudgeState.Phase.BREACHED && !clockRuns;
    }

    private boolean hasNoCalls() {
        return windows.values().stream().allMatch(SlidingWindow::isEmpty);
    }

    /** Whether nothing is left to remember. */
    boolean isIdle() {
        return hasNoCalls() && posts.stream().allMatch(post -> post.state().equals(JudgeState.OK));
    }
}
