package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.AppliedRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleHistoryTest {
    private static final String FILE = """
            rules:
              - {id: burst, summary: "{failed}", view: [api], severity: p2, window: 5s, when: failed >= 3}
              - {id: slow, summary: "{p95}", view: [api], severity: p3, window: 3m, when: p95 > 900}
            """;
    private static final String BURST = """
            rules:
              - {id: burst, summary: "{failed}", view: [api], severity: p2, window: 5s, when: failed >= %d}
            """;
    private static final String SPEND = """
            rules:
              - {id: spend, summary: "{cost}", view: [api, consumer], severity: p3, window: 5s, when: cost > 3}
            """;

    @Test
    void whatShipsOrStandsInFilesAndWhatWasAppliedAreUsedTogether() {
        RuleHistory history = history(AppliedTexts.on(SPEND, 10_000));
        assertThat(ids(history, 9_000)).containsExactly("burst", "slow");
        assertThat(ids(history, 10_000)).containsExactly("burst", "slow", "spend");
        assertThat(history.at(9_000).until()).isEqualTo(10_000);
        assertThat(history.at(10_000)).satisfies(set -> {
            assertThat(set.from()).isEqualTo(10_000);
            assertThat(set.until()).isEqualTo(Long.MAX_VALUE);
            assertThat(set.holdsAt(9_999)).isFalse();
            assertThat(set.holdsAt(10_000)).isTrue();
        });
    }

    @Test
    void ofTheVersionsOfARuleTheOneHoldsThatWasSwitchedToLastInEventTimeInItsOldPlace() {
        AppliedRule four = AppliedTexts.on(BURST.formatted(4), 10_000, 40_000);
        AppliedRule five = AppliedTexts.on(BURST.formatted(5), 20_000);
        for (List<AppliedRule> order : List.of(List.of(four, five), List.of(five, four))) {
            RuleHistory history = history(order.toArray(AppliedRule[]::new));
            assertThat(Stream.of(0L, 10_000L, 20_000L, 39_999L, 40_000L)
                            .map(at -> history.at(at).book().rules().get(0))
                            .map(rule -> rule.sensor().condition()))
                    .containsExactly("failed >= 3", "failed >= 4", "failed >= 5", "failed >= 5", "failed >= 4");
            assertThat(ids(history, 20_000)).containsExactly("burst", "slow");
        }
    }

    @Test
    void aRuleIsOffUntilItIsSwitchedToAgain() {
        RuleHistory history =
                history(AppliedTexts.off("burst", 10_000, 30_000), AppliedTexts.on(BURST.formatted(3), 20_000));
        assertThat(ids(history, 9_000)).contains("burst");
        assertThat(ids(history, 10_000)).containsExactly("slow");
        assertThat(ids(history, 20_000)).contains("burst");
        assertThat(ids(history, 30_000)).containsExactly("slow");
    }

    @Test
    void ofTwoSwitchesAtOnceTheSameOneWinsInEveryProcess() {
        AppliedRule four = AppliedTexts.on(BURST.formatted(4), 10_000);
        AppliedRule five = AppliedTexts.on(BURST.formatted(5), 10_000);
        assertThat(history(four, five).at(10_000).book().titles())
                .isEqualTo(history(five, four).at(10_000).book().titles());
    }

    @Test
    void aSwitchWithinASliceIsMadeAtTheNext() {
        assertThat(ids(history(AppliedTexts.on(SPEND, 10_001)), 10_000)).doesNotContain("spend");
        assertThat(ids(history(AppliedTexts.on(SPEND, 10_001)), 11_000)).contains("spend");
    }

    @Test
    void whatSlicesAreToldApartForIsEverythingThatIsStillUsedOrWillBe() {
        RuleHistory history = history(AppliedTexts.on(SPEND, 10_000), AppliedTexts.off("spend", 20_000));
        assertThat(history.from(Long.MIN_VALUE).watches("api,consumer")).isTrue();
        assertThat(history.from(19_999).watches("api,consumer")).isTrue();
        assertThat(history.from(20_000).watches("api,consumer")).isFalse();
        assertThat(history.from(20_000).watches("api")).isTrue();
    }

    @Test
    void aSeriesIsLookedAtWithoutABreakWhileVersionsOfTheRuleOrOthersLookAtIt() {
        RuleHistory history = history(
                AppliedTexts.on(BURST.formatted(4), 10_000),
                AppliedTexts.on(SPEND, 20_000, 50_000),
                AppliedTexts.off("spend", 30_000));
        assertThat(since(history, 20_000, "burst")).isZero();
        assertThat(since(history, 20_000, "spend")).isEqualTo(20_000);
        assertThat(since(history, 60_000, "spend")).isEqualTo(50_000);
        assertThat(since(history, 60_000, "spend", "burst")).isZero();
    }

    @Test
    void aRuleThatTwoEntriesMakeIsTheFirstOnes() {
        String objective = """
                rules:
                  - {id: good, kind: objective, summary: "{burn}", view: [api], severity: p1, objective: availability}
                """;
        String other = BURST.formatted(9).replace("id: burst", "id: good-fast");
        RuleHistory history = history(AppliedTexts.on(objective, 10_000), AppliedTexts.on(other, 10_000));
        assertThat(ids(history, 10_000)).containsExactly("burst", "slow", "good-fast", "good-slow");
        assertThat(history.at(10_000).makerOf("good-slow")).isEqualTo("good");
    }

    private static RuleHistory history(AppliedRule... records) {
        return new RuleHistory(
                RuleTexts.entries(FILE),
                Stream.of(records).map(AppliedTexts::version).toList());
    }

    private static List<String> ids(RuleHistory history, long at) {
        return history.at(at).book().rules().stream().map(Rule::id).toList();
    }

    private static long since(RuleHistory history, long at, String... ids) {
        RuleBook book = history.at(at).book();
        return book.watchedSince(book.rules().stream()
                .filter(rule -> List.of(ids).contains(rule.id()))
                .toList());
    }
}
