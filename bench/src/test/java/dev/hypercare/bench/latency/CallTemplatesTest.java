package dev.hypercare.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.bench.data.SeriesBook;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.serde.AvroSerde;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallTemplatesTest {
    private static final Instant AT = Instant.parse("2031-05-06T07:08:09.123Z");

    private final SeriesBook book = new SeriesBook(20);

    @Test
    void aCallInAvroHasTheTimeThatItWasGiven() {
        InMemoryRegistry registry = new InMemoryRegistry();
        CallTemplates templates = CallTemplates.avro(book, registry, "calls");
        try (AvroSerde<Call> serde = new AvroSerde<>(registry, Call.class, true)) {
            for (int series = 0; series < book.size(); series++) {
                byte[] bytes = templates.value(series, 2, series % 2 == 0, AT.toEpochMilli());
                Call call = serde.deserializer().deserialize("calls", bytes);
                assertThat(call.getCompletedAt()).isEqualTo(AT);
                assertThat(call.getRoute()).isEqualTo(book.route(series));
                assertThat(call.getGateway()).endsWith("x2");
                assertThat(call.getStatus()).isEqualTo(series % 2 == 0 ? 503 : 200);
            }
        }
    }

    @Test
    void aLineOfNginxHasTheTimeThatItWasGiven() throws Exception {
        byte[] bytes = CallTemplates.nginx(book).value(3, 1, true, AT.toEpochMilli());
        JsonNode line = new ObjectMapper().readTree(bytes);
        assertThat(line.get("msec").asText()).isEqualTo(AT.getEpochSecond() + ".123");
        assertThat(line.get("status").asText()).isEqualTo("503");
        assertThat(line.get("request_method").asText()).isEqualTo(book.method(3));
    }
}
