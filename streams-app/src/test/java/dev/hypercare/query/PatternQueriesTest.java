package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PatternQueriesTest {
    private static final Instant START = Instant.parse("2027-01-11T08:00:00Z");
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final FakeHistory history = new FakeHistory();
    private final List<Pattern> patterns = new ArrayList<>();
    private final PatternReader reader = new PatternReader() {
        @Override
        public List<Pattern> patterns() {
            return patterns;
        }

        @Override
        public PatternSource source() {
            return question -> PatternPart.of(history, question);
        }
    };
    private final PatternQueries queries = new PatternQueries(reader, Deadline.within(Duration.ofHours(1)));

    PatternQueriesTest() {
        patterns.add(pattern("a", "pay", "acme", List.of("old")));
        patterns.add(pattern("b", "pay", "acme", List.of()));
        patterns.add(pattern("c", "mail", "beta", List.of()));
        history.upTo(at(4 * HOUR));
    }

    @Test
    void theFewPatternsOfARangeAreThoseWithCallsInIt() {
        history.calls("pay", "a", at(30 * MINUTE), 70);
        history.calls("pay", "b", at(40 * MINUTE), 20);
        history.calls("mail", "c", at(45 * MINUTE), 10);
        history.calls("mail", "c", at(3 * HOUR), 1000);
        JsonNode answer = pareto(at(25 * MINUTE), at(50 * MINUTE), Map.of());
        assertThat(values(answer)).containsExactly("a 70", "b 20");
        assertThat(answer.get("total").asDouble()).isEqualTo(100);
        assertThat(answer.get("rest").get("count").asDouble()).isEqualTo(10);
        assertThat(answer.get("sentence").asText())
                .isEqualTo("\"template of a\" and \"template of b\" make 90 % of 100 calls");
        assertThat(answer.get("values").get(0).get("template").asText()).isEqualTo("template of a");
        assertThat(answer.get("values").get(0).get("api").asText()).isEqualTo("pay");
        assertThat(answer.get("asOf").asText()).isEqualTo("2027-01-11T12:00:00Z");
        assertThat(answer.get("notes")).isEmpty();
    }

    @Test
    void callsBeforeTwoPatternsWereJoinedCountForTheOneThatIsLeft() {
        history.calls("pay", "old", at(10 * MINUTE), 5);
        history.calls("pay", "a", at(20 * MINUTE), 6);
        assertThat(values(pareto(at(0), at(HOUR), Map.of()))).containsExactly("a 11");
    }

    @Test
    void whatIsForgottenAndWhatFoundNoPlaceAreNamed() {
        history.calls("pay", "gone", at(10 * MINUTE), 5);
        history.calls("pay", PatternCounts.REST, at(10 * MINUTE), 4);
        JsonNode values = pareto(at(0), at(HOUR), Map.of("share", "1")).get("values");
        assertThat(values)
                .extracting(value -> value.get("template").asText() + " "
                        + value.get("api").asText() + " " + value.get("state").isNull())
                .containsExactly(
                        "(a pattern that is forgotten) pay true", "(patterns that are not counted apart) null true");
    }

    @Test
    void apiAndTenantNarrowItDown() {
        history.calls("pay", "a", at(MINUTE), 1);
        history.calls("mail", "c", at(MINUTE), 2);
        assertThat(values(pareto(at(0), at(HOUR), Map.of("api", "mail")))).containsExactly("c 2");
        assertThat(values(pareto(at(0), at(HOUR), Map.of("tenant", "acme")))).containsExactly("a 1");
    }

    @Test
    void longRangesAreReadByTheHourAndTheirEdgesByTheMinute() {
        history.calls("pay", "a", at(59 * MINUTE), 1);
        history.calls("pay", "a", at(60 * MINUTE), 2);
        history.calls("pay", "a", at(179 * MINUTE), 4);
        history.calls("pay", "a", at(181 * MINUTE), 8);
        history.calls("pay", "a", at(182 * MINUTE), 16);
        assertThat(values(pareto(at(59 * MINUTE), at(182 * MINUTE), Map.of("api", "pay"))))
                .containsExactly("a 15");
        assertThat(history.asked(Resolution.HOUR)).isEqualTo(2);
        assertThat(history.asked(Resolution.MINUTE)).isEqualTo(3);
    }

    @Test
    void aRangeBeforeTheKeptMinutesIsRoundedOutwardToHoursAndSaysSo() {
        history.calls("pay", "a", at(10 * MINUTE), 1);
        history.calls("pay", "a", at(50 * MINUTE), 2);
        history.upTo(at(8 * DAY));
        JsonNode answer = pareto(at(20 * MINUTE), at(30 * MINUTE), Map.of());
        assertThat(values(answer)).containsExactly("a 3");
        assertThat(answer.get("from").asText()).isEqualTo("2027-01-11T08:00:00Z");
        assertThat(answer.get("to").asText()).isEqualTo("2027-01-11T09:00:00Z");
        assertThat(answer.get("notes").get(0).asText()).contains("rounded outward to hours");
    }

    @Property(tries = 100)
    void anyRangeOfWholeMinutesHasExactlyTheCallsInIt(@ForAll long seed) {
        Random random = new Random(seed);
        history.clear();
        history.upTo(at(2 * DAY));
        TreeMap<Long, Long> all = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            long minute = at(random.nextInt(2 * 24 * 60) * MINUTE);
            long calls = 1 + random.nextInt(9);
            history.calls("pay", "a", minute + random.nextInt(60_000), calls);
            all.merge(minute, calls, Long::sum);
        }
        long from = at(random.nextInt(2000) * MINUTE);
        long to = from + (1 + random.nextInt(800)) * MINUTE;
        long expected = all.subMap(from, to).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(pareto(from, to, Map.of()).get("total").asLong()).isEqualTo(expected);
    }

    @Test
    void thePatternThatExplainsAChangeIsNamedByItsTemplate() {
        for (int minute = 0; minute < 120; minute++) {
            history.calls("pay", "a", at(minute * MINUTE), 5);
            history.calls("pay", "b", at(minute * MINUTE), 5);
            history.calls("mail", "c", at(minute * MINUTE), minute < 60 ? 1 : 30);
        }
        Map<String, String> question = Map.of("by", "pattern", "from", "" + at(HOUR), "to", "" + at(2 * HOUR));
        JsonNode answer = queries.changed(question, at(4 * HOUR));
        assertThat(answer.get("sentence").asText())
                .isEqualTo(
                        "\"template of c\" explains 100 % of the increase of calls (660 before, 2,400 now, 660 expected)");
        assertThat(answer.get("againstFrom").asText()).isEqualTo("2027-01-11T08:00:00Z");
        JsonNode first = answer.get("labels").get(0).get("values").get(0);
        assertThat(first.get("value").asText()).isEqualTo("c");
        assertThat(first.get("template").asText()).isEqualTo("template of c");
        assertThat(first.get("before").asDouble()).isEqualTo(60);
        assertThat(first.get("after").asDouble()).isEqualTo(1800);
        assertThat(first.get("explains").asBoolean()).isTrue();
    }

    @Test
    void ofARangeThatIsNotOverAsMuchIsExpectedAsIsCounted() {
        history.upTo(at(90 * MINUTE));
        for (int minute = 0; minute < 90; minute++) {
            history.calls("pay", "a", at(minute * MINUTE), 2);
        }
        JsonNode answer = queries.changed(
                Map.of("by", "pattern", "from", "" + at(HOUR), "to", "" + at(2 * HOUR)), at(90 * MINUTE));
        assertThat(answer.get("labels").get(0).get("expected").asDouble()).isEqualTo(60);
        assertThat(answer.get("sentence").asText()).startsWith("calls have not changed");
    }

    @Test
    void whatCannotBeMeantIsToldWithWhatCan() {
        assertThatThrownBy(() -> pareto(at(0), at(HOUR), Map.of("kpi", "recent")))
                .isInstanceOf(ApiProblem.class)
                .hasMessageStartingWith("kpi: recent (expected: calls; recent, total and sinceGoLive are of patterns");
        assertThatThrownBy(() -> pareto(at(0), at(HOUR), Map.of("kind", "ticket")))
                .hasMessageStartingWith("kind: ticket (expected: message: how many tickets");
        assertThatThrownBy(() -> pareto(at(HOUR), at(0), Map.of())).hasMessageStartingWith("from: ");
        assertThatThrownBy(() -> pareto(at(0), at(HOUR), Map.of("route", "/x"))).hasMessageStartingWith("route: ");
    }

    @Test
    void readingEndsAtTheDeadline() {
        PatternQueries late = new PatternQueries(reader, new Deadline(0, Duration.ofMillis(5), () -> 1));
        assertThatThrownBy(() -> late.pareto(Map.of("by", "pattern", "from", "-1h"), at(4 * HOUR)))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("5 ms");
    }

    @Test
    void aQuestionWithoutARangeIsForPatternsAsTheyStand() {
        assertThat(PatternQueries.isOfRange(Map.of("by", "pattern"))).isFalse();
        assertThat(PatternQueries.isOfRange(Map.of("by", "pattern", "kpi", "total")))
                .isFalse();
        assertThat(PatternQueries.isOfRange(Map.of("by", "pattern", "to", "-1h")))
                .isTrue();
        assertThat(PatternQueries.isOfRange(Map.of("by", "pattern", "kpi", "calls")))
                .isTrue();
    }

    private JsonNode pareto(long from, long to, Map<String, String> more) {
        Map<String, String> question = new TreeMap<>(Map.of("by", "pattern", "from", "" + from, "to", "" + to));
        question.putAll(more);
        return queries.pareto(question, at(4 * HOUR));
    }

    private static List<String> values(JsonNode answer) {
        List<String> values = new ArrayList<>();
        answer.get("values")
                .forEach(value -> values.add(
                        value.get("value").asText() + " " + value.get("count").asLong()));
        return values;
    }

    private static long at(long millis) {
        return START.toEpochMilli() + millis;
    }

    private static Pattern pattern(String id, String api, String tenant, List<String> aliases) {
        return Pattern.newBuilder()
                .setId(id)
                .setKind(PatternKind.MESSAGE)
                .setApi(api)
                .setTenant(tenant)
                .setAliases(aliases)
                .setTemplate("template of " + id)
                .setState(PatternState.RECURRING)
                .setAt(START)
                .setReason("r")
                .setFirstSeen(START)
                .setLastSeen(START)
                .setTotal(1)
                .setRecent(1)
                .setWindowSeconds(300)
                .build();
    }
}
