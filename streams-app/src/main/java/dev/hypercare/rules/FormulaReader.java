package dev.hypercare.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.hypercare.rules.Condition.Truth;
import dev.hypercare.rules.Formula.Amount;
import dev.hypercare.rules.SceneFigures.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes formulas of conditions whose names are resolved and whose types are checked. */
final class FormulaReader {
    private static final String CHOICE = "_?_:_";
    private static final Set<String> ARITHMETIC = Set.of("_+_", "_-_", "_*_", "_/_", "-_");
    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "_<_", (left, right) -> left < right,
            "_<=_", (left, right) -> left <= right,
            "_>_", (left, right) -> left > right,
            "_>=_", (left, right) -> left >= right,
            "_==_", (left, right) -> left == right,
            "_!=_", (left, right) -> left != right);

    /** There is an operator that formulas do not have. */
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Map<String, Term> terms;

    private FormulaReader(Map<String, Term> terms) {
        this.terms = terms;
    }

    /** The formula of a condition; null where only CEL knows what it says. */
    static @Nullable Formula read(CelMutableExpr condition, Map<String, Term> terms) {
        try {
            return new FormulaReader(terms).truth(condition);
        } catch (Unknown e) {
            return null;
        }
    }

    private Formula truth(CelMutableExpr expression) {
        if (expression.getKind() == Kind.CONSTANT) {
            Truth constant = Truth.of(expression.constant().booleanValue());
            return figures -> constant;
        }
        if (expression.getKind() != Kind.CALL) {
            throw new Unknown();
        }
        List<CelMutableExpr> args = expression.call().args();
        String function = expression.call().function();
        Comparison comparison = COMPARISONS.get(function);
        if (comparison != null) {
            return compared(comparable(args.get(0)), comparison, comparable(args.get(1)));
        }
        return switch (function) {
            case "_&&_" -> decided(truth(args.get(0)), truth(args.get(1)), Truth.FALSE);
            case "_||_" -> decided(truth(args.get(0)), truth(args.get(1)), Truth.TRUE);
            case "!_" -> {
                Formula negated = truth(args.get(0));
                yield figures -> negated.of(figures).not();
            }
            case CHOICE -> {
                Formula which = truth(args.get(0));
                Formula first = truth(args.get(1));
                Formula second = truth(args.get(2));
                yield figures -> switch (which.of(figures)) {
                    case TRUE -> first.of(figures);
                    case FALSE -> second.of(figures);
                    case NOT_MEASURED -> Truth.NOT_MEASURED;
                };
            }
            default -> throw new Unknown();
        };
    }

    private static Formula compared(Amount left, Comparison how, Amount right) {
        return figures -> figures.compare(left, how, right);
    }

    /** What either side decides alone, if it is so; otherwise both have to be known. */
    private static Formula decided(Formula left, Formula right, Truth alone) {
        return figures -> {
            Truth first = left.of(figures);
            if (first == alone) {
                return alone;
            }
            Truth second = right.of(figures);
            return second == alone || first != Truth.NOT_MEASURED ? second : first;
        };
    }

    /** A number, or a truth value as one: false is less than true. */
    private Amount comparable(CelMutableExpr expression) {
        if (isAmount(expression)) {
            return amount(expression);
        }
        Formula truth = truth(expression);
        return figures -> switch (truth.of(figures)) {
            case TRUE -> 1;
            case FALSE -> 0;
            case NOT_MEASURED -> figures.unknown();
        };
    }

    private static boolean isAmount(CelMutableExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> true;
            case CONSTANT -> expression.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE;
            case CALL ->
                ARITHMETIC.contains(expression.call().function())
                        || expression.call().function().equals(CHOICE)
                                && isAmount(expression.call().args().get(1));
            default -> false;
        };
    }

    private Amount amount(CelMutableExpr expression) {
        switch (expression.getKind()) {
            case CONSTANT -> {
                double constant = expression.constant().doubleValue();
                return figures -> constant;
            }
            case IDENT -> {
                Term term = terms.get(expression.ident().name());
                if (term == null) {
                    throw new Unknown();
                }
                return figures -> figures.of(term);
            }
            case CALL -> {
                return computed(expression.call().function(), expression.call().args());
            }
            default -> throw new Unknown();
        }
    }

    private Amount computed(String function, List<CelMutableExpr> args) {
        if (function.equals(CHOICE)) {
            Formula which = truth(args.get(0));
            Amount first = amount(args.get(1));
            Amount second = amount(args.get(2));
            return figures -> switch (which.of(figures)) {
                case TRUE -> first.of(figures);
                case FALSE -> second.of(figures);
                case NOT_MEASURED -> figures.unknown();
            };
        }
        Amount left = amount(args.get(0));
        if (function.equals("-_")) {
            return figures -> -left.of(figures);
        }
        Amount right = amount(args.get(1));
        return switch (function) {
            case "_+_" -> figures -> left.of(figures) + right.of(figures);
            case "_-_" -> figures -> left.of(figures) - right.of(figures);
            case "_*_" -> figures -> left.of(figures) * right.of(figures);
            case "_/_" -> figures -> left.of(figures) / right.of(figures);
            default -> throw new Unknown();
        };
    }
}
