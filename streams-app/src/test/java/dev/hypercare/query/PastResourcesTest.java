package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.DecisionCause;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What topics tell of the past, the catalog, and who works on what. */
public class PastResourcesTest {
    private FakeServer server;

    @BeforeEach
    void start() {
        server = some().start();
    }

    /** An alert with two decisions, an older one of another; dead letters; a catalog. */
    public static FakeApi some() {
        FakeApi api = new FakeApi();
        FakePast past = new FakePast();
        past.decisions.add(decision("gone", "FIRING", 3 * 86_400));
        past.decisions.add(decision("was", "FIRING", 120));
        past.decisions.add(decision("was", "RESOLVED", 90));
        past.decisions.add(decision("ab", "PENDING", 60));
        past.decisions.add(decision("ab", "FIRING", 30));
        past.deadLetters.add(letter("normalise", "malformed-json", 1, 7200));
        past.deadLetters.add(letter("normalise", "malformed-json", 2, 30));
        past.deadLetters.add(letter("patterns", "undecodable", 3, 20));
        api.past = past;
        api.alerts = () -> List.of(QueryServerTest.alert("ab", "P1", AlertState.FIRING, "pay"));
        api.catalog =
                () -> List.of(entry("shop", "team-shop", null), entry("pay", "team-pay", Instant.ofEpochMilli(START)));
        return api;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAlertIsToldWithItsDecisionsTheOldestFirst() throws Exception {
        JsonNode life = server.json("/api/v1/alerts/ab", 200);
        assertThat(life.path("alert").path("summary").asText()).isEqualTo("5xx of pay");
        assertThat(life.path("decisions").findValuesAsText("to")).containsExactly("PENDING", "FIRING");
        assertThat(life.path("decisions")
                        .path(1)
                        .path("evidence")
                        .path("rate_5xx")
                        .asDouble())
                .isEqualTo(0.25);
        assertThat(life.path("from").asText()).isEqualTo("2026-11-13T10:00:00Z");
        String newest = life.path("decisions").path(1).path("at").asText();
        assertThat(server.json("/api/v1/alerts/ab?to=" + newest, 200)
                        .path("decisions")
                        .findValuesAsText("to"))
                .as("those before an instant")
                .containsExactly("PENDING");
        assertThat(server.get("/api/v1/alerts/ab?format=csv").body().lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("at,from,to,severity,suppressed");
    }

    @Test
    void ofAnAlertThatHasEndedTheDecisionsRemain() throws Exception {
        JsonNode life = server.json("/api/v1/alerts/gone", 200);
        assertThat(life.path("alert").isNull()).isTrue();
        assertThat(life.path("decisions")).hasSize(1);
        JsonNode problem = server.json("/api/v1/alerts/gone?from=-1d", 404);
        assertThat(problem.path("detail").asText()).contains("2026-11-19T10:00:00Z");
        assertThat(problem.path("advice").asText()).contains("ask for a longer time");
        assertThat(server.json("/api/v1/alerts/ab?from=soon", 400).path("field").asText())
                .isEqualTo("from");
    }

    @Test
    void alertsThatAreOverAreToldAsSpans() throws Exception {
        JsonNode ended = server.json("/api/v1/ended-alerts?from=-1h", 200).path("ended");
        assertThat(ended.findValuesAsText("fingerprint")).containsExactly("was");
        assertThat(ended.path(0).path("firedAt").asText()).isEqualTo("2026-11-20T09:58:00Z");
        assertThat(ended.path(0).path("endedAt").asText()).isEqualTo("2026-11-20T09:58:30Z");
        String end = ended.path(0).path("endedAt").asText();
        assertThat(server.json("/api/v1/ended-alerts?from=-1h&to=" + end, 200).path("ended"))
                .as("not over by then")
                .isEmpty();
        assertThat(server.json("/api/v1/ended-alerts?from=-1h&api=shop", 200).path("ended"))
                .isEmpty();
        assertThat(server.get("/api/v1/ended-alerts?format=csv").body().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("firedAt,endedAt,severity");
        assertThat(server.json("/api/v1/ended-alerts?from=soon", 400)
                        .path("field")
                        .asText())
                .isEqualTo("from");
    }

    @Test
    void theNewestDeadLettersComeFirstAndWhatIsLeftOutIsTold() throws Exception {
        JsonNode all = server.json("/api/v1/dead-letters", 200);
        assertThat(all.path("deadLetters").findValuesAsText("sourceOffset")).containsExactly("3", "2");
        assertThat(all.path("deadLetters").path(0).path("payload").asText()).isEqualTo("{oops");
        assertThat(all.path("cut").asBoolean()).isFalse();
        JsonNode one = server.json("/api/v1/dead-letters?limit=1&from=-1d", 200);
        assertThat(one.path("deadLetters").findValuesAsText("sourceOffset")).containsExactly("3");
        assertThat(one.path("cut").asBoolean()).isTrue();
        assertThat(server.json("/api/v1/dead-letters?stage=normalise&reason=malformed-json&topic=t&from=-1d", 200)
                        .path("deadLetters"))
                .hasSize(2);
        assertThat(server.get("/api/v1/dead-letters?format=csv&from=-1d").body().lines())
                .hasSize(4);
        assertThat(server.json("/api/v1/dead-letters?limit=0", 400)
                        .path("expected")
                        .asText())
                .isEqualTo("a whole number from 1 to 1000");
    }

    @Test
    void theCatalogIsToldByName() throws Exception {
        JsonNode all = server.json("/api/v1/catalog", 200).path("catalog");
        assertThat(all.findValuesAsText("api")).containsExactly("pay", "shop");
        assertThat(all.path(0).path("goLiveAt").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(server.json("/api/v1/catalog?owner=team-shop", 200).path("catalog"))
                .hasSize(1);
        assertThat(server.get("/api/v1/catalog?format=csv").body().lines())
                .containsExactly(
                        "api,tenant,owner,criticality,goLiveAt",
                        "pay,,team-pay,HIGH,2026-11-20T10:00:00Z",
                        "shop,,team-shop,HIGH,");
    }

    @Test
    void whoWorksOnWhatAndHowFarBehindIsTold() throws Exception {
        JsonNode kpi = server.json("/api/v1/topology", 200).path("apps").path(0);
        assertThat(kpi.path("threads")
                        .path(0)
                        .path("active")
                        .path(0)
                        .path("task")
                        .asText())
                .isEqualTo("0_0");
        assertThat(kpi.path("threads")
                        .path(0)
                        .path("standby")
                        .path(0)
                        .path("partitions")
                        .path(0)
                        .asText())
                .isEqualTo("hypercare.calls.v1-1");
        assertThat(server.get("/api/v1/topology?format=csv").body().lines())
                .containsExactly(
                        "app,appState,thread,threadState,role,task,reads",
                        "kpi,RUNNING,kpi-1,RUNNING,active,0_0,hypercare.calls.v1-0",
                        "kpi,RUNNING,kpi-1,RUNNING,standby,0_1,hypercare.calls.v1-1");
        JsonNode lag = server.json("/api/v1/lag", 200);
        assertThat(lag.path("lagRecords").asLong()).isEqualTo(705);
        assertThat(lag.path("storeLagRecords").asLong()).isEqualTo(40);
        assertThat(lag.path("partitions").findValuesAsText("kind")).containsExactly("input", "input", "input", "store");
        assertThat(lag.path("partitions").path(0).path("partition").asInt()).isEqualTo(1);
        assertThat(lag.path("partitions").path(2).path("lagRecords").isNull()).isTrue();
        assertThat(server.json("/api/v1/lag?app=watch", 200).path("partitions")).hasSize(1);
    }

    @Test
    void anAnswerThatHasNotChangedIsNotSentAgain() throws Exception {
        String tag = server.get("/api/v1/catalog").headers().firstValue("ETag").orElseThrow();
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(server.get("/api/v1/catalog", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(server.get("/api/v1/catalog", "If-None-Match", "\"x\", W/" + tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(server.get("/api/v1/catalog", "If-None-Match", "\"x\"").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/api/v1/catalog?format=csv", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/api/v1/catalog?nothing=1", "If-None-Match", "*").statusCode())
                .isEqualTo(400);
    }

    private static Decision decision(String fingerprint, String to, long secondsAgo) {
        return Decision.newBuilder()
                .setFingerprint(fingerprint)
                .setRule("r")
                .setRuleVersion("1")
                .setSeries("api=pay")
                .setLabels(Map.of("api", "pay"))
                .setAt(Instant.ofEpochMilli(START).minusSeconds(secondsAgo))
                .setTo(to)
                .setSeverity("P1")
                .setSuppressed(false)
                .setCause(DecisionCause.CHANGED)
                .setReason("it held")
                .setCondition("rate_5xx > 0.01")
                .setWindowSeconds(60)
                .setEvidence(Map.of("rate_5xx", 0.25))
                .build();
    }

    private static DeadLetter letter(String stage, String reason, long offset, long secondsAgo) {
        return DeadLetter.newBuilder()
                .setStage(stage)
                .setReason(reason)
                .setDetail("not JSON")
                .setSourceTopic("t")
                .setSourcePartition(0)
                .setSourceOffset(offset)
                .setRejectedAt(Instant.ofEpochMilli(START).minusSeconds(secondsAgo))
                .setPayload(ByteBuffer.wrap("{oops".getBytes(StandardCharsets.UTF_8)))
                .setPayloadBytes(5)
                .build();
    }

    private static CatalogEntry entry(String api, String owner, Instant live) {
        return CatalogEntry.newBuilder()
                .setApi(api)
                .setOwner(owner)
                .setCriticality(Criticality.HIGH)
                .setGoLiveAt(live)
                .build();
    }
}
