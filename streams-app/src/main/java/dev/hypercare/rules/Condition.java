package dev.hypercare.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.Program;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled condition over a window. It computes only what it looks at, and a figure that was not measured is no answer: neither
 * true nor false, unless the rest of the condition decides without it.
 */
final class Condition {
    /** What a condition says of a window. */
    enum Truth {
        TRUE,
        FALSE,
        /** A figure that it needs was not measured, such as a latency that the gateway does not tell. */
        NOT_MEASURED
    }

    /** Evaluation went wrong for another reason; the message says how. It has no stack trace: it may come for many series a second. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String message, @Nullable Throwable cause) {
            super(message, cause, false, false);
        }
    }

    /** Ends an evaluation that takes more than {@link ConditionCost#MOST} steps. */
    private static final class Meter {
        private static final class Exceeded extends RuntimeException {
            private static final long serialVersionUID = 1;

            private Exceeded(String message) {
                super(message, null, false, false);
            }
        }

        private int steps;

        void take(Measure measure) {
            steps += measure.steps();
            if (isOver()) {
                throw new Exceeded(words());
            }
        }

        boolean isOver() {
            return steps > ConditionCost.MOST;
        }

        String words() {
            return "ended after " + ConditionCost.MOST + " steps";
        }
    }

    /** What CEL takes for an unknown value; its operators know what follows from it. */
    private static final Object UNKNOWN = CelUnknownSet.create(0L);

    private final String text;
    private final Map<String, Term> terms;
    private final Program program;

    Condition(String text, Map<String, Term> terms, Program program) {
        this.text = text;
        this.terms = Map.copyOf(terms);
        this.program = program;
    }

    /** As written in the rule. */
    String text() {
        return text;
    }

    /** The figures it looks at, by name. */
    Map<String, Term> terms() {
        return terms;
    }

    /** What it says at the end of a slice, for a rule of this window. Error: {@link Failed} where it cannot be evaluated. */
    Truth of(Scene scene, Duration window) throws Failed {
        Meter meter = new Meter();
        Object result;
        try {
            result = program.eval(name -> value(name, scene, window, meter));
        } catch (CelEvaluationException | RuntimeException e) {
            throw new Failed(text + ": " + (meter.isOver() ? meter.words() : e.getMessage()), e);
        }
        if (meter.isOver()) {
            // What cannot be computed is no error to CEL where the rest decides without it.
            throw new Failed(text + ": " + meter.words(), null);
        }
        return result instanceof Boolean holds ? holds ? Truth.TRUE : Truth.FALSE : Truth.NOT_MEASURED;
    }

    private Optional<Object> value(String name, Scene scene, Duration window, Meter meter) {
        Term term = terms.get(name);
        if (term == null) {
            return Optional.empty();
        }
        meter.take(term.measure());
        double value = term.of(scene, window);
        return Optional.of(Double.isNaN(value) ? UNKNOWN : value);
    }

    @Override
    public String toString() {
        return text;
    }
}
