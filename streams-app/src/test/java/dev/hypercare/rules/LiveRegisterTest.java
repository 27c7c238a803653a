package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.RuleRegister;
import dev.hypercare.contract.RuleRegister.Change;
import dev.hypercare.contract.RuleRegister.Listed;
import dev.hypercare.contract.RuleRegister.Order;
import dev.hypercare.contract.RuleRegister.RuleText;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.schemas.events.RuleUse;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LiveRegisterTest {
    private static final long NOW = 1_700_000_040_500L;
    private static final String FILE = """
            rules:
              - {id: burst, summary: "{failed}", view: [api], severity: p2, window: 5s, when: failed >= 3}
            """;
    private static final String FOUR = FILE.replace(">= 3", ">= 4");
    private static final String OBJECTIVE = """
            rules:
              - {id: good, kind: objective, summary: "{burn}", view: [api], severity: p1, objective: availability, mode: shadow}
            """;

    private final LiveRules rules = new LiveRules(RuleTexts.entries(FILE), RuleTexts.VIEWS);
    private final RuleRegister register = new LiveRegister(rules);

    @Test
    void aChangeTakesPlaceAtAWholeSliceThatNoInstanceHasPassed() {
        assertThat(register.earliest(NOW)).isEqualTo(1_700_000_043_500L);
        Change change = apply(FOUR).get(0);
        assertThat(change.from()).isEqualTo(Instant.ofEpochMilli(1_700_000_043_500L));
        assertThat(change.before()).isEqualTo(RuleTexts.entries(FILE).get(0).version());
        assertThat(change.version()).isEqualTo(RuleTexts.entries(FOUR).get(0).version());
        assertThat(change.record()).satisfies(record -> {
            assertThat(record.getRule()).isEqualTo("burst");
            assertThat(record.getVersion()).isEqualTo(change.version());
            assertThat(RuleTexts.entries(String.valueOf(record.getDefinition())))
                    .hasSize(1);
            assertThat(record.getUses()).hasSize(1);
            assertThat(record.getUses().get(0).getBy()).isEqualTo("ann");
            assertThat(record.getUses().get(0).getNote()).isEqualTo("quieter");
        });
        assertThat(rules.history().at(NOW + 10_000).book().titles())
                .containsExactly("burst/" + change.before()); // nothing is changed before the record is read
    }

    @Test
    void aGatewayWhoseClockIsAheadPutsAChangeOff() {
        rules.judged(NOW + 30_500);
        rules.judged(NOW);
        assertThat(register.earliest(NOW)).isEqualTo(1_700_000_074_000L);
    }

    @Test
    void everySwitchIsKeptSoThatAReplayFindsTheVersionThatHeldThen() {
        for (int i = 0; i < 3; i++) {
            written(apply(NOW + 60_000 * i, FOUR));
            written(List.of(register.disable("burst", order(NOW + 60_000 * i + 30_000))));
        }
        AppliedRule four = Objects.requireNonNull(
                rules.record("burst/" + RuleTexts.entries(FOUR).get(0).version()));
        assertThat(four.getUses()).extracting(RuleUse::getFrom).hasSize(3).isSorted();
        assertThat(Objects.requireNonNull(rules.record("burst/off")).getUses()).hasSize(3);
        long first = register.earliest(NOW);
        assertThat(rules.history().at(first - 1).book().rules()).hasSize(1);
        assertThat(rules.history().at(first).book().rules()).hasSize(1);
        assertThat(rules.history().at(first + 30_000).book().rules()).isEmpty();
        assertThat(rules.history().at(first + 60_000).book().rules()).hasSize(1);
        assertThat(rules.history().at(first + 160_000).book().rules()).isEmpty();
    }

    @Test
    void whatIsAsItWasIsNotWritten() {
        assertThat(apply(FILE).get(0).record()).isNull();
        written(apply(FOUR));
        assertThat(apply(FOUR).get(0).record()).isNull();
        assertThat(apply(FILE).get(0).record()).isNotNull();
        written(List.of(register.disable("burst", order(NOW + 60_000))));
        assertThat(register.disable("burst", order(NOW + 90_000)).record()).isNull();
    }

    @Test
    void whoSpeaksLastWinsEvenWithinTheSameSecond() {
        written(apply(FOUR));
        Change next = apply(FILE.replace(">= 3", ">= 5")).get(0);
        assertThat(next.from()).isEqualTo(Instant.ofEpochMilli(1_700_000_044_000L));
        assertThat(next.before()).isEqualTo(RuleTexts.entries(FOUR).get(0).version());
        written(List.of(next));
        Change off = register.disable("burst", order(NOW));
        assertThat(off.from()).isEqualTo(Instant.ofEpochMilli(1_700_000_044_500L));
    }

    @Test
    void theRulesAreListedWithWhatIsKnownToFollow() {
        written(apply(OBJECTIVE));
        written(List.of(register.disable("burst", order(NOW + 100_000))));
        List<Listed> now = register.rules(NOW);
        assertThat(now)
                .extracting(rule -> rule.id() + " " + rule.kind() + " " + rule.mode() + " " + rule.source() + " "
                        + rule.since() + " " + rule.by())
                .containsExactly(
                        "burst condition live file null null",
                        "burst condition off applied 2023-11-14T22:15:43.500Z ann",
                        "good-fast objective shadow applied 2023-11-14T22:14:03.500Z ann",
                        "good-slow objective shadow applied 2023-11-14T22:14:03.500Z ann");
        assertThat(now.get(2).entry()).isEqualTo("good");
        assertThat(now.get(2).severity()).isEqualTo("P1");
        assertThat(now.get(3).severity()).isEqualTo("P3");
        assertThat(now.get(0).version()).matches("[0-9a-f]{12}");
        assertThat(now.get(1).version()).isEqualTo("off");
        assertThat(register.rules(NOW + 200_000)).extracting(Listed::mode).containsExactly("off", "shadow", "shadow");
    }

    @Test
    void theYamlOfARuleCanBeAppliedAgain() {
        written(List.of(register.disable("burst", order(NOW))));
        String shown = register.definition("burst", NOW + 60_000).orElseThrow();
        Change again = apply(NOW + 60_000, shown).get(0);
        assertThat(again.before()).isEqualTo("off");
        assertThat(again.version()).isEqualTo(RuleTexts.entries(FILE).get(0).version());
        written(List.of(again));
        written(apply(NOW + 120_000, FOUR, OBJECTIVE));
        assertThat(register.definition("burst", NOW + 60_000)).contains(shown);
        assertThat(register.definition("burst", NOW + 180_000).orElseThrow()).contains("failed >= 4");
        assertThat(register.definition("good-slow", NOW)).isEqualTo(register.definition("good", NOW));
        assertThat(register.definition("nothing", NOW)).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceAndNothingIsOrdered() {
        written(apply(OBJECTIVE));
        String wrong = FOUR.replace("severity: p2", "severity: p9, holds: 3s");
        String unkept = FOUR.replace("view: [api]", "view: [api, version]").replace("burst", "versions");
        String taken = FOUR.replace("burst", "good-fast");
        assertThatThrownBy(() -> register.apply(
                        List.of(
                                new RuleText("a.yaml", wrong),
                                new RuleText("b.yaml", unkept),
                                new RuleText("c.yaml", taken),
                                new RuleText("d.yaml", taken),
                                new RuleText("e.yaml", "rules: [")),
                        order(NOW + 60_000)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("a.yaml:2: rules[0].severity: p9 (expected: one of p1, p2, p3, p4)")
                .hasMessageContaining("holds: unknown key")
                .hasMessageContaining("b.yaml:2: rules[0].view: [api, version] (expected: one of [api], ")
                .hasMessageContaining("c.yaml:2: id: good-fast (expected: an id with which the rule good-fast is not")
                .hasMessageContaining("d.yaml:2: id: good-fast (expected: once, it is given at c.yaml:2, too)")
                .hasMessageContaining("e.yaml")
                .extracting(e -> ((InvalidInput) e).advice())
                .asString()
                .contains("kpi.views");
    }

    @Test
    void aRuleThatIsNotThereCannotBeEnded() {
        written(apply(OBJECTIVE));
        assertThatThrownBy(() -> register.disable("bursts", order(NOW)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("rule: bursts (expected: the id of a rule; did you mean burst?)");
        assertThatThrownBy(() -> register.disable("good-slow", order(NOW)))
                .hasMessageContaining("this one is made by good, with others");
    }

    @Test
    void aRecordIsKnownWhenItOrANewerOneOfItsKeyWasRead() {
        List<Change> first = apply(FOUR);
        AppliedRule record = Objects.requireNonNull(first.get(0).record());
        assertThat(register.has(record)).isFalse();
        written(first);
        assertThat(register.has(record)).isTrue();
        written(List.of(register.disable("burst", order(NOW + 30_000))));
        written(apply(NOW + 60_000, FOUR));
        assertThat(register.has(record)).isTrue();
    }

    private List<Change> apply(String yaml) {
        return apply(NOW, yaml);
    }

    private List<Change> apply(long now, String... files) {
        List<RuleText> texts = java.util.stream.Stream.of(files)
                .map(yaml -> new RuleText("my.yaml", yaml))
                .toList();
        return register.apply(texts, order(now));
    }

    private Order order(long now) {
        return new Order(register.earliest(now), "ann", "quieter");
    }

    private void written(List<Change> changes) {
        changes.forEach(change -> AppliedTexts.take(rules, Objects.requireNonNull(change.record())));
    }
}
