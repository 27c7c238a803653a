package dev.hypercare.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.schemas.events.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class CallBytesTest {
    private static final int CALLS = 300;

    @Test
    void everyFieldIsTheOneThatAvroWrote() {
        SplittableRandom random = new SplittableRandom(5);
        CallBytes call = new CallBytes();
        for (int i = 0; i < CALLS; i++) {
            GenericRecord written = RandomCall.record(random);
            call.read(RandomCall.bytes(written));
            assertThat(call.completedAt).isEqualTo(written.get("completedAt"));
            assertThat(call.status).isEqualTo(written.get("status"));
            assertThat(text(call, call.gatewayAt, call.gatewayLength)).isEqualTo(told(written, "gateway"));
            assertThat(new SeriesSlots()
                            .of(call.bytes, call.seriesFrom, call.seriesTo)
                            .series())
                    .isEqualTo(written.get("api") + "\t" + written.get("route") + "\t" + written.get("method"));
            assertThat(text(call, call.consumerAt, call.consumerLength)).isEqualTo(told(written, "consumer"));
            assertThat(text(call, call.providerAt, call.providerLength)).isEqualTo(told(written, "provider"));
            assertThat(text(call, call.modelAt, call.modelLength)).isEqualTo(told(written, "model"));
            assertThat(text(call, call.versionAt, call.versionLength)).isEqualTo(told(written, "version"));
            assertThat(text(call, call.clientAt, call.clientLength)).isEqualTo(told(written, "client"));
            assertThat(text(call, call.requestIdAt, call.requestIdLength)).isEqualTo(told(written, "requestId"));
            assertThat(text(call, call.traceAt, call.traceLength)).isEqualTo(told(written, "traceId"));
            assertThat(text(call, call.errorCodeAt, call.errorCodeLength)).isEqualTo(told(written, "errorCode"));
            assertThat(text(call, call.errorMessageAt, call.errorMessageLength))
                    .isEqualTo(told(written, "errorMessage"));
            assertThat(call.durationMicros).isEqualTo(number(written, "durationMicros"));
            assertThat(call.upstreamMicros).isEqualTo(number(written, "upstreamDurationMicros"));
            assertThat(call.firstTokenMicros).isEqualTo(number(written, "firstTokenMicros"));
            assertThat(call.requestBytes).isEqualTo(number(written, "requestBytes"));
            assertThat(call.responseBytes).isEqualTo(number(written, "responseBytes"));
            assertThat(call.tokensIn).isEqualTo(number(written, "tokensIn"));
            assertThat(call.tokensOut).isEqualTo(number(written, "tokensOut"));
            assertThat(call.tokensCached).isEqualTo(number(written, "tokensCached"));
            assertThat(call.tokensReasoning).isEqualTo(number(written, "tokensReasoning"));
            assertThat(call.costMicros).isEqualTo(number(written, "costMicros"));
        }
    }

    @Test
    void aSchemaThatBeginsOtherwiseIsRefusedAndOneThatGoesOnIsNot() {
        String schema = Call.getClassSchema().toString();
        String renamed = schema.replace("\"requestId\"", "\"requestNumber\"");
        assertThatThrownBy(() -> new CallBytes(new Schema.Parser().parse(renamed)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("requestNumber:string? traceId:string?")
                .hasMessageContaining("CallBytes has to follow the schema");
        Schema wider = new Schema.Parser()
                .parse(schema.replaceFirst("\\{\"name\":\"completedAt\"", "{\"name\":\"extra\",\"type\":\"int\"},$0"));
        assertThatThrownBy(() -> new CallBytes(wider)).hasMessageContaining("begins with extra:int completedAt:long");
        List<Schema.Field> fields = new ArrayList<>();
        Call.getClassSchema().getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("extra", Schema.create(Schema.Type.INT)));
        new CallBytes(Schema.createRecord("Call", null, "test", false, fields));
    }

    @Test
    void aSeriesIsFoundAgainAmongThousands() {
        SeriesSlots slots = new SeriesSlots();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10_000; i++) {
                byte[] bytes = RandomCall.series("api" + i % 7, "/v1/" + i, "GET");
                assertThat(slots.of(bytes, 0, bytes.length).series()).isEqualTo("api" + i % 7 + "\t/v1/" + i + "\tGET");
            }
        }
    }

    private static String text(CallBytes call, int at, int length) {
        return new String(call.bytes, at, length, StandardCharsets.UTF_8);
    }

    private static String told(GenericRecord call, String field) {
        Object value = call.get(field);
        return value == null ? "" : value.toString();
    }

    private static long number(GenericRecord call, String field) {
        Object value = call.get(field);
        return value == null ? -1 : (long) value;
    }
}
