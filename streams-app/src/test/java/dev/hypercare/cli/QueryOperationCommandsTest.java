package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.query.FakeApi;
import dev.hypercare.query.FakeKpis;
import dev.hypercare.query.FakeServer;
import dev.hypercare.query.PastResourcesTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The questions about the instance itself, about one alert, and about the largest. */
class QueryOperationCommandsTest {
    private final Console console = new Console();
    private FakeServer server;

    @BeforeEach
    void start() {
        FakeKpis kpis = new FakeKpis();
        kpis.closedUpTo = FakeKpis.START;
        for (int i = 1; i <= 40; i++) {
            kpis.call("api=pay", FakeKpis.START - i * 1000, i == 1 ? 503 : 200, 20_000L);
        }
        FakeApi api = PastResourcesTest.some();
        api.kpis = kpis;
        server = api.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theLargestAreATable() {
        assertThat(query("top", "--by", "api", "--kpi", "p99", "--from", "-1m")).isZero();
        assertThat(console.out().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("pay")
                .contains("40", "2.50");
        assertThat(query("top", "--by", "api", "--from", "-3h", "--to", "-2h")).isZero();
        assertThat(console.err()).contains("no such calls are known");
        assertThat(query("top", "--by", "api", "--kpi", "speed")).isNotZero();
        assertThat(console.err()).contains("kpi: speed");
    }

    @Test
    void twoRangesAreATable() {
        assertThat(query("compare", "--api", "pay", "--from", "-20s")).isZero();
        assertThat(console.out()).containsPattern("calls +20 +20 +0 +1\\.00");
        assertThat(console.err()).contains("against 2026-11-20T09:59:20Z to 2026-11-20T09:59:40Z");
        assertThat(query("compare", "--api", "none")).isNotZero();
        assertThat(console.err()).contains("no calls of api=none are known");
    }

    @Test
    void anAlertIsToldWithItsLife() {
        assertThat(query("alert", "ab")).isZero();
        assertThat(console.out()).contains("P1 FIRING  5xx of pay", "> PENDING", "> FIRING", "changed", "it held");
        assertThat(query("alert", "gone")).isZero();
        assertThat(console.out()).contains("It has ended.");
        assertThat(query("alert", "no such")).isNotZero();
        assertThat(console.err()).contains("fingerprint: no such neither lasts");
    }

    @Test
    void alertsThatAreOverAreATable() {
        assertThat(query("ended-alerts", "--from", "-1h")).isZero();
        assertThat(console.out().lines().skip(1))
                .singleElement()
                .asString()
                .containsPattern("P1 +11-20 .* +30s +yes +");
        assertThat(query("ended-alerts", "--api", "shop")).isZero();
        assertThat(console.err()).contains("no such alert has ended in that time");
        assertThat(query("ended-alerts", "--output", "csv")).isZero();
        assertThat(console.out()).startsWith("firedAt,endedAt,severity");
    }

    @Test
    void deadLettersAndTheCatalogAreTables() {
        assertThat(query("dead-letters", "--from", "-1d")).isZero();
        assertThat(console.out().lines()).hasSize(4);
        assertThat(console.out()).contains("malformed-json", "t-0@2", "not JSON");
        assertThat(query("dead-letters", "--stage", "none")).isZero();
        assertThat(console.err()).contains("no such record was rejected");
        assertThat(query("catalog", "--owner", "team-pay")).isZero();
        assertThat(console.out()).contains("HIGH", "team-pay").doesNotContain("shop");
    }

    @Test
    void whoWorksOnWhatIsATableAndCanBeWatched() {
        assertThat(query("topology")).isZero();
        assertThat(console.out()).containsPattern("kpi +RUNNING +kpi-1 +RUNNING +0_0 +0_1");
        assertThat(query("lag", "--app", "kpi", "--watch", "1ms", "--times", "3"))
                .isZero();
        assertThat(console.out().lines().filter(line -> line.contains("700"))).hasSize(3);
        assertThat(query("lag", "--output", "csv")).isZero();
        assertThat(console.out())
                .startsWith("app,topic,partition,lagRecords,kind\r\nkpi,hypercare.calls.v1,1,700,input\r\n")
                .contains("kpi,hypercare-kpi-kpis-changelog,1,40,store\r\n");
    }

    @Test
    void howLongCallsTookIsShadedByTime() {
        assertThat(query("heatmap", "--view", "api", "--from", "-1m")).isZero();
        assertThat(console.out()).contains("\u2588", "a column 1m");
        assertThat(query("heatmap", "--view", "api", "--from", "-3h", "--to", "-2h"))
                .isZero();
        assertThat(console.err()).contains("no call of that range told how long it took");
        assertThat(QueryHeatmapCommand.shade(0, 9)).isEqualTo(' ');
        assertThat(QueryHeatmapCommand.shade(1, 1_000_000)).isEqualTo('\u2591');
        assertThat(QueryHeatmapCommand.shade(9, 9)).isEqualTo('\u2588');
    }

    @Test
    void theInstanceIsAskedForItsHealthItsNumbersAndItsDocument() {
        assertThat(query("health")).isZero();
        assertThat(console.out()).startsWith("app  state  works  records behind");
        assertThat(query("health", "--output", "json")).isZero();
        assertThat(console.out()).contains("\"status\":\"up\"");
        assertThat(query("health", "--output", "csv")).isEqualTo(2);
        assertThat(query("openapi")).isZero();
        assertThat(console.out()).contains("openapi: 3.1");
        assertThat(query("openapi", "--form", "json")).isZero();
        assertThat(console.out()).startsWith("{");
    }

    private int query(String... words) {
        return console.runAt(server.url(), "query", words);
    }
}
