package dev.hypercare.rules;

import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to evaluate a condition at the most, in steps: a name, a number and an operator are one each, a figure that is looked up
 * in a histogram more. The rule language has neither loops nor texts, so that is known when a rule is loaded.
 */
final class ConditionCost {
    /** Most steps of one condition; those that ship take at most 30. */
    static final int MOST = 400;
    /** Steps of a figure that is looked up in a histogram. */
    static final int HISTOGRAM = 20;
    /** Steps of a figure that is counted anew. */
    static final int DISTINCT = 100;
    /** Most different times before that a condition looks at: each is a window more for every series. */
    static final int LAGS = 4;

    private static final String CHOICE = "_?_:_";

    private ConditionCost() {}

    /** What was expected instead of a condition that takes too much; null where it does not. */
    static @Nullable String excess(CelMutableExpr condition, Map<String, Term> terms) {
        int steps = of(condition, terms);
        if (steps > MOST) {
            return "a condition of at most " + MOST + " steps, not " + steps + ": a figure in milliseconds takes "
                    + HISTOGRAM + ", any other name, a number or an operator 1; make two rules of it";
        }
        Set<Duration> lags = terms.values().stream()
                .map(Term::lag)
                .filter(lag -> !lag.isZero())
                .collect(Collectors.toSet());
        return lags.size() > LAGS
                ? "at most " + LAGS + " different times before, not " + lags.size()
                        + ": each is a window more for every series; make two rules of it"
                : null;
    }

    /** Most steps of an expression whose names are resolved. */
    static int of(CelMutableExpr expression, Map<String, Term> terms) {
        return switch (expression.getKind()) {
            case IDENT -> {
                Term term = terms.get(expression.ident().name());
                yield term == null ? 1 : term.measure().steps();
            }
            case CALL -> 1 + ofArguments(expression.call(), terms);
            default -> 1;
        };
    }

    private static int ofArguments(CelMutableCall call, Map<String, Term> terms) {
        List<Integer> each =
                call.args().stream().map(argument -> of(argument, terms)).toList();
        return call.function().equals(CHOICE)
                ? each.get(0) + Math.max(each.get(1), each.get(2))
                : each.stream().mapToInt(Integer::intValue).sum();
    }
}
