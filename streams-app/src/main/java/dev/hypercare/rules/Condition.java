package dev.hypercare.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import dev.hypercare.contract.measure.Kpis;
import java.util.Map;
import java.util.Optional;

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

    /** Evaluation went wrong for another reason; the message says how. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final class NotMeasured extends RuntimeException {
        private static final long serialVersionUID = 1;
        private static final NotMeasured ONE = new NotMeasured();

        private NotMeasured() {
            super("not measured", null, false, false);
        }
    }

    private final String text;
    private final Map<String, Measure> measures;
    private final Program program;

    Condition(String text, Map<String, Measure> measures, Program program) {
        this.text = text;
        this.measures = Map.copyOf(measures);
        this.program = program;
    }

    /** As written in the rule. */
    String text() {
        return text;
    }

    /** The figures it looks at, by name. */
    Map<String, Measure> measures() {
        return measures;
    }

    /** What it says of a window of {@code windowMillis}. Error: {@link Failed} where it cannot be evaluated. */
    Truth of(Kpis window, long windowMillis) throws Failed {
        try {
            Object result = program.eval(name -> value(name, window, windowMillis));
            return Boolean.TRUE.equals(result) ? Truth.TRUE : Truth.FALSE;
        } catch (CelEvaluationException | RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof NotMeasured) {
                    return Truth.NOT_MEASURED;
                }
            }
            throw new Failed(text + ": " + e.getMessage(), e);
        }
    }

    private Optional<Object> value(String name, Kpis window, long windowMillis) {
        Measure measure = measures.get(name);
        if (measure == null) {
            return Optional.empty();
        }
        double value = measure.of(window, windowMillis);
        if (Double.isNaN(value)) {
            throw NotMeasured.ONE;
        }
        return Optional.of(value);
    }

    @Override
    public String toString() {
        return text;
    }
}
