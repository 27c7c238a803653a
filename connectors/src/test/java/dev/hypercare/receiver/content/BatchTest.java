package dev.hypercare.receiver.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    private static final ContentLimits LIMITS = new ContentLimits(1000, 1000, 100, 5);
    private static final ContentLimits WIDE = new ContentLimits(1 << 24, 1 << 24, 1 << 24, 1 << 20);

    @Test
    void cutsAsAgreed() throws Exception {
        assertThat(split(Batch.NONE, " {\"a\":[1,2]} ")).containsExactly(" {\"a\":[1,2]} ");
        assertThat(split(Batch.JSON_ARRAY, "[{\"a\":\"],[\"} , [1,[2]],\"x\\\"\",-1.5e3,null]"))
                .containsExactly("{\"a\":\"],[\"}", "[1,[2]]", "\"x\\\"\"", "-1.5e3", "null");
        assertThat(split(Batch.JSON_ARRAY, "{\"a\":1}")).containsExactly("{\"a\":1}");
        assertThat(split(Batch.JSON_ARRAY, " [ ] ")).isEmpty();
        assertThat(split(Batch.NDJSON, "{\"a\":1}\r\n\n[2]")).containsExactly("{\"a\":1}", "[2]");
        assertThat(split(Batch.LINES, "GET /a 200\n\nGET /ü\n")).containsExactly("GET /a 200", "GET /ü");
        assertThat(split(Batch.NONE, "\uFEFF{}")).containsExactly("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":1}}", "{}{}", "[1,]", "{'a':1}", "nul", "\"\u0001\"", "[1 2]"})
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> split(Batch.JSON_ARRAY, text))
                .isInstanceOfSatisfying(
                        HttpRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @Test
    void refusesOtherEncodingsOfTextAndBadUtf8() {
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
        byte[] bad = {'"', (byte) 0xc3, '"'};

        for (byte[] body : List.of(utf16, bad)) {
            assertThatThrownBy(() -> Batch.NONE.split(body, LIMITS)).isInstanceOf(HttpRefusal.class);
        }
    }

    @Test
    void saysWhichLineIsWrong() {
        assertThatThrownBy(() -> split(Batch.NDJSON, "{}\n{\n")).hasMessageContaining("Line 2");
    }

    @Test
    void boundsHowManyHowLongAndHowDeep() {
        assertThatThrownBy(() -> split(Batch.JSON_ARRAY, "[1,2,3,4,5,6]")).hasMessageContaining("More than 5");
        assertThatThrownBy(() -> split(Batch.LINES, "1\n2\n3\n4\n5\n6\n7")).hasMessageContaining("More than 5");
        assertThatThrownBy(() -> split(Batch.NONE, '"' + "x".repeat(100) + '"')).hasMessageContaining("Record 1");
        String bomb = "[".repeat(5000);
        assertThatThrownBy(() -> Batch.NONE.split(bomb.getBytes(StandardCharsets.UTF_8), WIDE))
                .isInstanceOf(HttpRefusal.class);
    }

    @Test
    void inflatesNoMoreThanIsAllowed() throws Exception {
        byte[] bomb = gzip(new byte[100_000]);

        assertThat(Gzip.inflate(gzip(new byte[1000]), "gzip", 1000)).hasSize(1000);
        assertThatThrownBy(() -> Gzip.inflate(bomb, "gzip", 1000))
                .isInstanceOfSatisfying(
                        HttpRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(413));
        assertThatThrownBy(() -> Gzip.inflate(new byte[10], "gzip", 1000)).hasMessageContaining("gzip");
        assertThatThrownBy(() -> Gzip.inflate(new byte[10], "br", 1000)).hasMessageContaining("'br'");
    }

    @Test
    void findsKeysByPointer() {
        byte[] json = "{\"issue\":{\"key\":\"TP-8\",\"n\":7},\"list\":[null]}".getBytes(StandardCharsets.UTF_8);

        assertThat(new Pointer("/issue/key").in(json)).isEqualTo("TP-8");
        assertThat(new Pointer("/issue/n").in(json)).isEqualTo("7");
        assertThat(new Pointer("/issue").in(json)).isNull();
        assertThat(new Pointer("/list/0").in(json)).isNull();
        assertThat(new Pointer("/none").in(json)).isNull();
    }

    @Property(tries = 500)
    void anArrayIsItsElements(@ForAll("documents") List<JsonNode> documents) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        byte[] array = mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(documents);

        List<byte[]> records = Batch.JSON_ARRAY.split(array, WIDE);

        assertThat(records).hasSize(documents.size());
        for (int i = 0; i < records.size(); i++) {
            assertThat(mapper.readTree(records.get(i))).isEqualTo(documents.get(i));
        }
    }

    @Property(tries = 500)
    void anyTextIsCutOrRefused(@ForAll String text) throws Exception {
        for (Batch batch : Batch.values()) {
            try {
                assertThat(batch.split(text.getBytes(StandardCharsets.UTF_8), WIDE))
                        .isNotNull();
            } catch (HttpRefusal refusal) {
                assertThat(refusal.status()).isEqualTo(400);
            }
        }
    }

    @Provide
    Arbitrary<List<JsonNode>> documents() {
        return AnyJson.nodes().list().ofMaxSize(6);
    }

    private static List<String> split(Batch batch, String text) throws HttpRefusal {
        return batch.split(text.getBytes(StandardCharsets.UTF_8), LIMITS).stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
