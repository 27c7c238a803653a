package dev.hypercare.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.deliver.GivenAlert;
import dev.hypercare.deliver.alert.AlertStruct;
import dev.hypercare.schemas.events.DurationSummary;
import dev.hypercare.schemas.events.Histogram;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.serde.AvroSerializer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

class RecordConverterTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final InMemoryRegistry registry = new InMemoryRegistry();

    private Struct struct(SpecificRecord record, boolean columns) {
        byte[] bytes = new AvroSerializer<>(registry, true).serialize("topic", record);
        SchemaAndValue read = new RecordConverter(registry, columns).toConnectData("topic", bytes);
        assertThat(((Struct) read.value()).schema()).isEqualTo(read.schema());
        ((Struct) read.value()).validate();
        return (Struct) read.value();
    }

    private static DurationSummary duration(long p99) {
        return new DurationSummary(
                2L, 30L, 20L, 10L, 20L, 20L, p99, 20L, new Histogram(List.of(10, 20), List.of(1L, 1L)));
    }

    private static Kpi kpi() {
        return Kpi.newBuilder()
                .setSeries("api=orders")
                .setView("api")
                .setLabels(Map.of("api", "or\"ders"))
                .setWindowStart(START)
                .setWindowEnd(START.plusSeconds(60))
                .setEpoch(1)
                .setVersion(2)
                .setCalls(2)
                .setFailed(1)
                .setClientErrors(0)
                .setServerErrors(1)
                .setNoResponse(0)
                .setLateCalls(0)
                .setStatuses(Map.of("200", 1L, "500", 1L))
                .setAvailability(0.5)
                .setCallsPerSecond(0.03)
                .setLatency(duration(20))
                .setUpstreamLatency(duration(19))
                .setRequestBytes(1)
                .setResponseBytes(2)
                .setAiCalls(0)
                .setUsageMissing(0)
                .setTokensIn(0)
                .setTokensOut(0)
                .setTokensCached(0)
                .setTokensReasoning(0)
                .setCostMicros(0)
                .build();
    }

    @Test
    void aKpiIsARowOfColumns() {
        Struct row = struct(kpi(), true);

        assertThat(row.getString("series")).isEqualTo("api=orders");
        assertThat(row.getString("labels")).isEqualTo("{\"api\":\"or\\\"ders\"}");
        assertThat(row.schema().field("labels").schema().name()).isEqualTo("io.debezium.data.Json");
        assertThat(row.getString("window_start")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(row.schema().field("window_start").schema().name()).isEqualTo("io.debezium.time.ZonedTimestamp");
        assertThat(row.getInt32("version")).isEqualTo(2);
        assertThat(row.getString("statuses")).isEqualTo("{\"200\":1,\"500\":1}");
        assertThat(row.getInt64("latency_p99_micros")).isEqualTo(20);
        assertThat(row.getString("latency_histogram")).isEqualTo("{\"buckets\":[10,20],\"counts\":[1,1]}");
        assertThat(row.get("first_token_latency_p99_micros")).isNull();
        assertThat(row.schema().field("first_token_latency_p99_micros").schema().isOptional())
                .isTrue();
        assertThat(row.schema().fields())
                .noneMatch(field -> field.schema().type() == Schema.Type.STRUCT
                        || field.schema().type() == Schema.Type.MAP
                        || field.schema().type() == Schema.Type.ARRAY);
    }

    @Test
    void aKpiIsNestedAsItsSchemaIs() {
        Struct kpi = struct(kpi(), false);

        assertThat(kpi.get("windowStart")).isEqualTo(Date.from(START));
        assertThat(kpi.schema().field("windowStart").schema()).isEqualTo(Timestamp.SCHEMA);
        assertThat(kpi.getStruct("latency").getStruct("histogram").<Integer>getArray("buckets"))
                .containsExactly(10, 20);
        assertThat(kpi.<String, Long>getMap("statuses")).containsEntry("500", 1L);
        assertThat(kpi.getStruct("firstTokenLatency")).isNull();
    }

    @Test
    void anAlertIsReadAsItWasWritten() {
        GivenAlert alert =
                GivenAlert.resolved("orders", START, START.plusSeconds(5)).acknowledged("kim");

        assertThat(AlertStruct.read(struct(alert.record(), false))).isEqualTo(alert.delivered());
    }

    @Test
    void nothingIsNothing() {
        assertThat(new RecordConverter(registry, false).toConnectData("topic", null))
                .isEqualTo(SchemaAndValue.NULL);
    }

    @Test
    void bytesOfOthersAreAProblemOfTheRecordAndAnAbsentRegistryIsNot() {
        assertThatThrownBy(() -> new RecordConverter(registry, false).toConnectData("topic", new byte[] {'{', '}'}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("topic")
                .hasMessageContaining("Confluent wire format");
        RecordConverter alone = new RecordConverter();
        alone.configure(Map.of("schema.registry.url", "http://127.0.0.1:1", "max.retries", "0"), false);
        byte[] bytes = new AvroSerializer<>(registry, true).serialize("topic", kpi());
        assertThatThrownBy(() -> alone.toConnectData("topic", bytes)).isInstanceOf(RetriableException.class);
    }

    @Test
    void isFoundAsAPluginAndSaysWhatIsMissing() {
        assertThat(ServiceLoader.load(Converter.class).stream().map(ServiceLoader.Provider::type))
                .contains(RecordConverter.class);
        assertThatThrownBy(() -> new RecordConverter().configure(Map.of(), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
        assertThatThrownBy(() -> new RecordConverter()
                        .configure(Map.of("schema.registry.url", "http://127.0.0.1:1", "shape", "round"), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("shape");
    }
}
