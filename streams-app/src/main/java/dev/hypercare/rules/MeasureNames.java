package dev.hypercare.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelMutableExpr.CelMutableIdent;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names of a parsed condition: whole numbers become doubles, {@code status(401)} and {@code earlier(p95, "1h")} become
 * names of their own, and what the rule language does not have is reported with what may have been meant.
 */
final class MeasureNames {
    private static final Set<String> OPERATORS = Set.of(
            "_&&_", "_||_", "!_", "_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_", "_+_", "_-_", "_*_", "_/_", "-_",
            "_?_:_");
    private static final Duration LONGEST_LAG = Duration.ofDays(8);
    private static final Pattern OPERATOR = Pattern.compile("\\W*_\\W.*|\\W+.*|_\\[_]");

    private final Map<String, Term> found = new LinkedHashMap<>();
    private final BiConsumer<Long, String> problem;
    private boolean problems;

    /** @param problem told the id of the expression and what was expected there */
    MeasureNames(BiConsumer<Long, String> problem) {
        this.problem = problem;
    }

    /** The figures that were named. */
    Map<String, Term> found() {
        return found;
    }

    boolean hasProblems() {
        return problems;
    }

    /** Resolves an expression and all below it, in place. */
    void resolve(CelMutableExpr expression) {
        switch (expression.getKind()) {
            case CONSTANT -> constant(expression);
            case IDENT -> identifier(expression);
            case CALL -> call(expression);
            case SELECT -> reject(expression, "no names with a dot");
            default -> reject(expression, "numbers, names and operators only");
        }
    }

    private void constant(CelMutableExpr expression) {
        CelConstant constant = expression.constant();
        switch (constant.getKind()) {
            case INT64_VALUE -> expression.setConstant(CelConstant.ofValue((double) constant.int64Value()));
            case DOUBLE_VALUE, BOOLEAN_VALUE -> {}
            default -> reject(expression, "a number or true or false, not a text or another kind of value");
        }
    }

    private void identifier(CelMutableExpr expression) {
        String name = expression.ident().name();
        Measure measure = Measures.find(name);
        if (measure != null) {
            found.put(name, Term.now(measure));
        } else if (name.equals(Measures.STATUS) || name.equals(Measures.STATUS_RATIO)) {
            reject(expression, "a status, as in " + name + "(401)");
        } else {
            reject(expression, "a name of docs/reference/rules.md, not " + name + suggestion(name, Measures.names()));
        }
    }

    private void call(CelMutableExpr expression) {
        CelMutableCall call = expression.call();
        if (call.target().isPresent()) {
            reject(expression, "no method calls, not ." + call.function() + "()");
        } else if (OPERATORS.contains(call.function())) {
            call.args().forEach(this::resolve);
        } else if (call.function().equals(Measures.STATUS) || call.function().equals(Measures.STATUS_RATIO)) {
            status(expression, call);
        } else if (call.function().equals(Term.EARLIER)) {
            earlier(expression, call);
        } else if (OPERATOR.matcher(call.function()).matches()) {
            reject(expression, "another operator, not " + CelWords.operator(call.function()));
        } else {
            List<String> functions = new ArrayList<>(List.of(Measures.STATUS, Measures.STATUS_RATIO, Term.EARLIER));
            reject(
                    expression,
                    "status(401), status_ratio(401) or earlier(p95, \"1h\"), not " + call.function() + "()"
                            + suggestion(call.function(), functions));
        }
    }

    private void status(CelMutableExpr expression, CelMutableCall call) {
        Measure measure = null;
        if (call.args().size() == 1) {
            measure = measureOf(call.function(), call.args().get(0));
        }
        if (measure == null) {
            reject(expression, "one status from 0 to 999, as in " + call.function() + "(401)");
            return;
        }
        found.put(measure.name(), Term.now(measure));
        expression.setIdent(CelMutableIdent.create(measure.name()));
    }

    private void earlier(CelMutableExpr expression, CelMutableCall call) {
        Measure measure = call.args().size() == 2 ? plain(call.args().get(0)) : null;
        Duration lag = measure == null ? null : lag(call.args().get(1));
        if (measure == null || lag == null) {
            reject(expression, "a figure and how long before, whole seconds from 1s to 8d, as in earlier(p95, \"1h\")");
            return;
        }
        Term term = new Term(measure, lag);
        found.put(term.name(), term);
        expression.setIdent(CelMutableIdent.create(term.name()));
    }

    private static @Nullable Measure plain(CelMutableExpr figure) {
        return switch (figure.getKind()) {
            case IDENT -> Measures.find(figure.ident().name());
            case CALL -> {
                CelMutableCall call = figure.call();
                yield call.args().size() == 1
                        ? measureOf(call.function(), call.args().get(0))
                        : null;
            }
            default -> null;
        };
    }

    private static @Nullable Duration lag(CelMutableExpr text) {
        if (text.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || text.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return null;
        }
        try {
            Duration lag = Durations.parse(text.constant().stringValue());
            boolean possible = lag.toMillisPart() == 0 && !lag.isZero() && lag.compareTo(LONGEST_LAG) <= 0;
            return possible ? lag : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Measure measureOf(String function, CelMutableExpr status) {
        return switch (status.getKind()) {
            case CONSTANT ->
                status.constant().getKind() == CelConstant.Kind.INT64_VALUE
                        ? Measures.ofStatus(function, status.constant().int64Value())
                        : null;
            default -> null;
        };
    }

    private void reject(CelMutableExpr expression, String expected) {
        problems = true;
        problem.accept(expression.id(), expected);
    }

    private static String suggestion(String name, List<String> names) {
        String near = NearestName.of(name, names);
        return near == null ? "" : ", did you mean " + near + "?";
    }
}
