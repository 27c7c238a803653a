package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.cli.trial.BacktestResult;
import dev.hypercare.cli.trial.Breach;
import dev.hypercare.cli.trial.Covered;
import dev.hypercare.cli.trial.Explanation;
import dev.hypercare.cli.trial.PastAlert;
import dev.hypercare.rules.RuleReading;
import dev.hypercare.rules.RuleSelection.NotLooking;
import dev.hypercare.rules.TriedRule;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.DecisionCause;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What backtests and explanations look like. */
class TrialTablesTest {
    private static final long DAY = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();

    @Test
    void aBacktestShowsRulesBreachesWhatDidFireAndNotes() {
        StringWriter text = new StringWriter();
        new BacktestTables(backtest(), ZoneOffset.UTC).print(new PrintWriter(text));
        assertThat(text.toString().lines())
                .containsExactly(
                        "11-22 00:00:00 to 11-22 01:00:00, from 1,234 panes of 10 s: a window is whole panes, times are within a pane of what they are live",
                        "",
                        "rule          version  severity  fired  series  in breach  longest  pending only  did fire",
                        "burst         v2       P2            1       1      1m20s    1m20s             3         2",
                        "try (shadow)  v1       P3            0       0         0s       0s             0         0",
                        "",
                        "would have fired:",
                        "fired           ended           lasted  rule   did fire        series   summary",
                        "11-22 00:10:10  11-22 00:11:30   1m20s  burst  11-22 00:10:04  api=pay  12 fail",
                        "",
                        "did fire by rules of these names, and would not:",
                        "fired           ended    rule   version  series   summary",
                        "11-22 00:40:00  not yet  burst  v1       api=pay  12 fail",
                        "",
                        "alerts that did fire, of all rules:",
                        "fired           resolved        severity  rule       told           these rules  series",
                        "11-22 00:10:06  11-22 00:12:00  P1        route-5xx  no: inhibited  burst +4s    api=pay,route=/v1,method=GET",
                        "note: burst: window 5s as 10s",
                        "note: there is nothing after 2026-11-22T00:55:00Z");
    }

    @Test
    void aBacktestTellsProgramsTheSame() {
        JsonNode json = new BacktestJson(backtest()).json();
        assertThat(json.path("exact").asBoolean()).isFalse();
        assertThat(json.path("stepSeconds").asInt()).isEqualTo(10);
        assertThat(json.path("breaches").get(0).path("live").path("version").asText())
                .isEqualTo("v1");
        assertThat(json.path("breaches").get(0).path("evidence").path("failed").asDouble())
                .isEqualTo(12);
        assertThat(json.path("onlyLive")).hasSize(1);
        assertThat(json.path("onlyLive").get(0).path("endedAt").isNull()).isTrue();
        assertThat(json.path("alerts").get(0).path("seenBy").asText()).isEqualTo("burst");
        assertThat(json.path("rules").get(0).path("pendingOnly").asInt()).isEqualTo(3);
        assertThat(json.path("rules").get(0).path("shadow").asBoolean()).isFalse();
        assertThat(json.path("rules").get(1).path("shadow").asBoolean()).isTrue();
    }

    private static BacktestResult backtest() {
        Breach breach = new Breach(verdict("v2", 610), DAY + 690_000, 0);
        return new BacktestResult(
                DAY,
                DAY + 3_600_000,
                false,
                Duration.ofSeconds(10),
                new Covered(DAY - 20_000, DAY + 3_300_000, 1234, 0),
                List.of(
                        new TriedRule(
                                "burst", "v2", "api", "P2", false, Duration.ofSeconds(5), List.of("window 5s as 10s")),
                        new TriedRule("try", "v1", "api", "P3", true, Duration.ofSeconds(5), List.of())),
                List.of(breach),
                Map.of("burst", 3),
                List.of(new Breach(verdict("v1", 604), DAY + 685_000, 0), new Breach(verdict("v1", 2400), null, 0)),
                List.of(new PastAlert(decision(606, "FIRING"), DAY + 720_000, false)),
                List.of("there is nothing after 2026-11-22T00:55:00Z"));
    }

    @Test
    void anExplanationSaysWhatEachRuleSawAndWhatBecameOfIt() {
        List<String> lines = new ExplanationLines(explanation(), new Ink(false), ZoneOffset.UTC).lines();
        assertThat(lines)
                .containsExactly(
                        "11-22 00:10:00  api=pay",
                        "nothing is heard of gateway edge-2, of which calls should have come: what it serves is unknown",
                        "",
                        "PENDING   burst  P2  api=pay  since 11-22 00:09:56",
                        "          the condition has held for 4s of the 10s that make a breach",
                        "          failed >= 5  (window 10s, hold 10s, keep 0s)",
                        "          ends when: !(failed >= 5)",
                        "          calls 40, failed 12; not measured: p95",
                        "          live: PENDING at 11-22 00:09:56, the condition holds; by version v1 of the rule, this is v2",
                        "          alert: PENDING at 11-22 00:09:57, not told: MAINTENANCE by m1: a mark says so",
                        "",
                        "14 more looks at parts of it, at which all is well",
                        "",
                        "does not look: other: its match leaves this out: {api=[s*]}",
                        "1 rule looks at series of other labels: gateway",
                        "note: something");
        JsonNode json = new ExplanationJson(explanation()).json();
        assertThat(json.path("readings").get(0).path("alert").path("cause").asText())
                .isEqualTo("MAINTENANCE");
        assertThat(json.path("readings").get(0).path("holdSeconds").asInt()).isEqualTo(10);
        assertThat(json.path("notLooking")).hasSize(2);
        assertThat(json.path("silentGateways").get(0).asText()).isEqualTo("edge-2");
    }

    private static Explanation explanation() {
        RuleReading reading = new RuleReading(
                "burst",
                "v2",
                "P2",
                false,
                "api=pay",
                "PENDING",
                "the condition has held for 4s of the 10s that make a breach",
                DAY + 596_000,
                DAY + 600_000,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ZERO,
                "failed >= 5",
                "!(failed >= 5)",
                Map.of("failed", 12.0, "calls", 40.0),
                List.of("p95"));
        String key = Explanation.key("burst", "api=pay");
        Verdict said = verdict("v1", 596);
        said.put("state", VerdictState.PENDING);
        Decision decided = decision(597, "PENDING");
        decided.put("cause", DecisionCause.MAINTENANCE);
        decided.put("suppressedBy", "m1");
        return new Explanation(
                Map.of("api", "pay"),
                DAY + 600_000,
                List.of(reading),
                List.of(),
                14,
                List.of(
                        new NotLooking("other", "v1", "api", true, "its match leaves this out: {api=[s*]}"),
                        new NotLooking("gw", "v1", "gateway", false, "it looks at series of gateway")),
                List.of("edge-2"),
                Map.of(key, said),
                Map.of(key, decided),
                Duration.ofHours(1),
                new Covered(DAY, DAY + 600_000, 1, 0),
                List.of("something"));
    }

    private static Verdict verdict(String version, int second) {
        Instant at = Instant.ofEpochMilli(DAY + second * 1000L);
        return Verdict.newBuilder()
                .setRule("burst")
                .setRuleVersion(version)
                .setSeries("api=pay")
                .setLabels(Map.of("api", "pay"))
                .setState(VerdictState.BREACHED)
                .setAt(at)
                .setSince(at)
                .setSeverity("P2")
                .setSummary("12 fail")
                .setReason("the condition holds")
                .setCondition("failed >= 5")
                .setWindowSeconds(5)
                .setEvidence(Map.of("failed", 12.0))
                .build();
    }

    private static Decision decision(int second, String to) {
        return Decision.newBuilder()
                .setFingerprint("f")
                .setRule("route-5xx")
                .setRuleVersion("1")
                .setSeries("api=pay,route=/v1,method=GET")
                .setLabels(Map.of("api", "pay", "route", "/v1", "method", "GET"))
                .setAt(Instant.ofEpochMilli(DAY + second * 1000L))
                .setTo(to)
                .setSeverity("P1")
                .setSuppressed(true)
                .setCause(DecisionCause.INHIBITED)
                .setReason("a mark says so")
                .setCondition("c")
                .setWindowSeconds(10)
                .setEvidence(Map.of())
                .build();
    }
}
