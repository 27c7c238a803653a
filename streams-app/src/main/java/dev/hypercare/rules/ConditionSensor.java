package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.Condition.Failed;
import dev.hypercare.rules.Condition.Truth;
import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code condition}: a condition over one sliding window, and over the same window before.
 *
 * @param window length of the window, 1 s to 1 d
 * @param when what has to hold for a breach
 * @param clear what has to hold for the end of one; null for "the condition does not hold"
 * @param minCalls fewest calls in the window that can be judged
 * @param beyond what it has to exceed besides; null for nothing
 */
record ConditionSensor(
        Duration window,
        Condition when,
        @Nullable Condition clear,
        long minCalls,
        @Nullable Beyond beyond) implements Sensor {
    ConditionSensor(Duration window, Condition when, @Nullable Condition clear, long minCalls) {
        this(window, when, clear, minCalls, null);
    }

    @Override
    public List<String> definition() {
        List<String> definition = new ArrayList<>(
                List.of("condition 1", window.toString(), when.text(), clearCondition(), Long.toString(minCalls)));
        if (beyond != null) {
            definition.add(beyond.toString());
        }
        return definition;
    }

    @Override
    public List<Span> spans() {
        Set<Span> spans = new LinkedHashSet<>(List.of(Span.now(window)));
        terms().values().forEach(term -> spans.add(new Span(window, term.lag())));
        return List.copyOf(spans);
    }

    @Override
    public List<Lesson> lessons() {
        return beyond == null ? List.of() : List.of(beyond.lesson());
    }

    /** The figures that its conditions look at, by name. */
    Map<String, Term> terms() {
        Map<String, Term> terms = new LinkedHashMap<>(when.terms());
        if (clear != null) {
            terms.putAll(clear.terms());
        }
        return terms;
    }

    @Override
    public Sensor atPanes() {
        return new ConditionSensor(PaneRules.up(window), when, clear, minCalls, beyond);
    }

    /** The clear condition is looked at only when there is a breach to clear. */
    @Override
    public Sight look(Scene scene, Phase phase) throws Failed {
        Kpis now = scene.numbers(Span.now(window));
        if (now.calls() < minCalls) {
            return Sight.BLIND;
        }
        Truth holds = when.of(scene, window);
        if (holds != Truth.FALSE) {
            return holds == Truth.TRUE ? holding(scene, phase) : Sight.BLIND;
        }
        if (!phase.isOpen()) {
            return Sight.BETWEEN;
        }
        Truth cleared = clear == null ? Truth.TRUE : clear.of(scene, window);
        return switch (cleared) {
            case TRUE -> Sight.CLEAR;
            case FALSE -> Sight.BETWEEN;
            case NOT_MEASURED -> Sight.BLIND;
        };
    }

    /** What is ordinary is no breach, and the end of one. */
    private Sight holding(Scene scene, Phase phase) {
        if (beyond == null || beyond.holds(scene, window)) {
            return Sight.HOLDS;
        }
        return phase.isOpen() ? Sight.CLEAR : Sight.BETWEEN;
    }

    @Override
    public String condition() {
        return beyond == null
                ? when.text()
                : when.text() + ", and " + beyond.measure() + " is " + beyond.times() + " times what is ordinary";
    }

    /** Also where it is the default. */
    @Override
    public String clearCondition() {
        return clear == null ? "!(" + when.text() + ")" : clear.text();
    }

    @Override
    public String blindness() {
        return "fewer than " + minCalls + " calls in the window, or a figure that was not measured";
    }

    @Override
    public Map<String, Double> evidence(Scene scene) {
        Map<String, Double> evidence = new LinkedHashMap<>();
        List<Term> looked = new ArrayList<>(List.of(Term.now(Measures.all().get(0))));
        looked.addAll(terms().values());
        for (Term term : looked) {
            double value = term.of(scene, window);
            if (!Double.isNaN(value)) {
                evidence.put(term.name(), value);
            }
        }
        return evidence;
    }
}
