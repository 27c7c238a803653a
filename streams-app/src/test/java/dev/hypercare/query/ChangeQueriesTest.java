package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.query.ChangeAnswer.Explained;
import dev.hypercare.query.contribution.Pareto.Part;
import dev.hypercare.query.contribution.ValueChange;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeQueriesTest {
    private static final long MINUTE = 60_000;
    private static final long NOW = START + 20 * MINUTE + 1000;
    private final FakeKpis kpis = new FakeKpis();
    private final ChangeQueries queries = new ChangeQueries(kpis);

    ChangeQueriesTest() {
        kpis.closedUpTo = START + 20 * MINUTE;
    }

    @Test
    void theRoutesThatMakeMostOfTheErrorsAreToldWithTheirApi() {
        calls("a", "/x", "c1", START, 100, 60);
        calls("a", "/y", "c2", START, 100, 30);
        calls("b", "/x", "c1", START, 100, 10);
        ParetoAnswer answer = queries.pareto(pareto(Map.of("by", "route", "from", "" + START)), NOW);
        assertThat(answer.group().view()).containsExactly("api", "route", "method");
        assertThat(answer.pareto().parts())
                .containsExactly(new Part("api=a,route=/x", 60, 0.6, 0.6), new Part("api=a,route=/y", 30, 0.3, 0.9));
        assertThat(answer.pareto().rest()).isEqualTo(1);
        assertThat(answer.sentence()).isEqualTo("api=a,route=/x and api=a,route=/y make 90 % of 100 failed calls");
    }

    @Test
    void ofOneApiARouteIsItsName() {
        calls("a", "/x", "c1", START, 100, 60);
        calls("b", "/y", "c1", START, 100, 60);
        ParetoAnswer answer = queries.pareto(pareto(Map.of("by", "route", "api", "a", "from", "" + START)), NOW);
        assertThat(answer.pareto().parts()).containsExactly(new Part("/x", 60, 1, 1));
        assertThat(answer.sentence()).isEqualTo("route=/x makes 100 % of 60 failed calls");
    }

    @Test
    void withoutErrorsThereIsNothingToShare() {
        calls("a", "/x", "c1", START, 100, 0);
        assertThat(queries.pareto(pareto(Map.of("by", "consumer", "from", "" + START)), NOW)
                        .sentence())
                .isEqualTo("no failed calls in this range");
    }

    @Test
    void theConsumerWhoseCallsBeganToFailExplainsTheIncrease() {
        for (int i = 0; i < 8; i++) {
            calls("a", "/r" + i % 4, "c" + i, START, 100, 2);
            calls("a", "/r" + i % 4, "c" + i, START + 10 * MINUTE, 100, i == 5 ? 90 : 2);
        }
        ChangeAnswer answer = queries.changed(
                changed(Map.of("from", "" + (START + 10 * MINUTE), "to", "" + (START + 20 * MINUTE))), NOW);
        Explained best = answer.labels().get(0);
        assertThat(best.change().label()).isEqualTo("consumer");
        assertThat(best.before().range().from()).isEqualTo(START);
        assertThat(best.before().range().to()).isEqualTo(START + 10 * MINUTE);
        assertThat(best.change().explaining()).extracting(ValueChange::value).containsExactly("c5");
        assertThat(answer.sentence())
                .isEqualTo("consumer=c5 explains 100 % of the increase of failed calls"
                        + " (16 before, 104 now, 16 expected)");
        assertThat(answer.labels())
                .extracting(label -> label.change().label())
                .containsExactlyInAnyOrder("api", "api,route", "method", "consumer");
    }

    @Test
    void whereTheValuesThatStandOutMakeLessThanMostTheRestIsToldToBeSpread() {
        for (int i = 0; i < 12; i++) {
            calls("a", "/r", "c" + i, START, 100, 2);
            calls("a", "/r", "c" + i, START + 10 * MINUTE, 100, i == 5 ? 42 : 5);
        }
        ChangeAnswer answer = queries.changed(
                changed(Map.of("by", "consumer", "from", "" + (START + 10 * MINUTE), "to", "" + (START + 20 * MINUTE))),
                NOW);
        assertThat(answer.sentence())
                .isEqualTo("consumer=c5 explains 55 % of the increase of failed calls (24 before, 97 now, 24 expected),"
                        + " the rest is spread over values of consumer");
    }

    @Test
    void whatGrewWithTheTrafficIsExpectedAndWhatIsLeftIsWithinChance() {
        calls("a", "/x", "c1", START, 100, 10);
        calls("a", "/x", "c1", START + 10 * MINUTE, 300, 31);
        ChangeAnswer answer = queries.changed(
                changed(Map.of("by", "consumer", "from", "" + (START + 10 * MINUTE), "to", "" + (START + 20 * MINUTE))),
                NOW);
        assertThat(answer.labels().get(0).change().expected()).isCloseTo(30, within(1e-9));
        assertThat(answer.sentence())
                .isEqualTo("the increase of failed calls (10 before, 31 now, 30 expected) is within chance");
    }

    @Test
    void callsThemselvesAreExpectedToGrowAsTheRangeDoes() {
        calls("a", "/x", "c1", START, 50, 0);
        calls("a", "/x", "c1", START + 5 * MINUTE, 100, 0);
        calls("a", "/x", "c2", START + 5 * MINUTE, 400, 0);
        Map<String, String> question = new HashMap<>(Map.of("kpi", "calls", "by", "consumer"));
        question.put("from", "" + (START + 5 * MINUTE));
        question.put("to", "" + (START + 15 * MINUTE));
        question.put("against-from", "" + START);
        question.put("against-to", "" + (START + 5 * MINUTE));
        ChangeAnswer answer = queries.changed(changed(question), NOW);
        assertThat(answer.labels().get(0).change().expected()).isCloseTo(100, within(1e-9));
        assertThat(answer.sentence())
                .isEqualTo("consumer=c2 explains 100 % of the increase of calls (50 before, 500 now, 100 expected)");
    }

    @Test
    void timeInCallsSaysWhichRouteBecameSlow() {
        for (int i = 0; i < 50; i++) {
            timed("/fast", START + i * 1000, 10_000);
            timed("/slow", START + i * 1000, 20_000);
            timed("/fast", START + 10 * MINUTE + i * 1000, 10_000);
            timed("/slow", START + 10 * MINUTE + i * 1000, 200_000);
        }
        Map<String, String> question = new HashMap<>(Map.of("kpi", "latency", "by", "route", "api", "a"));
        question.put("from", "" + (START + 10 * MINUTE));
        question.put("to", "" + (START + 20 * MINUTE));
        ChangeAnswer answer = queries.changed(changed(question), NOW);
        assertThat(answer.sentence())
                .isEqualTo("route=/slow explains 100 % of the increase of time in calls, ms"
                        + " (1,500 before, 10,500 now, 1,500 expected)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "by=planet|by: planet",
                "by=route,route|by: route,route",
                "kpi=nonsense|kpi: nonsense",
                "from=now&to=-1m|from: ",
                "against-from=-2h|against-to: missing",
                "limit=0|limit: 0",
                "planet=mars|planet: no such parameter or label",
                "api=|api: ''",
                "by=consumer&route=/x|by: consumer (expected: labels that one view has together with route"
            })
    void aQuestionThatCannotBeUsedIsNamed(String text, String problem) {
        Map<String, String> question = new HashMap<>();
        for (String parameter : text.split("&")) {
            String[] parts = parameter.split("=", 2);
            question.put(parts[0], parts[1]);
        }
        assertThatThrownBy(() -> queries.changed(changed(question), NOW))
                .isInstanceOf(ApiProblem.class)
                .hasMessageStartingWith(problem);
    }

    @ParameterizedTest
    @CsvSource({"0", "1.01", "x"})
    void aShareThatIsNoneIsNamed(String share) {
        assertThatThrownBy(() -> pareto(Map.of("by", "api", "share", share)))
                .isInstanceOf(ApiProblem.class)
                .hasMessageStartingWith("share: " + share);
        assertThatThrownBy(() -> pareto(Map.of()))
                .isInstanceOf(ApiProblem.class)
                .hasMessageStartingWith("by: missing");
    }

    private ChangeQuery pareto(Map<String, String> question) {
        return ChangeQueryReader.pareto(question, kpis.views(), NOW);
    }

    private ChangeQuery changed(Map<String, String> question) {
        return ChangeQueryReader.changed(question, kpis.views(), NOW);
    }

    /** Calls in three views, over five minutes, the first ones failed. */
    private void calls(String api, String route, String consumer, long from, int calls, int failed) {
        for (int i = 0; i < calls; i++) {
            long at = from + i * 5 * MINUTE / calls;
            int status = i < failed ? 503 : 200;
            kpis.call("api=" + api, at, status, 1000L);
            kpis.call("api=" + api + ",route=" + route + ",method=GET", at, status, 1000L);
            kpis.call("api=" + api + ",consumer=" + consumer, at, status, 1000L);
        }
    }

    private void timed(String route, long at, long micros) {
        kpis.call("api=a,route=" + route + ",method=GET", at, 200, micros);
    }
}
