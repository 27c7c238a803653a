package dev.hypercare.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.hypercare.EmbeddedFlow;
import dev.hypercare.PipelineConfig;
import dev.hypercare.architecture.Sources;
import dev.hypercare.cli.Explanations;
import dev.hypercare.cli.HypercareCommand;
import dev.hypercare.contract.RuleRegister;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.ExplainReader;
import dev.hypercare.rules.PastRules;
import dev.hypercare.rules.RuleBook;
import dev.hypercare.rules.RuleReading;
import dev.hypercare.rules.RuleTrial;
import dev.hypercare.rules.TriedRule;
import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.events.RuleUse;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicStretch;
import dev.hypercare.streams.TopicWriter;
import dev.hypercare.testdata.Recording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The recorded launch through a real broker and all applications; then what backtests and explanations make of the topics. */
class BacktestEndToEndTest {
    private static final TrialWatcher NOBODY = (share, records) -> {};
    private static final PipelineConfig CONFIG = PipelineConfig.load(null);
    private static final RuleBook RULES = RuleBook.load(CONFIG.rules());

    /** Rules whose windows are whole panes and which have not to hold or keep: their breaches are the same at the end of each pane. */
    private static final Set<String> SIMPLE = Set.of("api-unreachable", "api-failure-burst");

    /** Applied while the applications run; it holds from the middle of the launch on, when a shipped rule ends. */
    private static final String APPLIED = "any-failure";

    private static final String ENDED = "route-5xx-burst";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path directory;

    private static EmbeddedFlow flow;
    private static ClusterAccess cluster;
    private static List<Verdict> live;
    private static long from;
    private static long to;
    private static long middle;

    @BeforeAll
    static void aLaunchIsOver() {
        Recording recording = Recording.launch();
        Recording.Span span = recording.span();
        long shift = System.currentTimeMillis() - 150_000 - span.last();
        from = (span.first() + shift) / 10_000 * 10_000;
        to = (span.last() + shift) / 10_000 * 10_000 + 60_000;
        List<byte[]> lines = new ArrayList<>();
        recording.forEach(line -> lines.add(line.shifted(shift)));
        flow = new EmbeddedFlow(directory, CONFIG);
        cluster = new ClusterAccess(flow.cluster(), flow.wiring(), "none");
        middle = (from + to) / 2_000 * 1_000;
        apply();
        flow.publish(Topics.RAW_NGINX, lines);
        flow.tickBy(System::currentTimeMillis);
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(counted()).isEqualTo(lines.size()));
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> isJudgedUpTo(to) && !flow.read(Topics.DECISIONS).isEmpty());
        live = flow.read(Topics.VERDICTS).stream()
                .filter(verdict -> verdict.getAt().toEpochMilli() <= to)
                .sorted(Breach.IN_TIME)
                .toList();
    }

    /** Whether each task has told that its verdicts up to an instant are written. */
    private static boolean isJudgedUpTo(long instant) {
        Set<Integer> tasks = new HashSet<>();
        try (TopicStretch<Verdict, Long> ticks = cluster.stretch(Topics.VERDICTS, 0, raw -> {
            if (raw.tick().orElse(0) >= instant) {
                tasks.add(raw.partition());
            }
            return null;
        })) {
            assertThat(ticks.next()).isNull();
        }
        return tasks.size() == EmbeddedFlow.PARTITIONS;
    }

    private static void apply() {
        try (TopicWriter<AppliedRule> writer = cluster.writer(Topics.RULES)) {
            writer.write(RuleRegister.key(APPLIED, "1"), applied(APPLIED, "1", """
                    rules:
                      - {id: any-failure, summary: "{failed} fail", view: [api], severity: p3, window: 10s, when: failed >= 1, hold: 2s, keep: 5s}
                    """));
            writer.write(RuleRegister.key(ENDED, RuleRegister.OFF), applied(ENDED, RuleRegister.OFF, null));
        }
    }

    private static AppliedRule applied(String id, String version, @Nullable String definition) {
        return AppliedRule.newBuilder()
                .setRule(id)
                .setVersion(version)
                .setDefinition(definition)
                .setUses(List.of(RuleUse.newBuilder()
                        .setFrom(Instant.ofEpochMilli(middle))
                        .setBy("ann")
                        .build()))
                .build();
    }

    private static PastRules rules() {
        return PastRules.load(CONFIG.rules());
    }

    @AfterAll
    static void stop() {
        flow.close();
    }

    private static long counted() {
        Map<String, Kpi> newest = new HashMap<>();
        for (Kpi kpi : flow.read(Topics.KPIS_1M)) {
            if (kpi.getView().equals("api")) {
                newest.merge(
                        kpi.getSeries() + kpi.getWindowStart(), kpi, (a, b) -> a.getVersion() > b.getVersion() ? a : b);
            }
        }
        return newest.values().stream().mapToLong(Kpi::getCalls).sum();
    }

    @Test
    void exactlyIsWhatLiveWroteInEveryFieldOfEveryVerdict() {
        PastRules used = rules();
        List<String> notes = new ArrayList<>();
        InstanceTopics.read(cluster, used, to, notes);
        assertThat(notes).isEmpty();
        long begin = from - 60_000;
        LogReplay.Judged judged = new LogReplay(
                        cluster,
                        CONFIG.kpi(),
                        tasks -> RuleTrial.asUsed(used, used.during(begin, to), Map.of(), begin, to, tasks))
                .run(begin, to, NOBODY);
        assertThat(live).extracting(Verdict::getRule).contains(APPLIED, ENDED);
        assertThat(live)
                .as("what was applied and what ended, from its first slice on")
                .noneMatch(verdict -> verdict.getRule().equals(APPLIED) && isUpTo(verdict, middle))
                .noneMatch(verdict -> verdict.getRule().equals(ENDED) && !isUpTo(verdict, middle + 1000));
        assertThat(live).extracting(Verdict::getState).contains(VerdictState.BREACHED, VerdictState.OK);
        assertThat(judged.verdicts().stream().sorted(Breach.IN_TIME).toList()).isEqualTo(live);
        assertThat(judged.covered().to()).isEqualTo(to);
        assertThat(judged.covered().unusable()).isZero();
    }

    @Test
    void exactlyTheBreachesAreThoseThatWereSeenAndTheAlertsAreSeenByThem() {
        BacktestResult result = new Backtest(cluster, CONFIG.kpi(), rules(), null)
                .run(new Backtest.Question(from, to, Duration.ofMinutes(5), true), NOBODY);
        assertThat(result.breaches()).isNotEmpty();
        assertThat(result.breaches())
                .allSatisfy(breach -> assertThat(result.liveOf(breach)).isEqualTo(breach));
        assertThat(result.onlyLive()).isEmpty();
        assertThat(result.alerts()).isNotEmpty();
        assertThat(result.alerts().stream().filter(PastAlert::told))
                .allSatisfy(alert -> assertThat(result.seen(alert)).isNotNull());
        assertThat(result.notes())
                .anyMatch(note -> note.startsWith("of the 5m before") && note.contains("nothing is retained"));
    }

    @Test
    void fromPanesTheBreachesOfWholeWindowsAreThoseAtTheEndsOfPanes() {
        BacktestResult result = new Backtest(cluster, CONFIG.kpi(), rules(), RULES)
                .run(new Backtest.Question(from, to, Duration.ofMinutes(5), false), NOBODY);
        List<Breach> coarse = simple(result.breaches());
        List<Breach> exact = simple(result.live());
        assertThat(coarse).isNotEmpty();
        assertThat(coarse).allSatisfy(breach -> {
            Breach same = result.liveOf(breach);
            assertThat(same).as(breach.toString()).isNotNull();
            assertThat(breach.firedAt() - same.firedAt()).isBetween(0L, 10_000L);
        });
        // One that lasts for a whole pane or more is there when a pane ends.
        assertThat(exact.stream().filter(breach -> breach.within(from, to) >= 20_000))
                .isNotEmpty()
                .allSatisfy(breach -> assertThat(coarse).anyMatch(other -> other.isLike(breach, 10_000)));
        assertThat(result.rules().stream().filter(rule -> rule.id().equals("route-5xx-burst")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.differences()).contains("window 15s as 20s"));
    }

    @Test
    void withoutFilesTheRulesInUseAreTried() {
        BacktestResult result = new Backtest(cluster, CONFIG.kpi(), rules(), null)
                .run(new Backtest.Question(from, to, Duration.ZERO, false), NOBODY);
        assertThat(result.rules()).extracting(TriedRule::id).contains(APPLIED).doesNotContain(ENDED);
        assertThat(result.breaches()).extracting(Breach::rule).contains(APPLIED);
        assertThat(result.notes())
                .anyMatch(note -> note.startsWith("other rules were used from " + Instant.ofEpochMilli(middle)));
    }

    private static boolean isUpTo(Verdict verdict, long at) {
        return verdict.getAt().toEpochMilli() <= at;
    }

    private static List<Breach> simple(List<Breach> breaches) {
        return breaches.stream()
                .filter(breach -> SIMPLE.contains(breach.rule()))
                .toList();
    }

    @Test
    void whyIsToldByWhatWasSeenThen() {
        Verdict breached = live.stream()
                .filter(verdict -> SIMPLE.contains(verdict.getRule()) && verdict.getState() == VerdictState.BREACHED)
                .findFirst()
                .orElseThrow();
        long at = breached.getAt().toEpochMilli();
        Explanation then = explain(breached, at);
        RuleReading reading = reading(then, breached);
        assertThat(reading.state()).isEqualTo("BREACHED");
        assertThat(reading.since()).isEqualTo(breached.getSince().toEpochMilli());
        assertThat(reading.version()).isEqualTo(breached.getRuleVersion());
        assertThat(reading.evidence()).isEqualTo(breached.getEvidence());
        assertThat(then.said().get(Explanation.key(breached.getRule(), breached.getSeries())))
                .isEqualTo(breached);
        RuleReading before = reading(explain(breached, at - 1000), breached);
        assertThat(before.state()).isEqualTo("OK");
        assertThat(before.why()).isEqualTo("the condition does not hold");
        assertThat(before.evidence()).isNotEqualTo(breached.getEvidence());
        assertThat(then.others()).anyMatch(other -> other.view().equals("gateway"));
        assertThat(then.parts()).allMatch(part -> !part.isOk());
    }

    @Test
    void aRuleThatWasAppliedIsExplainedFromThenOnAndAnEndedOneUntilThen() {
        Verdict breached = live.stream()
                .filter(verdict -> verdict.getRule().equals(APPLIED) && verdict.getState() == VerdictState.BREACHED)
                .findFirst()
                .orElseThrow();
        Explanation then = explain(breached, breached.getAt().toEpochMilli());
        RuleReading reading = reading(then, breached);
        assertThat(reading.state()).isEqualTo("BREACHED");
        assertThat(reading.version()).isEqualTo(breached.getRuleVersion());
        assertThat(reading.since()).isEqualTo(breached.getSince().toEpochMilli());
        assertThat(reading.evidence()).isEqualTo(breached.getEvidence());
        assertThat(then.notes())
                .anyMatch(note -> note.startsWith("applied while instances ran: " + ENDED + " off since ")
                        && note.contains(APPLIED + "/" + breached.getRuleVersion() + " since "));
        long at = breached.getAt().toEpochMilli();
        assertThatThrownBy(() -> explain(breached, at, ENDED))
                .hasMessageContaining("--rule " + ENDED + " (expected: one");
        assertThatThrownBy(() -> explain(breached, middle, APPLIED)).hasMessageContaining("--rule " + APPLIED);
        assertThat(explain(breached, middle, ENDED).notes()).noneMatch(note -> note.startsWith("applied"));
    }

    private static Explanation explain(Verdict verdict, long at) {
        return explain(verdict, at, null);
    }

    private static Explanation explain(Verdict verdict, long at, @Nullable String rule) {
        Map<String, String> labels = Map.copyOf(verdict.getLabels());
        return new Explain(cluster, CONFIG.kpi(), rules())
                .run(new Explain.Question(labels, at, rule, Duration.ofHours(1)), NOBODY);
    }

    private static RuleReading reading(Explanation explanation, Verdict verdict) {
        return explanation.readings().stream()
                .filter(reading -> reading.rule().equals(verdict.getRule())
                        && reading.series().equals(verdict.getSeries()))
                .findFirst()
                .orElseThrow();
    }

    /** The rule of the page, on the command line. */
    @Test
    void theCommandsShowTheSame() throws IOException {
        String page = Sources.text(Sources.ROOT.resolve("docs/reference/rules.md"));
        int start = page.indexOf("```yaml\nrules:") + "```yaml\n".length();
        Path file = Files.writeString(
                directory.resolve("my-rules.yaml"), page.substring(start, page.indexOf("```", start)));
        HttpServer registry = registry();
        try {
            String range = "--from " + Instant.ofEpochMilli(from) + " --to " + Instant.ofEpochMilli(to);
            assertThat(run(registry, "rules backtest " + file + " " + range))
                    .contains(
                            "from ", " panes of 10 s", "would have fired:", "checkout-errors", "alerts that did fire");
            String exact = run(registry, "rules backtest " + file + " " + range + " --exact -o json");
            JsonNode breach = new JsonMapper().readTree(exact).path("breaches").get(0);
            assertThat(breach.path("rule").asText()).isEqualTo("checkout-errors");
            Map<String, String> labels = new Series(breach.path("series").asText()).labels();
            String why = run(
                    registry,
                    "explain --rules " + file + " --rule checkout-errors --api " + labels.get("api") + " --route "
                            + labels.get("route") + " --method " + labels.get("method") + " --at "
                            + Instant.parse(breach.path("firedAt").asText()).minusSeconds(4));
            assertThat(why)
                    .contains("PENDING   checkout-errors", "of the 10s that make a breach", "failed_ratio > 0.05");
            Instant at = Instant.parse(breach.path("firedAt").asText());
            String told =
                    run(registry, "explain --api " + labels.get("api") + " --at " + at + " --warm-up 10m -o json");
            Map<String, String> api = Map.of("api", String.valueOf(labels.get("api")));
            JsonNode byRest = new Explanations(CONFIG, cluster)
                    .explain(
                            new ExplainReader.Question(api, at.toEpochMilli(), null, Duration.ofMinutes(10)), () -> {});
            assertThat(new JsonMapper().readTree(byRest.toString())).isEqualTo(new JsonMapper().readTree(told));
        } finally {
            registry.stop(0);
        }
    }

    private static String run(HttpServer registry, String command) {
        PrintStream out = System.out;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
        try {
            List<String> args = new ArrayList<>(List.of(command.split(" ")));
            args.addAll(List.of("--bootstrap", flow.cluster().bootstrap(), "--data", directory.toString()));
            args.addAll(List.of(
                    "--registry", "http://127.0.0.1:" + registry.getAddress().getPort()));
            assertThat(HypercareCommand.execute(args.toArray(String[]::new))).isZero();
        } finally {
            System.setOut(out);
        }
        out.println("$ hypercare " + command + "\n" + shown.toString(StandardCharsets.UTF_8));
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** As much of a schema registry as reading needs. */
    private static HttpServer registry() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/schemas/ids/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            Schema schema = flow.wiring().registry().byId(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)));
            byte[] body = new JsonMapper()
                    .createObjectNode()
                    .put("schema", schema.toString())
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void whereNothingIsRetainedItIsSaidWhatThereIs() {
        Backtest backtest = new Backtest(cluster, CONFIG.kpi(), rules(), RULES);
        long day = 86_400_000L;
        for (boolean exact : List.of(true, false)) {
            assertThatThrownBy(() -> backtest.run(
                            new Backtest.Question(from - 3 * day, from - 2 * day, Duration.ZERO, exact), NOBODY))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining(exact ? "hypercare.calls.v1" : "hypercare.kpi-panes.v1")
                    .hasMessageContaining("holds nothing that these rules look at from")
                    .hasMessageContaining("its oldest record came at");
        }
        assertThatThrownBy(() -> new Explain(cluster, CONFIG.kpi(), rules())
                        .run(new Explain.Question(Map.of("api", "payments"), to, "no-such", null), NOBODY))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--rule no-such (expected: one of api-unreachable");
    }
}
