package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.Condition.Failed;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a formula says is what CEL says. */
class FormulaTest {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    /** The second is never measured here, the third is where latencies are told. */
    private static final String[] FIGURES = {"calls", "usage_missing_ratio", "p50", "failed", "status(401)", "max"};

    private static final String[] COMPARISONS = {" < ", " <= ", " > ", " >= ", " == ", " != "};

    @Property(tries = 400)
    void saysWhatCelSays(@ForAll long seed) throws Failed {
        Random random = new Random(seed);
        String text = truth(random, 4);
        if (text.length() > 2000) {
            return;
        }
        agree(text, window(random));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed / client_errors > 1",
                "failed / client_errors < 1",
                "calls / failed > 1000000",
                "-calls / failed < -1000000",
                "true == (calls > 0)",
                "(calls > 0) != (usage_missing_ratio > 0)",
                "(calls > 0) > (failed > 0)",
                "(p50 > 1 ? usage_missing_ratio : calls) > 0",
                "(usage_missing_ratio > 1 ? 1 : calls) > 0",
                "usage_missing_ratio > 1 ? true : calls > 0",
                "calls > (usage_missing_ratio > 0 || calls > 0 ? 0 : usage_missing_ratio)",
                "usage_missing_ratio + ((usage_missing_ratio > 0 || calls > 0) ? 1 : 2) > 0",
                "true",
                "false || !true"
            })
    void saysWhatCelSaysAtTheEdges(String text) throws Failed {
        agree(text, SlidingWindowTest.kpis(List.of(new int[] {200, 20_000}, new int[] {200, -1})));
    }

    private static void agree(String text, Kpis window) throws Failed {
        Condition quick = compile(text, true);
        Condition byCel = compile(text, false);
        assertThat(quick.of(scene(window), WINDOW)).as(text).isEqualTo(byCel.of(scene(window), WINDOW));
    }

    private static String truth(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return random.nextInt(8) == 0
                    ? String.valueOf(random.nextBoolean())
                    : amount(random, depth) + COMPARISONS[random.nextInt(COMPARISONS.length)] + amount(random, depth);
        }
        String first = "(" + truth(random, depth - 1) + ")";
        String second = "(" + truth(random, depth - 1) + ")";
        return switch (random.nextInt(5)) {
            case 0 -> first + " && " + second;
            case 1 -> first + " || " + second;
            case 2 -> "!" + first;
            case 3 -> first + " == " + second;
            default -> first + " ? " + second + " : (" + truth(random, depth - 1) + ")";
        };
    }

    private static String amount(Random random, int depth) {
        if (depth == 0 || random.nextInt(2) == 0) {
            return random.nextBoolean() ? FIGURES[random.nextInt(FIGURES.length)] : String.valueOf(random.nextInt(4));
        }
        String first = "(" + amount(random, depth - 1) + ")";
        String second = "(" + amount(random, depth - 1) + ")";
        return switch (random.nextInt(6)) {
            case 0 -> first + " + " + second;
            case 1 -> first + " - " + second;
            case 2 -> first + " * " + second;
            case 3 -> first + " / " + (1 + random.nextInt(3));
            case 4 -> "(1 - " + first + ")";
            default -> "((" + truth(random, depth - 1) + ") ? " + first + " : " + second + ")";
        };
    }

    private static Kpis window(Random random) {
        List<int[]> calls = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int status = new int[] {200, 401, 500}[random.nextInt(3)];
            calls.add(new int[] {status, random.nextBoolean() ? -1 : random.nextInt(5_000)});
        }
        return SlidingWindowTest.kpis(calls);
    }

    private static Condition compile(String text, boolean quick) {
        List<String> problems = new ArrayList<>();
        Condition condition = ConditionCompiler.compile(text, problems::add, quick);
        assertThat(problems).as(text).isEmpty();
        return Objects.requireNonNull(condition);
    }

    private static Scene scene(Kpis window) {
        return (Scene) Proxy.newProxyInstance(
                Scene.class.getClassLoader(),
                new Class<?>[] {Scene.class},
                (proxy, method, args) ->
                        method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, args) : window);
    }
}
