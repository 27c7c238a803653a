package dev.hypercare.rules;

import dev.cel.runtime.Program;
import java.time.Duration;
import java.util.Map;

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
        NOT_MEASURED;

        static Truth of(boolean holds) {
            return holds ? TRUE : FALSE;
        }

        /** The opposite; of what was not measured nobody knows it. */
        Truth not() {
            return this == TRUE ? FALSE : this == FALSE ? TRUE : NOT_MEASURED;
        }
    }

    /** Evaluation went wrong for another reason; the message says how. It has no stack trace: it may come for many series a second. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String message, Throwable cause) {
            super(message, cause, false, false);
        }
    }

    private final String text;
    private final Map<String, Term> terms;
    private final Formula formula;

    Condition(String text, Map<String, Term> terms, Formula formula) {
        this.text = text;
        this.terms = Map.copyOf(terms);
        this.formula = formula;
    }

    /** One that CEL evaluates. */
    Condition(String text, Map<String, Term> terms, Program program) {
        this(text, terms, new CelFormula(program, terms));
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
        try {
            return formula.of(new SceneFigures(scene, window));
        } catch (RuntimeException e) {
            throw new Failed(text + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
