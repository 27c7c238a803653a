package dev.hypercare.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.Program;
import dev.hypercare.rules.Condition.Truth;
import java.util.Map;
import java.util.Optional;

/**
 * A condition that CEL evaluates.
 *
 * @param program of the condition
 * @param terms the figures that it names
 */
record CelFormula(Program program, Map<String, Term> terms) implements Formula {
    /** What CEL takes for an unknown value; its operators know what follows from it. */
    private static final Object UNKNOWN = CelUnknownSet.create(0L);

    @Override
    public Truth of(SceneFigures figures) {
        Object result;
        try {
            result = program.eval(name -> value(name, figures));
        } catch (CelEvaluationException e) {
            figures.check();
            throw new IllegalStateException(e.getMessage(), e);
        }
        figures.check(); // what cannot be computed is no error to CEL where the rest decides without it
        return result instanceof Boolean holds ? Truth.of(holds) : Truth.NOT_MEASURED;
    }

    private Optional<Object> value(String name, SceneFigures figures) {
        Term term = terms.get(name);
        if (term == null) {
            return Optional.empty();
        }
        double value = figures.of(term);
        return Optional.of(Double.isNaN(value) ? UNKNOWN : value);
    }
}
