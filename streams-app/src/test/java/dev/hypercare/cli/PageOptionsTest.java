package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.query.FakeApi;
import dev.hypercare.query.FakeKpis;
import dev.hypercare.query.FakeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists that are longer than a page. */
class PageOptionsTest {
    private static final int SERIES = 2300;
    private final Console console = new Console();
    private FakeServer server;

    @BeforeEach
    void start() {
        FakeKpis kpis = new FakeKpis();
        kpis.closedUpTo = FakeKpis.START + 60_000;
        for (int i = 0; i < SERIES; i++) {
            kpis.call("api=a" + i, FakeKpis.START, 200, 1L);
        }
        FakeApi api = new FakeApi();
        api.kpis = kpis;
        api.now = FakeKpis.START + 60_000;
        server = api.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void allOfItIsOneAnswerInEveryForm() throws Exception {
        assertThat(console.runAt(server.url(), "query", "series", "--view", "api", "--all", "-o", "json"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(console.out());
        assertThat(json.path("series").findValuesAsText("series"))
                .hasSize(SERIES)
                .doesNotHaveDuplicates();
        assertThat(json.path("cut").asBoolean()).isFalse();
        assertThat(json.has("next")).isFalse();
        assertThat(console.runAt(server.url(), "query", "series", "--view", "api", "--all", "-o", "csv"))
                .isZero();
        assertThat(console.out().lines()).hasSize(SERIES + 1).doesNotHaveDuplicates();
        assertThat(console.runAt(server.url(), "query", "series", "--view", "api", "--all"))
                .isZero();
        assertThat(console.out().lines()).hasSize(SERIES + 1);
    }

    @Test
    void aLimitBeyondAPageIsKept() throws Exception {
        assertThat(console.runAt(server.url(), "query", "series", "--limit", "1500", "-o", "json"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(console.out());
        assertThat(json.path("series")).hasSize(1500);
        assertThat(json.path("cut").asBoolean()).isTrue();
        assertThat(console.runAt(server.url(), "query", "series", "--limit", "1500"))
                .isZero();
        assertThat(console.out().lines()).hasSize(1501);
        assertThat(console.err()).contains("there are more: --limit N or --all");
    }
}
