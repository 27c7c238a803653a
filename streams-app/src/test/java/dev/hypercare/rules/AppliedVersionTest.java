package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.AppliedRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppliedVersionTest {
    private static final String RULE = """
            rules:
              # what is above is not part of it
              - id: burst   # nor is this
                summary: "{api}: {failed} of {calls}, 100 % sure"
                view: [api]
                match: {api: [checkout, "pay*"]}
                severity: p2
                window: 5s
                when: >-
                  failed >= 3 &&
                  failed_ratio > 0.05
                hold: &wait 2s
                keep: *wait

              # this is about the next
            """;

    @Test
    void anEntryIsAFileOfItsOwnThatMakesTheSameVersion() {
        RuleEntry entry = RuleTexts.entries(RULE).get(0);
        assertThat(entry.definition()).startsWith("rules:\n  - id: burst\n").doesNotContain("#");
        RuleEntry again = RuleTexts.entries(entry.definition()).get(0);
        assertThat(again.version()).isEqualTo(entry.version());
        assertThat(again.definition()).isEqualTo(entry.definition());
    }

    @Test
    void soIsEveryRuleThatShips() {
        List<RuleEntry> shipped = RuleBook.entries(RulesConfig.defaults(), new Problems());
        assertThat(shipped).hasSizeGreaterThan(5).allSatisfy(entry -> {
            List<RuleEntry> again = RuleTexts.entries(entry.definition());
            assertThat(again).hasSize(1);
            assertThat(again.get(0).rules())
                    .extracting(rule -> rule.id() + "/" + rule.version())
                    .isEqualTo(entry.rules().stream()
                            .map(rule -> rule.id() + "/" + rule.version())
                            .toList());
        });
    }

    @Test
    void aMappingInOneLineIsAFileOfItsOwnToo() {
        String yaml = "rules: [{id: a, summary: 's', view: [api], severity: p2, window: 5s, when: \"calls > 1\"}]";
        RuleEntry entry = RuleTexts.entries(yaml).get(0);
        assertThat(RuleTexts.entries(entry.definition()).get(0).version()).isEqualTo(entry.version());
        assertThat(Section.empty(new Problems()).text()).isEmpty();
    }

    @Test
    void aRecordThatCannotBeUsedSaysWhy() {
        AppliedRule good = AppliedTexts.on(RULE, 1000);
        String key = "burst/" + good.getVersion();
        assertThat(AppliedVersion.of(key, good, RuleTexts.VIEWS)).isInstanceOf(Outcome.Ok.class);
        assertThat(why("burst/other", good)).isEqualTo("bad-value rule: burst/other (expected: the key " + key + ")");
        assertThat(why(key, AppliedRule.newBuilder(good).setUses(List.of()).build()))
                .isEqualTo("bad-value uses: none (expected: one at least)");
        assertThat(why(key, AppliedRule.newBuilder(good).setDefinition(null).build()))
                .isEqualTo("bad-value definition: null (expected: a rule in YAML)");
        assertThat(why(
                        "burst/off",
                        AppliedRule.newBuilder(good).setVersion("off").build()))
                .startsWith("bad-value definition: a text (expected: none");
        assertThat(why(
                        "other/" + good.getVersion(),
                        AppliedRule.newBuilder(good).setRule("other").build()))
                .isEqualTo("bad-value definition: rules [burst] (expected: the rule other and no other)");
        assertThat(why(key, changed(good, "when:", "if:")))
                .startsWith("bad-definition " + key + ":")
                .contains("when: missing", "if: unknown key", "; ");
        assertThat(why(key, changed(good, "severity: p2", "severity: p2\n    kind: telepathy")))
                .contains("kind: telepathy (expected: one of");
        assertThat(why(
                        key,
                        AppliedRule.newBuilder(good).setDefinition("rules: [").build()))
                .contains("bad-definition", "not YAML");
    }

    @Test
    void aViewThatIsNotKeptCannotBeLookedAt() {
        AppliedRule good = AppliedTexts.on(RULE, 1000);
        Outcome<AppliedVersion> read =
                AppliedVersion.of("burst/" + good.getVersion(), good, List.of(List.of("api", "route")));
        assertThat(((Outcome.Rejected<?>) read).detail()).contains("view: [api] (expected: one of [api, route])");
    }

    @Test
    void anotherReleaseMayCountOtherThingsAsAChange() {
        AppliedRule good = AppliedTexts.on(RULE, 1000);
        AppliedRule older =
                AppliedRule.newBuilder(good).setVersion("0123456789ab").build();
        assertThat(AppliedVersion.of("burst/0123456789ab", older, RuleTexts.VIEWS))
                .isInstanceOf(Outcome.Ok.class);
    }

    private static AppliedRule changed(AppliedRule record, String part, String other) {
        return AppliedRule.newBuilder(record)
                .setDefinition(String.valueOf(record.getDefinition()).replace(part, other))
                .build();
    }

    private static String why(String key, AppliedRule record) {
        Outcome.Rejected<?> why = (Outcome.Rejected<?>) AppliedVersion.of(key, record, RuleTexts.VIEWS);
        return why.reason() + " " + why.detail();
    }
}
