package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordLinesTest {
    private static final Instant AT = Instant.parse("2026-11-20T10:00:05Z");
    private final RecordLines plain = new RecordLines(new Ink(false), ZoneOffset.UTC);
    private final RecordLines coloured = new RecordLines(new Ink(true), ZoneOffset.UTC);

    @Test
    void anAlertIsWhatHappenedAndWhy() {
        assertThat(plain.alert(alert()))
                .containsExactly(
                        "11-20 10:00:05  P1  FIRING     api=payments  5xx of payments",
                        "                rate-5xx: it held for 5m; rate_5xx > 0.01; calls 1,200, rate_5xx 0.02130");
        assertThat(coloured.alert(alert()).get(0)).contains("\033[31mFIRING   \033[0m");
    }

    @Test
    void aDeadLetterShowsWhereItCameFromAndWhatItHeldWithoutSteeringTheTerminal() {
        assertThat(plain.deadLetter(letter("{\"a\":\u001b[2J" + "x".repeat(300))))
                .hasSize(2)
                .first()
                .isEqualTo("11-20 10:00:05  normalise  malformed-json  expected a brace");
        assertThat(plain.deadLetter(letter("{\"a\":\u001b[2J")).get(1))
                .isEqualTo("                hypercare.raw-nginx.v1-3 offset 42 call 7: {\"a\":\u00b7[2J");
        assertThat(plain.deadLetter(letter("x".repeat(300))).get(1)).endsWith("\u2026 (300 bytes)");
    }

    @Test
    void aCallWithoutAResponseOrDurationSaysSo() {
        Call call = Call.newBuilder()
                .setCompletedAt(AT)
                .setGateway("edge-1")
                .setApi("orders")
                .setRoute("/v1/orders/{id}")
                .setMethod("GET")
                .setStatus(0)
                .setConsumer("mobile")
                .build();
        assertThat(plain.call(call))
                .containsExactly("11-20 10:00:05  ---  -          orders  GET /v1/orders/{id}  by mobile  edge-1");
    }

    @Test
    void aRecordAsJsonHasEveryFieldOfItsSchema() {
        assertThat(RecordJson.of(alert()).toString())
                .startsWith("{\"fingerprint\":\"ab\",\"rule\":\"rate-5xx\",\"ruleVersion\":\"1\",")
                .contains(
                        "\"at\":\"2026-11-20T10:00:05Z\"",
                        "\"firedAt\":null",
                        "\"evidence\":{\"calls\":1200.0,\"rate_5xx\":0.0213}",
                        "\"windowSeconds\":300",
                        "\"test\":false");
        assertThat(RecordJson.of(letter("plain")).get("payload").asText()).isEqualTo("plain");
        assertThat(RecordJson.text(ByteBuffer.wrap(new byte[] {(byte) 0xff, 1})))
                .isEqualTo("base64:/wE=");
    }

    private static Alert alert() {
        return Alert.newBuilder()
                .setFingerprint("ab")
                .setRule("rate-5xx")
                .setRuleVersion("1")
                .setSeries("api=payments")
                .setLabels(Map.of("api", "payments"))
                .setState(AlertState.FIRING)
                .setSeverity("P1")
                .setSummary("5xx of payments")
                .setReason("it held for 5m")
                .setAt(AT)
                .setStartedAt(AT)
                .setEvidence(Map.of("rate_5xx", 0.0213, "calls", 1200.0))
                .setCondition("rate_5xx > 0.01")
                .setWindowSeconds(300)
                .build();
    }

    private static DeadLetter letter(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return DeadLetter.newBuilder()
                .setStage("normalise")
                .setReason("malformed-json")
                .setDetail("expected a brace")
                .setSourceTopic("hypercare.raw-nginx.v1")
                .setSourcePartition(3)
                .setSourceOffset(42)
                .setIndex(7)
                .setRejectedAt(AT)
                .setPayload(ByteBuffer.wrap(bytes))
                .setPayloadBytes(bytes.length)
                .build();
    }
}
