package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.RuleRegister;
import dev.hypercare.schemas.events.AppliedRule;
import org.junit.jupiter.api.Test;

class PastRulesTest {
    private static final String FILE = """
            rules:
              - {id: burst, summary: "{failed}", view: [api], severity: p2, window: 5s, when: failed >= 3}
              - {id: slow, summary: "{p95}", view: [api], severity: p3, window: 3m, when: p95 > 900}
            """;
    private static final String SPEND = """
            rules:
              - {id: spend, summary: "{cost}", view: [api, consumer], severity: p3, window: 5s, when: cost > 3}
            """;

    private final PastRules rules = new PastRules(new LiveRules(RuleTexts.entries(FILE), RuleTexts.VIEWS));

    @Test
    void eachInstantHasTheRulesThatHeldThenAndItIsToldWhatWasApplied() {
        AppliedRule spend = AppliedTexts.on(SPEND, 10_000);
        take(spend);
        take(AppliedTexts.off("burst", 20_000));
        assertThat(rules.at(9_000).rules()).extracting(Rule::id).containsExactly("burst", "slow");
        assertThat(rules.at(20_000).rules()).extracting(Rule::id).containsExactly("slow", "spend");
        assertThat(rules.during(9_000, 30_000).rules()).extracting(Rule::id).containsExactly("burst", "slow", "spend");
        assertThat(rules.during(20_000, 30_000).rules()).extracting(Rule::id).containsExactly("slow", "spend");
        assertThat(rules.changes(0, 30_000)).containsExactly(10_000L, 20_000L);
        assertThat(rules.changes(0, 20_000)).containsExactly(10_000L);
        assertThat(rules.changes(10_000, 20_000)).isEmpty();
        assertThat(rules.appliedAt(9_000)).isEmpty();
        assertThat(rules.appliedAt(20_000))
                .containsExactly(
                        "burst off since 1970-01-01T00:00:20Z",
                        "spend/" + spend.getVersion() + " since 1970-01-01T00:00:10Z");
    }

    @Test
    void ofAnIdWithSeveralVersionsTheLastOneIsTold() {
        AppliedRule other = AppliedTexts.on(FILE.replace(">= 3", ">= 7").replaceAll("(?m)^.*slow.*\n", ""), 10_000);
        take(other);
        assertThat(rules.during(0, 10_000).titles()).doesNotContain("burst/" + other.getVersion());
        assertThat(rules.during(0, 11_000).titles()).hasSize(2).contains("burst/" + other.getVersion());
    }

    @Test
    void aRecordThatCannotBeUsedCountsAsNoneAndItIsSaidWhy() {
        AppliedRule spend = AppliedTexts.on(SPEND, 10_000);
        String key = RuleRegister.key("spend", spend.getVersion());
        take(spend);
        rules.undecodable(key);
        assertThat(rules.at(10_000).rules()).extracting(Rule::id).containsExactly("burst", "slow");
        assertThat(rules.refused()).containsExactly("not an applied rule in Avro");
        rules.applied("elsewhere", spend);
        assertThat(rules.refused()).hasSize(2).anyMatch(why -> why.contains("elsewhere (expected: the key " + key));
        take(spend);
        rules.removed("elsewhere");
        assertThat(rules.refused()).isEmpty();
        assertThat(rules.at(10_000).rules()).extracting(Rule::id).contains("spend");
        rules.removed(key);
        assertThat(rules.at(10_000).rules()).extracting(Rule::id).doesNotContain("spend");
    }

    private void take(AppliedRule record) {
        rules.applied(RuleRegister.key(record.getRule(), record.getVersion()), record);
    }
}
