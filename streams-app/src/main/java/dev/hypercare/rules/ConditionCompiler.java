package dev.hypercare.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compiles conditions: CEL over numbers, truth values and the names of {@link Measures}, checked for types. Every number is a
 * double, so {@code calls > 100} and {@code failed_ratio * 100 > 0.5} both mean what they say.
 */
final class ConditionCompiler {
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(2000)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(0)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
    private static final CelCompiler COMPILER = compiler();
    /** Knows every figure that has no argument: to build one takes longer than to compile a condition. */
    private static final CelCompiler CHECKER =
            knowing(Measures.all().stream().map(Measure::name).toList());

    /** Of the same names, which many rules share. */
    private static final Map<Set<String>, CelCompiler> CHECKERS = new ConcurrentHashMap<>();

    private static final int MOST_CHECKERS = 200;

    private ConditionCompiler() {}

    /**
     * Compiles one condition.
     *
     * @param problem told each mistake, as what was expected and where in the text
     * @return null where there was a mistake
     */
    static @Nullable Condition compile(String text, Consumer<String> problem) {
        return compile(text, problem, true);
    }

    /** @param quick whether a {@link Formula} may stand for what CEL evaluates */
    static @Nullable Condition compile(String text, Consumer<String> problem, boolean quick) {
        CelValidationResult parsed = COMPILER.parse(text);
        CelAbstractSyntaxTree tree = accepted(parsed, parsed.getSource(), problem);
        if (tree == null) {
            return null;
        }
        CelMutableAst mutable = CelMutableAst.fromCelAst(tree);
        MeasureNames names = new MeasureNames((id, message) -> problem.accept(at(id, parsed.getSource()) + message));
        names.resolve(mutable.expr());
        if (names.hasProblems()) {
            return null;
        }
        String excess = ConditionCost.excess(mutable.expr(), names.found());
        if (excess != null) {
            problem.accept(excess);
            return null;
        }
        CelAbstractSyntaxTree checked =
                accepted(checker(names.found()).check(mutable.toParsedAst()), parsed.getSource(), problem);
        if (checked == null) {
            return null;
        }
        Formula formula = quick ? FormulaReader.read(mutable.expr(), names.found()) : null;
        if (formula != null) {
            return new Condition(text, names.found(), formula);
        }
        try {
            return new Condition(text, names.found(), RUNTIME.createProgram(checked));
        } catch (CelEvaluationException e) {
            problem.accept("a condition that can be evaluated: " + e.getMessage());
            return null;
        }
    }

    private static CelCompiler checker(Map<String, Term> names) {
        if (names.keySet().stream().allMatch(name -> Measures.find(name) != null && !name.endsWith(")"))) {
            return CHECKER;
        }
        if (CHECKERS.size() > MOST_CHECKERS) {
            CHECKERS.clear();
        }
        return CHECKERS.computeIfAbsent(Set.copyOf(names.keySet()), ConditionCompiler::knowing);
    }

    private static CelCompiler knowing(Collection<String> names) {
        CelCompilerBuilder builder = COMPILER.toCompilerBuilder();
        names.forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
        return builder.build();
    }

    private static CelCompiler compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(List.of())
                .setResultType(SimpleType.BOOL)
                .build();
    }

    private static @Nullable CelAbstractSyntaxTree accepted(
            CelValidationResult result, CelSource source, Consumer<String> problem) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            List<CelIssue> issues = result.getErrors();
            issues.forEach(issue -> problem.accept(place(issue, source) + CelWords.plain(issue.getMessage())));
            if (issues.isEmpty()) {
                problem.accept("a condition in CEL: " + e.getMessage());
            }
            return null;
        }
    }

    /** Where an issue is: of the parser itself, or, once names were resolved, of the expression it was parsed from. */
    private static String place(CelIssue issue, CelSource source) {
        String byExpression = at(issue.getExprId(), source);
        return byExpression.isEmpty() ? shown(issue.getSourceLocation()) : byExpression;
    }

    private static String at(long expression, CelSource source) {
        Map<Long, Integer> positions = source.getPositionsMap();
        Integer offset = positions.get(expression);
        return offset == null
                ? ""
                : source.getOffsetLocation(offset).map(ConditionCompiler::shown).orElse("");
    }

    private static String shown(CelSourceLocation location) {
        if (location.getLine() < 1) {
            return ""; // of the text as a whole
        }
        String line = location.getLine() > 1 ? "line " + location.getLine() + ", " : "";
        return "at " + line + "column " + (location.getColumn() + 1) + ": ";
    }
}
