package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DurationSummary;
import dev.hypercare.schemas.events.Histogram;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.SchemaCheck;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.streams.TopicWriter;
import dev.hypercare.streams.Wiring;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that read and write topics, on a real broker. */
class TopicCommandsTest {
    /** Not the common pool: on two cores it has one thread, which the JDK's HTTP client needs from Java 25 on. */
    private static final Executor OWN_THREAD = task -> new Thread(task, "beside the test").start();

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static final InMemoryRegistry SCHEMAS = new InMemoryRegistry();
    private static EmbeddedBroker broker;
    private static HttpServer registry;
    private static int tests;

    private final Console console = new Console();
    private String prefix;
    private ClusterAccess cluster;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory, "127.0.0.1", 0);
        registry = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        registry.createContext("/", TopicCommandsTest::answer);
        registry.start();
    }

    @AfterAll
    static void stop() {
        registry.stop(0);
        broker.close();
    }

    @BeforeEach
    void topics() throws Exception {
        prefix = "t" + tests++ + ".";
        ClusterConfig kafka = ClusterConfig.DEFAULT.at(broker.bootstrapServers());
        cluster = new ClusterAccess(kafka, new Wiring(prefix, 1, SCHEMAS, true), "http://memory");
        try (Admin admin = Admin.create(kafka.client())) {
            List<NewTopic> topics = Topics.ALL.stream()
                    .map(topic -> new NewTopic(cluster.wiring().name(topic), 2, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
            List<String> names = topics.stream().map(NewTopic::name).toList();
            // The broker knows of a new topic a little after the controller has made it.
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() ->
                            admin.describeTopics(names).allTopicNames().get().size() == names.size());
        }
        // As the applications do when they start.
        SchemaCheck.run(cluster.wiring(), "http://memory", Topics.ALL);
    }

    @Test
    void loadPublishesEveryLineAndSaysHowManyWereAcknowledged() throws Exception {
        Path file = Files.write(
                directory.resolve(prefix + "log"),
                IntStream.range(0, 5000).mapToObj(i -> "{\"n\":" + i + "}").toList());
        assertThat(run("load", "--format", "nginx", file.toString())).isZero();
        assertThat(console.out()).startsWith("5,000 of 5,000 lines acknowledged on " + prefix + "raw-nginx.v1 in ");
        assertThat(console.err()).isEmpty();
        assertThat(raw(Topics.RAW_NGINX, 5000))
                .contains("{\"n\":0}", "{\"n\":4999}")
                .doesNotHaveDuplicates();
    }

    @Test
    void loadReadsStandardInputAtARateAndTellsItAsJson() throws Exception {
        LoadCommand load = new LoadCommand(new ByteArrayInputStream("a\n\nb\nc".getBytes(StandardCharsets.UTF_8)));
        CommandLine line = new CommandLine(load).setCaseInsensitiveEnumValuesAllowed(true);
        assertThat(console.run(line, with("--format", "apisix", "-", "--rate", "20/s", "--output", "json")))
                .isZero();
        JsonNode summary = JSON.readTree(console.out());
        assertThat(summary.get("lines").asInt()).isEqualTo(3);
        assertThat(summary.get("acknowledged").asInt()).isEqualTo(3);
        assertThat(summary.get("seconds").asDouble()).isGreaterThanOrEqualTo(0.1);
        assertThat(raw(Topics.RAW_APISIX, 3)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void loadPublishesTicketsAndNamesThoseThatItLeavesOut() throws Exception {
        Path file = Files.writeString(directory.resolve(prefix + "tickets.csv"), """
                id,title,createdAt,status,api
                a,Payments fail,2026-11-22T10:00:00Z,open,payments
                b,Payments fail,2026-11-22T10:00:00Z,frozen,payments
                """);
        assertThat(run("load", "--tickets", file.toString())).isEqualTo(1);
        assertThat(console.out()).startsWith("1 of 2 tickets acknowledged on " + prefix + "tickets.v1 in ");
        assertThat(console.err())
                .contains("error: " + file + " line 3: status: 'frozen' (expected: open, in progress, ")
                .contains("load the file again");
        try (TopicTail<Ticket> tickets = cluster.tail(Topics.TICKETS).fromBeginning()) {
            assertThat(tickets.poll(Duration.ofSeconds(20))).singleElement().satisfies(message -> {
                assertThat(message.key()).isEqualTo("a");
                assertThat(message.value().getApi()).isEqualTo("payments");
            });
        }
        assertThat(run("load", "--tickets", "--rate", "5/s", file.toString())).isEqualTo(2);
        assertThat(console.err()).contains("--topic and --rate are of lines");
        assertThat(run("load", file.toString())).isEqualTo(2);
        assertThat(console.err()).contains("--format", "--tickets");
    }

    @Test
    void loadNamesATopicThatIsNotThereAndARateThatIsNone() throws Exception {
        Path file = Files.writeString(directory.resolve(prefix + "log"), "x\n");
        assertThat(run("load", "--format", "nginx", file.toString(), "--topic", "nowhere"))
                .isEqualTo(2);
        assertThat(console.err()).startsWith("error: there is no topic nowhere on the Kafka cluster at ");
        assertThat(run("load", "--format", "nginx", file.toString(), "--rate", "fast"))
                .isEqualTo(2);
        assertThat(console.err()).startsWith("error: --rate fast (expected: lines a second above 0, such as 500/s)");
        assertThat(run("load", "--format", "nginx", directory.toString())).isEqualTo(2);
        assertThat(console.err()).contains(" is a directory");
        assertThat(run("load", "--format", "csv", file.toString())).isEqualTo(2);
        assertThat(console.err())
                .startsWith("error: --format csv (expected: one of nginx, apisix, kong, ")
                .doesNotContain("\tat ");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNamedInOneLine() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        assertThat(console.run("tail", "alerts", "--bootstrap", "127.0.0.1:" + free, "--data", directory.toString()))
                .isEqualTo(2);
        assertThat(console.err())
                .startsWith("error: no Kafka broker answers at 127.0.0.1:" + free)
                .contains("--bootstrap")
                .doesNotContain("\tat ");
    }

    @Test
    void tailShowsAlertsOfThePastForPeopleAndForMachines() throws Exception {
        try (TopicWriter<Alert> alerts = cluster.writer(Topics.ALERTS)) {
            alerts.write("a", alert("api=a", AlertState.FIRING));
            alerts.write("b", alert("api=b", AlertState.RESOLVED));
        }
        assertThat(run("tail", "alerts", "--from-beginning", "--max", "2")).isZero();
        assertThat(console.out())
                .contains("P4  FIRING     api=a  TEST: something", "P4  RESOLVED   api=b  TEST: something");
        assertThat(run("tail", "alerts", "--from-beginning", "--max", "1", "--output", "json"))
                .isZero();
        assertThat(console.out().lines()).hasSize(1);
        assertThat(JSON.readTree(console.out()).get("rule").asText()).isEqualTo("hypercare-test");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void tailBeginsWithTheNextRecordEndsInTimeAndLeavesOutTicks() throws Exception {
        try (TopicWriter<Call> calls = cluster.writer(Topics.CALLS)) {
            calls.write("old", call("old"));
            CompletableFuture<Integer> tail =
                    CompletableFuture.supplyAsync(() -> run("tail", "calls", "--for", "4s", "--max", "2"), OWN_THREAD);
            while (!tail.isDone()) {
                calls.write("tick", null);
                calls.write("new", call("new"));
            }
            assertThat(tail.get()).isZero();
        }
        assertThat(console.out().lines()).hasSize(2).allMatch(line -> line.contains("  new  GET /x"));
    }

    @Test
    void tailGoesOnAfterARecordThatCannotBeRead() throws Exception {
        Path file = Files.writeString(directory.resolve(prefix + "log"), "not avro\n");
        assertThat(run("load", "--format", "nginx", file.toString(), "--topic", prefix + "alerts.v1"))
                .isZero();
        try (TopicWriter<Alert> alerts = cluster.writer(Topics.ALERTS)) {
            alerts.write("a", alert("api=a", AlertState.FIRING));
        }
        assertThat(run("tail", "alerts", "--from-beginning", "--max", "1")).isZero();
        assertThat(console.out()).contains("api=a");
        assertThat(run("tail", "alerts", "--from-beginning", "--for", "2s")).isZero();
        assertThat(console.err()).contains("offset 0 cannot be read: ");
    }

    @Test
    void sendTestSaysHowLongTheAlertTookToFireAndToResolve() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<List<Verdict>> stage = CompletableFuture.supplyAsync(() -> alertsStage(stop), OWN_THREAD);
        try {
            assertThat(run("alerts", "send-test", "--api", "payments", "--severity", "P2", "--lasts", "100ms"))
                    .isZero();
        } finally {
            stop.set(true);
        }
        assertThat(stage.get()).extracting(Verdict::getState).containsExactly(VerdictState.BREACHED, VerdictState.OK);
        assertThat(stage.get()).allSatisfy(verdict -> {
            assertThat(verdict.getRule()).isEqualTo("hypercare-test");
            assertThat(verdict.getSeries()).isEqualTo("api=payments");
            assertThat(verdict.getLabels()).containsOnly(Map.entry("api", "payments"));
            assertThat(verdict.getSeverity()).isEqualTo("P2");
        });
        assertThat(console.out())
                .containsPattern("FIRING     api=payments  TEST: .*\\n +arrived [\\d,]+ ms after its verdict was sent")
                .containsPattern("RESOLVED   api=payments  TEST: ");
    }

    @Test
    void sendTestFailsWhereNoAlertComesAndStillEndsIt() throws Exception {
        assertThat(run("alerts", "send-test", "--wait", "300ms", "--output", "json"))
                .isEqualTo(1);
        assertThat(console.err())
                .startsWith("error: no firing alert came within 300 ms")
                .contains("watch");
        assertThat(JSON.readTree(console.out()).get("arrived").asBoolean()).isFalse();
        try (TopicTail<Verdict> verdicts = cluster.tail(Topics.VERDICTS).fromBeginning()) {
            List<Verdict> written = new ArrayList<>();
            while (written.size() < 2) {
                verdicts.poll(Duration.ofMillis(200)).forEach(message -> written.add(message.value()));
            }
            assertThat(written).extracting(Verdict::getState).containsExactly(VerdictState.BREACHED, VerdictState.OK);
        }
    }

    @Test
    void optionsThatCannotBeUsedAreNamed() {
        assertThat(run("tail", "tickets")).isEqualTo(2);
        assertThat(console.err()).contains("(WHAT)", "dead-letters", "'tickets'");
        assertThat(run("tail", "alerts", "--for", "soon")).isEqualTo(2);
        assertThat(console.err()).contains("'soon' is not a duration (expected: such as 500ms, 10s, 1m30s)");
        assertThat(run("tail", "kpis", "--resolution", "2m")).isEqualTo(2);
        assertThat(console.err()).contains("--resolution 2m (expected: one of 10s, 1m, 5m, 1h, 1d)");
        assertThat(run("tail", "alerts", "--output", "csv")).isEqualTo(2);
        assertThat(run("tail", "alerts", "--max", "0")).isEqualTo(2);
        assertThat(run("tail", "alerts", "--registry", "nowhere")).isEqualTo(2);
        assertThat(console.err()).startsWith("error: --registry: nowhere");
    }

    /** Does what the stage does to the verdicts of a test, until told to stop. */
    private List<Verdict> alertsStage(AtomicBoolean stop) {
        List<Verdict> seen = new ArrayList<>();
        try (TopicTail<Verdict> verdicts = cluster.tail(Topics.VERDICTS).fromBeginning();
                TopicWriter<Alert> alerts = cluster.writer(Topics.ALERTS)) {
            while (!stop.get()) {
                for (TopicTail.Message<Verdict> message : verdicts.poll(Duration.ofMillis(50))) {
                    Verdict verdict = message.value();
                    seen.add(verdict);
                    boolean fires = verdict.getState() == VerdictState.BREACHED;
                    alerts.write("f", alert(verdict.getSeries(), fires ? AlertState.FIRING : AlertState.RESOLVED));
                }
            }
        }
        return seen;
    }

    @Test
    void aBaselineIsFrozenListedShownAndTakenBack() throws Exception {
        Instant start = Instant.parse("2023-11-20T10:00:00Z");
        try (TopicWriter<Kpi> minutes = cluster.writer(Topics.KPIS_1M)) {
            for (int i = 0; i < 120; i++) {
                Instant minute = start.plusSeconds(60L * i);
                minutes.write("pay", minute("pay", minute, 300));
                minutes.write("thin", minute("thin", minute, 1));
            }
        }
        assertThat(run("baseline", "list")).isZero();
        assertThat(console.err()).startsWith("there are no baselines");
        assertThat(run(
                        "baseline",
                        "freeze",
                        "pre-launch",
                        "--from",
                        "2023-11-20T10:00:00Z",
                        "--to",
                        "2023-11-20T12:00:00Z"))
                .isZero();
        assertThat(console.out()).startsWith("baseline pre-launch has 2 series;");
        assertThat(run("baseline", "list", "-o", "json")).isZero();
        JsonNode listed = JSON.readTree(console.out()).get(0);
        assertThat(listed.get("name").asText()).isEqualTo("pre-launch");
        assertThat(listed.get("series").asInt()).isEqualTo(2);
        assertThat(run("baseline", "show", "pre-launch")).isZero();
        assertThat(console.out()).contains("api=pay").contains("36000").contains("1.00");
        assertThat(run("baseline", "delete", "pre-launch")).isZero();
        assertThat(run("baseline", "show", "pre-launch")).isEqualTo(2);
        assertThat(console.err()).contains("there is no baseline pre-launch");
    }

    @Test
    void aBaselineOfNothingIsRefused() {
        assertThat(run("baseline", "freeze", "pre-launch", "--from", "-2h")).isEqualTo(2);
        assertThat(console.err()).contains("no series had enough calls");
        assertThat(run("baseline", "freeze", "Pre Launch", "--from", "-2h")).isEqualTo(2);
        assertThat(console.err()).contains("expected: lower-case words");
        assertThat(run("baseline", "freeze", "x", "--from", "now", "--to", "-1h"))
                .isEqualTo(2);
        assertThat(console.err()).contains("expected: at least a minute");
        assertThat(run("baseline", "freeze", "x", "--from", "yesterday")).isEqualTo(2);
        assertThat(console.err()).contains("--from yesterday (expected: an instant");
    }

    /** A minute of calls that take 20 ms, of which one in a hundred failed. */
    private static Kpi minute(String api, Instant start, long calls) {
        DurationSummary none = DurationSummary.newBuilder()
                .setCount(0)
                .setSumMicros(0)
                .setMaxMicros(-1)
                .setP50Micros(-1)
                .setP90Micros(-1)
                .setP95Micros(-1)
                .setP99Micros(-1)
                .setP999Micros(-1)
                .setHistogram(Histogram.newBuilder()
                        .setBuckets(List.of())
                        .setCounts(List.of())
                        .build())
                .build();
        long failed = calls / 100;
        return Kpi.newBuilder()
                .setSeries("api=" + api)
                .setView("api")
                .setLabels(Map.of("api", api))
                .setWindowStart(start)
                .setWindowEnd(start.plusSeconds(60))
                .setEpoch(1)
                .setVersion(1)
                .setCalls(calls)
                .setFailed(failed)
                .setClientErrors(0)
                .setServerErrors(failed)
                .setNoResponse(0)
                .setLateCalls(0)
                .setOutOfOrderMaxMillis(0)
                .setLatenessMillis(500)
                .setStatuses(Map.of("200", calls - failed, "500", failed))
                .setAvailability(1 - (double) failed / calls)
                .setCallsPerSecond(calls / 60.0)
                .setLatency(none)
                .setUpstreamLatency(none)
                .setConsumers(0)
                .setRequestBytes(0)
                .setResponseBytes(0)
                .setAiCalls(0)
                .setUsageMissing(0)
                .setTokensIn(0)
                .setTokensOut(0)
                .setTokensCached(0)
                .setTokensReasoning(0)
                .setCostMicros(0)
                .build();
    }

    private int run(String... args) {
        return console.run(with(args));
    }

    private String[] with(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--bootstrap", broker.bootstrapServers(), "--prefix", prefix));
        all.addAll(List.of("--data", directory.toString()));
        if (!all.contains("--registry")) {
            all.addAll(List.of(
                    "--registry", "http://127.0.0.1:" + registry.getAddress().getPort()));
        }
        return all.toArray(String[]::new);
    }

    private List<String> raw(Topic<?> topic, int wanted) {
        List<String> lines = new ArrayList<>();
        try (TopicTail<String> tail = new TopicTail<>(
                        cluster.kafka().client(), cluster.wiring().name(topic), new StringDeserializer())
                .fromBeginning()) {
            long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (lines.size() < wanted && System.nanoTime() < deadline) {
                tail.poll(Duration.ofMillis(200)).forEach(message -> lines.add(message.value()));
            }
        }
        assertThat(lines).hasSize(wanted);
        return lines;
    }

    private static Call call(String api) {
        return Call.newBuilder()
                .setCompletedAt(Instant.EPOCH)
                .setGateway("gw")
                .setApi(api)
                .setRoute("/x")
                .setMethod("GET")
                .setStatus(200)
                .build();
    }

    private static Alert alert(String series, AlertState state) {
        return Alert.newBuilder()
                .setFingerprint("f")
                .setRule("hypercare-test")
                .setRuleVersion("test")
                .setSeries(series)
                .setLabels(Map.of())
                .setState(state)
                .setSeverity("P4")
                .setSummary("something")
                .setReason("because")
                .setAt(Instant.EPOCH)
                .setStartedAt(Instant.EPOCH)
                .setEvidence(Map.of())
                .setCondition("c")
                .setWindowSeconds(1)
                .setTest(true)
                .build();
    }

    /** As much of a schema registry as these commands need. */
    private static void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        int status = 200;
        String body;
        try {
            if (exchange.getRequestMethod().equals("GET")) {
                Schema schema = SCHEMAS.byId(Integer.parseInt(path[3]));
                body = JSON.createObjectNode().put("schema", schema.toString()).toString();
            } else {
                JsonNode asked = JSON.readTree(exchange.getRequestBody());
                Schema schema = new Schema.Parser().parse(asked.get("schema").asText());
                body = "{\"id\":" + SCHEMAS.idOf(path[2], schema) + "}";
            }
        } catch (RegistryException e) {
            status = 404;
            body = "{\"error_code\":" + e.code() + ",\"message\":\"" + e.getMessage() + "\"}";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
