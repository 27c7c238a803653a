package dev.hypercare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.GapKind;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.VirtualApps;
import dev.hypercare.streams.VirtualApps.Arrived;
import dev.hypercare.streams.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From calls through all stages to what people are told: kpi -> messages -> patterns -> verdicts -> alerts, and -> gaps. */
class NewErrorScenarioTest {
    private static final Instant GO_LIVE = Instant.parse("2027-01-11T08:00:00Z");
    private static final String RULE = """
            rules:
              - id: new-error-on-critical-api
                summary: "{api}: a new error, {fresh} calls: {template}"
                severity: p1
                pattern: {state: new, min-calls: 5, criticality: critical}
                keep: 10m
            """;

    @TempDir
    Path folder;

    /** What was told, with the second of virtual time at which it came. */
    private record Told(
            List<Pattern> patterns, List<Verdict> verdicts, List<Alert> alerts, List<Long> alertedAt, List<Gap> gaps) {
        Told() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    @Test
    void aNewErrorOnACriticalApiPagesAfterItsFifthCallAndIsNoGap() throws IOException {
        // given a rule on new errors of critical APIs, and two APIs that went live, of which one is critical
        // when both answer ten calls a second well, and from the 60th second on one in 200 fails with a new message
        Told told = run("rules: {builtin: false, files: [" + file(RULE) + "]}");
        // then the pattern is new with its first call, and told again with its tenth
        assertThat(told.patterns)
                .filteredOn(pattern -> pattern.getApi().equals("pay"))
                .extracting(pattern -> second(pattern.getAt()) + " " + pattern.getState() + " " + pattern.getTotal()
                        + " " + pattern.getTemplate())
                .startsWith("70 NEW 1 ledger account <*> is locked", "250 NEW 10 ledger account <*> is locked");
        // and the rule holds from the pane of the fifth on, for the critical API alone
        assertThat(told.verdicts)
                .extracting(verdict -> verdict.getRule() + " " + verdict.getState() + " "
                        + verdict.getLabels().get("api") + " "
                        + verdict.getEvidence().get("fresh"))
                .containsExactly("new-error-on-critical-api BREACHED pay 5.0");
        // and one alert fires, that is muted by nothing, within seconds of that pane's end
        Alert alert = told.alerts.get(0);
        assertThat(told.alerts).extracting(Alert::getFingerprint).containsOnly(alert.getFingerprint());
        assertThat(alert.getState()).isEqualTo(AlertState.FIRING);
        assertThat(alert.getSeverity()).isEqualTo("P1");
        assertThat(alert.getSuppression()).isNull();
        assertThat(alert.getHistoric()).isFalse();
        assertThat(alert.getSummary()).isEqualTo("pay: a new error, 5 calls: ledger account <*> is locked");
        assertThat(told.alertedAt.get(0)).isBetween(150L, 160L);
        // and the error of the other API, on which nothing fires, is a gap, this one is none
        assertThat(told.gaps).extracting(Gap::getApi).containsExactly("mail");
    }

    @Test
    void theSameErrorWithoutARuleIsAGap() throws IOException {
        // given no rule
        Told told = run("rules: {builtin: false}");
        // when the same happens, then nothing fires
        assertThat(told.verdicts)
                .filteredOn(verdict -> verdict.getState() == VerdictState.BREACHED)
                .isEmpty();
        assertThat(told.alerts).isEmpty();
        // and both are told as errors that rise while no alert fires, once they are told to have grown to ten calls
        assertThat(told.gaps).extracting(Gap::getApi).containsExactlyInAnyOrder("pay", "mail");
        assertThat(told.gaps).allSatisfy(gap -> {
            assertThat(gap.getKind()).isEqualTo(GapKind.NO_ALERT);
            assertThat(second(gap.getAt())).isEqualTo(250 + 120);
            assertThat(gap.getSummary()).contains("\"ledger account <*> is locked\" is new");
        });
        assertThat(told.patterns).extracting(Pattern::getState).containsOnly(PatternState.NEW);
    }

    private Told run(String rules) throws IOException {
        PipelineConfig config = PipelineConfig.load(Files.writeString(folder.resolve("hypercare.yaml"), rules));
        Wiring wiring = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);
        Told told = new Told();
        try (VirtualApps apps = new VirtualApps(
                Pipeline.apps(config.only(List.of("kpi", "watch")), wiring),
                wiring,
                folder.resolve("state"),
                GO_LIVE,
                Set.of(Topics.PATTERNS, Topics.VERDICTS, Topics.ALERTS, Topics.GAPS))) {
            live(apps, "pay", Criticality.CRITICAL);
            live(apps, "mail", Criticality.NORMAL);
            for (int second = 0; second < 420; second++) {
                Instant end = GO_LIVE.plusSeconds(second + 1);
                apps.send(Topics.CALLS, calls(second));
                apps.tick(Topics.CALLS, end.toEpochMilli());
                apps.passTime(Duration.ofSeconds(1));
                collect(apps, second + 1, told);
            }
        }
        return told;
    }

    private static void live(VirtualApps apps, String api, Criticality criticality) {
        CatalogEntry entry = CatalogEntry.newBuilder()
                .setApi(api)
                .setCriticality(criticality)
                .setGoLiveAt(GO_LIVE)
                .build();
        apps.send(Topics.CATALOG, api, new Arrived<>(GO_LIVE.toEpochMilli(), entry));
    }

    private static void collect(VirtualApps apps, long second, Told told) {
        told.patterns.addAll(apps.taken(Topics.PATTERNS));
        told.verdicts.addAll(apps.taken(Topics.VERDICTS));
        told.gaps.addAll(apps.taken(Topics.GAPS));
        for (Alert alert : apps.taken(Topics.ALERTS)) {
            if (!alert.getRule().equals("hypercare-watchdog")) {
                told.alerts.add(alert);
                told.alertedAt.add(second);
            }
        }
    }

    /** Ten calls of each API in a second; from the 60th on one every twenty seconds fails. */
    private static List<Arrived<Call>> calls(int second) {
        List<Arrived<Call>> calls = new ArrayList<>();
        for (String api : List.of("pay", "mail")) {
            for (int i = 0; i < 10; i++) {
                boolean fails = i == 0 && second >= 60 && second % 20 == 0;
                Instant at = GO_LIVE.plusSeconds(second).plusMillis(50L * i);
                Call call = Call.newBuilder()
                        .setCompletedAt(at)
                        .setGateway("edge")
                        .setApi(api)
                        .setRoute("/v1/" + api)
                        .setMethod("POST")
                        .setStatus(fails ? 500 : 200)
                        .setConsumer("c" + i)
                        .setDurationMicros(20_000L)
                        .setErrorMessage(fails ? "ledger account " + (4000 + second) + " is locked" : null)
                        .build();
                calls.add(new Arrived<>(at.plusMillis(20).toEpochMilli(), call));
            }
        }
        return calls;
    }

    private String file(String rules) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), rules).toString();
    }

    private static long second(Instant at) {
        return Duration.between(GO_LIVE, at).toSeconds();
    }
}
