package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.Condition.Failed;
import dev.hypercare.rules.Condition.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** 20 calls: 15 of 200 in 100 ms, 3 of 500 in 1 s, 1 of 401 in 10 ms, 1 without a response in 5 s. */
    private static Kpis window() {
        List<int[]> calls = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            calls.add(new int[] {200, 100_000});
        }
        for (int i = 0; i < 3; i++) {
            calls.add(new int[] {500, 1_000_000});
        }
        calls.add(new int[] {401, 10_000});
        calls.add(new int[] {0, 5_000_000});
        return SlidingWindowTest.kpis(calls);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            calls == 20                                     ; TRUE
            calls > 100                                     ; FALSE
            failed_ratio > 0.19 && failed_ratio < 0.21      ; TRUE
            failed_ratio * 100 >= 20                        ; TRUE
            failed == server_errors + no_response           ; TRUE
            availability == 0.8                             ; TRUE
            server_error_ratio > 0.149 && server_errors == 3 ; TRUE
            client_errors == 1 && client_error_ratio == 0.05 ; TRUE
            status(401) == 1 && status_ratio(401) == 0.05   ; TRUE
            status(418) > 0                                 ; FALSE
            status(418) == 0                                ; TRUE
            calls_per_second == 2                           ; TRUE
            p50 > 99 && p50 < 101                           ; TRUE
            max == 5000 && upstream_max == 2500             ; TRUE
            p99 > p50 ? calls / 3 > 6 : false               ; TRUE
            -1 < calls && !(calls < 7)                      ; TRUE
            ai_calls == 0 && tokens_in + tokens_out + cost == 0 ; TRUE
            usage_missing_ratio > 0.5                       ; NOT_MEASURED
            usage_missing_ratio > 0.5 || calls > 1          ; TRUE
            calls > 1 || usage_missing_ratio > 0.5          ; TRUE
            usage_missing_ratio > 0.5 && calls > 100        ; FALSE
            !(usage_missing_ratio > 0.5)                    ; NOT_MEASURED
            """)
    void saysWhatTheWindowShows(String text, Truth expected) throws Failed {
        assertThat(compile(text).of(scene(window()), WINDOW)).isEqualTo(expected);
    }

    @Test
    void looksAtTheSameWindowBefore() throws Failed {
        Kpis before = SlidingWindowTest.kpis(List.of(new int[] {500, 10_000}, new int[] {200, 10_000}));
        Scene scene = scene(Map.of(Span.now(WINDOW), window(), new Span(WINDOW, Duration.ofHours(1)), before));
        assertThat(compile("failed_ratio < earlier(failed_ratio, \"1h\")").of(scene, WINDOW))
                .isEqualTo(Truth.TRUE);
        assertThat(compile("calls > 5 * earlier(calls, '1h') && earlier(status(500), '1h') == 1")
                        .of(scene, WINDOW))
                .isEqualTo(Truth.TRUE);
        assertThat(compile("earlier(usage_missing_ratio, \"1h\") > 0").of(scene, WINDOW))
                .isEqualTo(Truth.NOT_MEASURED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "earlier(p95) > 1",
                "earlier(p95, 60) > 1",
                "earlier(p95, '9d') > 1",
                "earlier(p95, '0s') > 1",
                "earlier(p95, '100ms') > 1",
                "earlier(1, '1h') > 1",
                "earlier(p95 + 1, '1h') > 1",
                "earlier(p59, '1h') > 1"
            })
    void whatIsNoFigureOfAWindowBeforeIsRejectedWithWhatWasExpected(String text) {
        List<String> problems = new ArrayList<>();
        assertThat(ConditionCompiler.compile(text, problems::add)).isNull();
        assertThat(problems).anyMatch(problem -> problem.contains("as in earlier(p95, \"1h\")"));
    }

    @Test
    void aConditionThatTakesTooMuchIsRefusedWithWhatWasExpected() {
        assertThat(problems(String.join(" && ", Collections.nCopies(20, "p99 > 1"))))
                .containsExactly(
                        "a condition of at most 400 steps, not 459: a figure in milliseconds takes 20, any other name, a"
                                + " number or an operator 1; make two rules of it");
        assertThat(problems("calls > 1 ? " + String.join(" + ", Collections.nCopies(18, "p99")) + " > 1 : false"))
                .isEmpty();
        assertThat(problems(String.join(" || ", Collections.nCopies(200, "failed > 1000"))))
                .singleElement()
                .asString()
                .startsWith("at most 2000 characters, not ");
        assertThat(problems("(".repeat(60) + "failed" + ")".repeat(60) + " > 1"))
                .anyMatch(problem -> problem.contains("parentheses at most 50 deep"));
        assertThat(problems("calls > earlier(calls, '1h') + earlier(calls, '2h') + earlier(calls, '3h')"
                        + " + earlier(calls, '4h') + earlier(failed, '5h')"))
                .singleElement()
                .asString()
                .startsWith("at most 4 different times before, not 5: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1, 2, 3].all(x, [4, 5, 6].exists(y, x < y))",
                "[1, 2, 3].map(x, [4, 5, 6].map(y, x * y)).size() > 3",
                "[1, 2, 3][1] > 2",
                "'aaaaaaaaaaaaaaaaaaaaaaaa!'.matches('(a+)+$')",
                "matches('aaaaaaaa!', '(a+)+$')",
                "size('a') > 0"
            })
    void whatCouldTakeWithoutBoundIsNotInTheLanguage(String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    private static List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        Condition condition = ConditionCompiler.compile(text, problems::add);
        assertThat(condition == null).isEqualTo(!problems.isEmpty());
        return problems;
    }

    @Test
    void aLatencyThatIsNotToldIsNoAnswer() throws Failed {
        Kpis untold = SlidingWindowTest.kpis(List.of(new int[] {200, -1}));
        for (Measure measure : Measures.all()) {
            Truth truth = compile(measure.name() + " >= 0").of(scene(untold), WINDOW);
            boolean told = measure.unit() != Unit.MILLIS && !measure.name().equals("usage_missing_ratio");
            assertThat(truth).as(measure.name()).isEqualTo(told ? Truth.TRUE : Truth.NOT_MEASURED);
        }
    }

    @Test
    void evidenceIsWhatConditionsAndSummaryNameAndTheCalls() {
        Rule rule = RuleTexts.book("""
                rules:
                  - {id: a, summary: "{api} {p50}", view: [api], severity: p1, window: 10s, when: failed_ratio > 0.1, clear: status(500) < 1}
                """).rules().get(0);
        Scene scene = scene(window());
        Map<String, Double> evidence = rule.evidence(scene);
        assertThat(evidence).containsOnlyKeys("calls", "failed_ratio", "status(500)", "p50");
        assertThat(evidence.get("failed_ratio")).isEqualTo(0.2, within(1e-12));
        assertThat(rule.summary(Map.of("api", "pay"), scene, evidence)).isEqualTo("pay 100 ms");
    }

    @Test
    void theVersionChangesWithTheDefinitionOnly() {
        String version = RuleTexts.rule("window: 10s\nwhen: failed > 1\n").version();
        assertThat(version).matches("[0-9a-f]{12}");
        assertThat(RuleTexts.rule("# a comment\nwindow: 10s\nwhen: failed > 1\nhold: 0s\n")
                        .version())
                .isEqualTo(version);
        assertThat(RuleTexts.rule("window: 10s\nwhen: failed > 2\n").version()).isNotEqualTo(version);
        assertThat(RuleTexts.rule("window: 10s\nwhen: failed > 1\nkeep: 1s\n").version())
                .isNotEqualTo(version);
    }

    private static Scene scene(Kpis window) {
        return scene(Map.of(Span.now(WINDOW), window));
    }

    private static Scene scene(Map<Span, Kpis> windows) {
        return new Scene() {
            @Override
            public Kpis window(Span span) {
                return Objects.requireNonNull(windows.get(span), span.toString());
            }

            @Override
            public Learned learned(Lesson lesson) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long at() {
                return 0;
            }

            @Override
            public long lastHeard() {
                return 0;
            }

            @Override
            public List<String> silentGateways(long since) {
                return List.of();
            }

            @Override
            public Scene versionBefore() {
                return null;
            }
        };
    }

    private static Condition compile(String text) {
        List<String> problems = new ArrayList<>();
        Condition condition = ConditionCompiler.compile(text, problems::add);
        assertThat(problems).isEmpty();
        return condition;
    }
}
