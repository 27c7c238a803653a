package dev.hypercare.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.PatternRule;
import dev.hypercare.rules.PatternRules;
import dev.hypercare.rules.RulesConfig;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules on patterns from their text to their verdicts. */
class PatternRulesTest {
    private static final String REFUSED = "connection refused by upstream";

    @TempDir
    Path folder;

    @Test
    void theShippedRulesSayInShadowWhatIsNewOnACriticalApiAndWhatSurges() {
        DeskOfPatterns desk =
                new DeskOfPatterns(PatternsConfig.defaults(), PatternRules.load(RulesConfig.defaults()), 1);
        desk.goLive("pay", 0);
        desk.goLive("mail", 0);
        desk.catalog.put(
                "pay",
                CatalogEntry.newBuilder(desk.catalog.get("pay"))
                        .setCriticality(Criticality.CRITICAL)
                        .build());
        desk.calls("mail", 3, REFUSED, 50);
        desk.calls("pay", 3, REFUSED, 4);
        desk.calls("pay", 13, REFUSED, 1);
        desk.time(3600);
        assertThat(desk.said()).containsExactly("20 BREACHED pattern-new", "620 OK pattern-new");
        Verdict breach = desk.verdicts.get(0);
        String id = breach.getLabels().get("pattern");
        assertThat(breach.getShadow()).isTrue();
        assertThat(breach.getSeries()).isEqualTo("api=pay,pattern=" + id);
        assertThat(breach.getSummary()).isEqualTo("pay: a new error, 5 calls: " + REFUSED);
        assertThat(breach.getEvidence()).containsEntry("recent", 5.0).containsEntry("total", 5.0);
        assertThat(breach.getRunbook()).isEqualTo("docs/runbooks/pattern-new.md");
        assertThat(breach.getCondition())
                .isEqualTo("state is new or regressed and recent or fresh >= 5 and criticality is critical");
    }

    @Test
    void aSurgeIsSaidAndEndsAfterItWasKept() {
        DeskOfPatterns desk =
                new DeskOfPatterns(PatternsConfig.defaults(), PatternRules.load(RulesConfig.defaults()), 1);
        for (int pane = 0; pane < 360; pane++) {
            desk.calls("pay", pane * 10, REFUSED, 1);
        }
        desk.calls("pay", 3605, REFUSED, 300);
        desk.time(7200);
        assertThat(desk.said()).containsExactly("3610 BREACHED pattern-surging", "3910 OK pattern-surging");
    }

    @Test
    void aRuleOnlyLooksAtWhatItMatches() {
        List<PatternRule> rules = rules("""
                rules:
                  - id: mine
                    summary: "{api} {pattern} {template} {state} {sample} {recent} {usual} {total} {consumers}"
                    severity: p1
                    match: {api: "p*"}
                    pattern: {state: rare}
                    keep: 1m
                """);
        DeskOfPatterns desk = new DeskOfPatterns(PatternsConfig.defaults(), rules, 1);
        desk.calls("mail", 3, REFUSED, 1);
        desk.calls("pay", 3, REFUSED, 1);
        desk.time(100);
        assertThat(desk.said()).containsExactly("10 BREACHED mine", "70 OK mine");
        assertThat(desk.verdicts.get(0).getSummary())
                .startsWith("pay ")
                .endsWith(REFUSED + " rare " + REFUSED + " 1 - 1 0");
    }

    @Test
    void aRuleOnWhatIsNewHoldsWhenItHasSoManyCallsHoweverSlowly() {
        String text = """
                rules:
                  - id: %s
                    summary: "{api} {recent} {fresh} {total}"
                    severity: p2
                    pattern: {state: %s, min-calls: 8}
                """;
        List<PatternRule> rules = new java.util.ArrayList<>(rules(text.formatted("slow", "new")));
        rules.addAll(rules(text.formatted("often", "[surging, recurring, rare]")));
        DeskOfPatterns desk = new DeskOfPatterns(PatternsConfig.defaults(), rules, 1);
        desk.goLive("pay", 0);
        for (int minute = 0; minute < 20; minute++) {
            desk.calls("pay", minute * 60 + 5, REFUSED, 1);
        }
        desk.time(1200);
        assertThat(desk.said()).containsExactly("430 BREACHED slow");
        assertThat(desk.verdicts.get(0).getSummary()).isEqualTo("pay 5 8 8");
        assertThat(desk.verdicts.get(0).getCondition()).isEqualTo("state is new and recent or fresh >= 8");
    }

    @Test
    void theCallsOfWhatWasNewCountNoMoreOnceItIsNotNew() {
        List<PatternRule> rules = rules("""
                rules:
                  - id: often
                    summary: "{api} {recent} {fresh} {total}"
                    severity: p2
                    pattern: {state: [surging, recurring, rare], min-calls: 8}
                """);
        DeskOfPatterns desk = new DeskOfPatterns(PatternsConfig.defaults(), rules, 1);
        desk.goLive("pay", 0);
        for (int minute = 0; minute < 90; minute++) {
            desk.calls("pay", minute * 60 + 5, REFUSED, 1);
        }
        desk.time(5400);
        assertThat(desk.told).extracting(pattern -> pattern.getState().name()).contains("NEW", "RECURRING");
        assertThat(desk.said()).isEmpty();
        desk.calls("pay", 5405, REFUSED, 10);
        desk.time(5410);
        assertThat(desk.verdicts).hasSize(1);
        assertThat(desk.verdicts.get(0).getSummary()).isEqualTo("pay 14 0 100");
    }

    @Test
    void theShippedRuleOnTheOverflowLooksAtWhatIsNotToldApartAndAtNothingElse() {
        DeskOfPatterns desk =
                new DeskOfPatterns(PatternsConfig.defaults(), PatternRules.load(RulesConfig.defaults()), 1);
        desk.calls("pay", 3, REFUSED, 500);
        desk.take(MessageCounts.newBuilder(DeskOfPatterns.messages(0, "pay", 13, List.of()))
                .setOverflow(7)
                .build());
        desk.time(1000);
        assertThat(desk.said()).containsExactly("20 BREACHED pattern-overflow", "320 OK pattern-overflow");
        Verdict breach = desk.verdicts.get(0);
        assertThat(breach.getShadow()).isFalse();
        assertThat(breach.getSummary())
                .isEqualTo(
                        "pay: the messages of 7 calls of the last 5 minutes found no place of their own and are counted together");
        assertThat(breach.getCondition()).isEqualTo("messages are not told apart and recent >= 1");
    }

    @Test
    void aRestartKeepsWhatWasSaidAndAnotherVersionWithdrawsIt() {
        String text = """
                rules:
                  - id: mine
                    summary: s
                    severity: p3
                    pattern: {state: rare, min-calls: %d}
                    keep: 1h
                """;
        DeskOfPatterns desk = new DeskOfPatterns(PatternsConfig.defaults(), rules(text.formatted(1)), 1);
        desk.calls("pay", 3, REFUSED, 1);
        desk.time(10);
        desk.restart();
        desk.calls("pay", 23, REFUSED, 1);
        desk.time(30);
        assertThat(desk.said()).containsExactly("10 BREACHED mine");
        desk.restartWith(rules(text.formatted(100)));
        desk.time(60);
        assertThat(desk.said()).containsExactly("10 BREACHED mine", "40 OK mine");
        assertThat(desk.verdicts.get(1).getReason()).contains("is not in use any more");
    }

    private List<PatternRule> rules(String yaml) {
        Path file = folder.resolve("rules.yaml");
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RulesConfig absent = RulesConfig.defaults();
        return PatternRules.load(new RulesConfig(false, List.of(file), List.of(), absent.views()));
    }
}
