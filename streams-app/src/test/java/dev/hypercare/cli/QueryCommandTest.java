package dev.hypercare.cli;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.hypercare.query.FakeApi;
import dev.hypercare.query.FakeKpis;
import dev.hypercare.query.FakeServer;
import dev.hypercare.query.GapReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCommandTest {
    @TempDir
    Path data;

    private final Console console = new Console();
    private final FakeKpis kpis = new FakeKpis();
    private FakeServer server;

    @BeforeEach
    void start() {
        for (int i = 0; i < 40; i++) {
            kpis.call("api=payments", START + i * 1000, i == 0 ? 503 : 200, 20_000L);
            kpis.call("api=payments,route=/v1/pay/{id},method=POST", START + i * 1000, i == 0 ? 503 : 200, 20_000L);
        }
        kpis.closedUpTo = START + 50_000;
        FakeApi api = new FakeApi();
        api.kpis = kpis;
        api.now = START + 60_000;
        api.gaps = GapReader.absent("gaps are not kept here");
        server = api.start();
        new Instance("none", "none", server.url(), ProcessHandle.current().pid()).write(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsTheKpisOfASeriesAsATableAndTheRangeBesideIt() {
        assertThat(query("kpis", "--api", "payments", "--from", "-1m")).isZero();
        assertThat(console.out().lines())
                .containsExactly(
                        "api       calls  calls/s  failed %  4xx %  p50 ms  p95 ms  p99 ms  max ms",
                        "payments     40     0.80      2.50   0.00    20.0    20.0    20.0    20.0");
        assertThat(console.err()).contains(" to ").contains("; closed up to ");
    }

    @Test
    void showsARowForEachStep() {
        assertThat(query("kpis", "--api", "payments", "--from", "-1m", "--step", "10s", "--percentiles", "99.9"))
                .isZero();
        assertThat(console.out().lines()).hasSize(6);
        assertThat(console.out().lines().findFirst())
                .hasValueSatisfying(
                        header -> assertThat(header).startsWith("from").contains("p99.9 ms"));
        assertThat(console.out().lines().skip(5).findFirst())
                .hasValueSatisfying(last -> assertThat(last).containsPattern("payments +0 +0\\.00 +- +- +- +-"));
    }

    @Test
    void showsTheFewThatMakeMostAndWhatChanged() {
        assertThat(query("pareto", "--by", "route", "--from", "-1m")).isZero();
        assertThat(console.out().lines())
                .containsExactly(
                        "api,route                        failed  share %  together %",
                        "api=payments,route=/v1/pay/{id}       1    100.0       100.0",
                        "",
                        "api=payments,route=/v1/pay/{id} makes 100 % of 1 failed calls");
        assertThat(query("changed", "--kpi", "calls", "--by", "api", "--from", "-1m"))
                .isZero();
        assertThat(console.out()).startsWith("api=payments explains 100 % of the increase of calls (0 before, 40 now");
        assertThat(query("gaps")).isEqualTo(2);
        assertThat(console.err()).contains("gaps are not kept here");
    }

    @Test
    void putsOnlyJsonOrCsvOnTheOutputWhenAskedFor() throws Exception {
        assertThat(query("kpis", "--view", "api,route,method", "--from", "-1m", "--output", "json"))
                .isZero();
        assertThat(new ObjectMapper()
                        .readTree(console.out())
                        .at("/series/0/labels/route")
                        .asText())
                .isEqualTo("/v1/pay/{id}");
        assertThat(console.err()).isEmpty();
        assertThat(query("kpis", "--api", "payments", "--from", "-1m", "-o", "csv"))
                .isZero();
        assertThat(console.out().lines()).hasSize(2).first().asString().startsWith("api,from,to,closedSeconds,calls,");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void listsSeries() {
        assertThat(query("series")).isZero();
        assertThat(console.out().lines())
                .containsExactly(
                        "view              series",
                        "api               api=payments",
                        "api,route,method  api=payments,route=/v1/pay/{id},method=POST");
    }

    @Test
    void saysThatNothingFires() {
        assertThat(query("alerts")).isZero();
        assertThat(console.out()).isEmpty();
        assertThat(console.err()).contains("no such alert is pending or firing");
        assertThat(query("alerts", "--output", "json")).isZero();
        assertThat(console.out()).isEqualToIgnoringNewLines("{\"alerts\":[]}");
    }

    @Test
    void handsOnWhatTheServerSaysIsWrongWithTheQuestion() {
        assertThat(query("kpis", "--api", "payment")).isEqualTo(2);
        assertThat(console.err())
                .startsWith("error: no calls of api=payment are known")
                .contains("-> Check the spelling; there are, for instance: api=payments");
        assertThat(query("kpis", "--api", "payments", "--step", "2m")).isEqualTo(2);
        assertThat(console.err()).startsWith("error: step: 2m (expected: one of 10s, 1m, 5m, 1h, 1d)");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void saysThatNoneRunsWhereNobodyAnswers() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        assertThat(console.run("query", "alerts", "--url", "http://127.0.0.1:" + free))
                .isEqualTo(2);
        assertThat(console.err())
                .startsWith("error: no Hypercare is running at http://127.0.0.1:" + free)
                .contains("./hypercare up")
                .contains("--url")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatSomethingElseAnswers() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            exchange.close();
        });
        other.start();
        try {
            String url = "http://127.0.0.1:" + other.getAddress().getPort();
            assertThat(console.run("query", "alerts", "--url", url)).isEqualTo(2);
            assertThat(console.err()).contains("what answers at " + url + " is not Hypercare");
        } finally {
            other.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "ftp://x", "http://", "127.0.0.1:18080"})
    void anAddressThatIsNoneIsNamed(String url) {
        assertThat(console.run("query", "alerts", "--url", url)).isEqualTo(2);
        assertThat(console.err()).startsWith("error: --url: " + url + " (expected: such as http://127.0.0.1:18080)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query",
                "query kpis",
                "query alerts",
                "query patterns",
                "query series",
                "query pareto",
                "query changed",
                "query gaps",
                "tail",
                "load",
                "alerts",
                "alerts send-test"
            })
    void everyCommandExplainsItselfWithAnExample(String command) {
        assertThat(console.run((command + " --help").split(" "))).isZero();
        assertThat(console.out()).contains("Usage: hypercare " + command).containsPattern("Examples?");
        assertThat(console.out().lines()).anyMatch(line -> line.contains("  hypercare " + command.split(" ")[0]));
    }

    private int query(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "query";
        System.arraycopy(args, 0, all, 1, args.length);
        all[all.length - 2] = "--data";
        all[all.length - 1] = data.toString();
        return console.run(all);
    }
}
