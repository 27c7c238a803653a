package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeatmapResourceTest {
    private final FakeKpis kpis = new FakeKpis();
    private FakeServer server;

    @BeforeEach
    void start() {
        kpis.closedUpTo = START + 180_000;
        FakeApi api = new FakeApi();
        api.kpis = kpis;
        api.now = START + 180_000;
        server = api.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void seriesAreAddedUpAndTheirHistogramsMerged() throws Exception {
        for (int i = 0; i < 99; i++) {
            kpis.call("api=pay", START + i * 100, 200, 10_000L);
        }
        kpis.call("api=shop", START + 5000, 503, 2_000_000L);
        kpis.call("api=shop", START + 65_000, 200, 40_000L);
        JsonNode answer = get("?view=api&from=-3m&step=1m&percentiles=50,99,100", 200);
        assertThat(answer.get("seriesAdded").asInt()).isEqualTo(2);
        assertThat(answer.get("rows")).hasSize(3);
        JsonNode first = answer.get("rows").get(0);
        assertThat(first.get("calls").asLong()).isEqualTo(100);
        assertThat(first.get("failed").asLong()).isEqualTo(1);
        assertThat(first.get("latencyMs").get("p99").asDouble()).isCloseTo(10, within(0.1));
        assertThat(first.get("latencyMs").get("p100").asDouble()).isEqualTo(2000);
        assertThat(answer.get("total").get("calls").asLong()).isEqualTo(101);
        assertThat(answer.get("total").get("closedSeconds").asDouble()).isEqualTo(180);
    }

    @Test
    void everyMeasuredCallIsInTheBandOfItsDuration() throws Exception {
        long[] micros = {50, 150, 900, 12_000, 12_100, 350_000, 99_000_000};
        for (int i = 0; i < micros.length; i++) {
            kpis.call("api=pay", START + 1000 + i, 200, micros[i]);
        }
        kpis.call("api=pay", START + 2000, 200, null);
        JsonNode answer = get("?api=pay&from=-3m&step=1m", 200);
        double[] edges = StreamSupport.stream(answer.get("edgesMs").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        JsonNode bands = answer.get("rows").get(0).get("bands");
        assertThat(bands).hasSize(edges.length - 1);
        long inBands = 0;
        for (int band = 0; band < bands.size(); band++) {
            double from = edges[band] * 0.99;
            double to = edges[band + 1] * 1.01;
            boolean lowest = band == 0;
            long fitting = Arrays.stream(micros)
                    .filter(m -> (lowest || m / 1000.0 >= from) && m / 1000.0 < to)
                    .count();
            assertThat(bands.get(band).asLong()).isLessThanOrEqualTo(fitting);
            inBands += bands.get(band).asLong();
        }
        assertThat(inBands).isEqualTo(micros.length);
        assertThat(answer.get("rows").get(1).get("bands")).hasSize(bands.size());
    }

    @Test
    void withoutCallsThereAreNoBandsAndNothingFails() throws Exception {
        JsonNode answer = get("?view=api&from=-3m&step=1m", 200);
        assertThat(answer.get("seriesAdded").asInt()).isZero();
        assertThat(answer.get("edgesMs")).isEmpty();
        assertThat(answer.get("rows")).isEmpty();
        assertThat(answer.get("asOf").asText()).isEqualTo("2026-11-20T10:03:00Z");
    }

    @Test
    void moreSeriesThanAreAddedUpAreTold() throws Exception {
        kpis.call("api=a", START, 200, 1000L).call("api=b", START, 200, 1000L);
        JsonNode answer = get("?view=api&from=-3m&step=1m&limit=1", 200);
        assertThat(answer.get("cut").asBoolean()).isTrue();
        assertThat(answer.get("notes").get(0).asText()).startsWith("cut after 1 series");
    }

    @Test
    void moreRowsThanOneAnswerMayHoldAreReadSeriesBySeriesAndNoneIsMissing() throws Exception {
        for (int i = 0; i < 60; i++) {
            kpis.call("api=a" + i, START, 200, 1000L);
        }
        JsonNode answer = get("?view=api&from=-3h&step=10s", 200);
        assertThat(answer.get("seriesAdded").asInt()).isEqualTo(60);
        assertThat(answer.get("total").get("calls").asLong()).isEqualTo(60);
        assertThat(answer.get("cut").asBoolean()).isFalse();
    }

    @Test
    void whatCannotBeAnsweredIsToldWithWhatCan() throws Exception {
        assertThat(get("?view=api&from=-30d&step=10s", 400).get("detail").asText())
                .contains("more than 2000 rows");
        assertThat(get("?view=api&format=csv", 400).get("detail").asText()).contains("/api/v1/kpis has CSV");
        assertThat(get("?view=planet", 400).get("detail").asText()).contains("planet");
        assertThat(get("?api=planet", 404).get("detail").asText()).contains("api=planet");
    }

    private JsonNode get(String question, int status) throws Exception {
        return server.json("/api/v1/heatmap" + question, status);
    }
}
