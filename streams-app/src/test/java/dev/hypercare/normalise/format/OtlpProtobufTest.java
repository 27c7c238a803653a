package dev.hypercare.normalise.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.hypercare.contract.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What the scenarios have as JSON says the same as Protobuf. */
class OtlpProtobufTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ODD_ID = Pattern.compile("(trace|span)Id\":\"(?!([0-9a-f]{2})+\")");
    private static final OtlpFormat FORMAT = new OtlpFormat();
    private static final List<String> REQUESTS = usable();

    @Test
    void aRequestSaysTheSameInProtobufAsInJson() throws Exception {
        assertThat(REQUESTS).hasSizeGreaterThanOrEqualTo(3);
        int calls = 0;
        for (String request : REQUESTS) {
            List<Outcome<CallDraft>> expected = outcomes(request.getBytes(UTF_8));
            List<Outcome<CallDraft>> found = outcomes(protobuf(request));
            assertThat(found)
                    .as(request)
                    .usingRecursiveComparison()
                    // Enums are words or numbers in JSON, and those that are not set are numbers in Protobuf.
                    .ignoringFieldsMatchingRegexes(".*spanStatus", ".*kind")
                    .isEqualTo(expected);
            calls += (int) found.stream().filter(Outcome.Ok.class::isInstance).count();
        }
        assertThat(calls).isGreaterThanOrEqualTo(4);
    }

    @Test
    void textIsLeftAsItIs() {
        byte[] json = "\n{\"resourceLogs\":[]}".getBytes(UTF_8);
        assertThat(FORMAT.text(json)).isSameAs(json);
        assertThat(FORMAT.text(new byte[0])).isEmpty();
        assertThat(FORMAT.text(new byte[] {0x0A, 0x7F, 1})).containsExactly(0x0A, 0x7F, 1);
    }

    @Test
    void valuesThatNestWithoutEndEndSoon() throws Exception {
        byte[] value = {};
        for (int depth = 0; depth < 2000; depth++) {
            value = field(5, field(1, value));
        }
        byte[] attribute = concat(field(1, "a".getBytes(UTF_8)), field(2, value));
        byte[] record = field(1, field(2, field(2, field(6, attribute))));
        assertThat(FORMAT.text(record)).hasSizeLessThan(10_000);
        assertThat(outcomes(record)).hasSize(1).allMatch(Outcome.Rejected.class::isInstance);
    }

    @Property(tries = 2000)
    void nothingThatBeginsLikeProtobufMakesItThrow(@ForAll @Size(max = 200) byte[] rest) {
        byte[] record = concat(new byte[] {0x0A}, rest);
        assertThat(outcomes(record)).isNotEmpty();
    }

    @Property(tries = 2000)
    void requestsWithWrongBytesAreAccountedFor(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        byte[] record = protobuf(REQUESTS.get(random.nextInt(REQUESTS.size())));
        for (int i = 0; i <= random.nextInt(8); i++) {
            record[random.nextInt(record.length)] = (byte) random.nextInt(256);
        }
        byte[] cut = random.nextBoolean() ? record : Arrays.copyOf(record, random.nextInt(record.length));
        assertThat(outcomes(cut)).isNotEmpty();
    }

    /** Those of which every part can be used, or is no call, and every id is bytes. */
    private static List<String> usable() {
        return Samples.all().stream()
                .filter(sample -> sample.startsWith("{\"resource"))
                .filter(sample -> !ODD_ID.matcher(sample).find())
                .filter(sample -> {
                    List<Parsed> parsed = new ArrayList<>();
                    FORMAT.parse(sample.getBytes(UTF_8), parsed::add);
                    return parsed.stream().allMatch(one -> one.isNoCall() || one.outcome() instanceof Outcome.Ok);
                })
                .toList();
    }

    private static List<Outcome<CallDraft>> outcomes(byte[] record) {
        List<Outcome<CallDraft>> outcomes = new ArrayList<>();
        FORMAT.parse(FORMAT.text(record), parsed -> outcomes.add(parsed.outcome()));
        return outcomes;
    }

    private static byte[] protobuf(String request) throws IOException {
        JsonNode root = JSON.readTree(request);
        boolean spans = root.has("resourceSpans");
        byte[] bytes = {};
        for (JsonNode resource : root.path(spans ? "resourceSpans" : "resourceLogs")) {
            byte[] one = field(1, attributes(1, resource.path("resource")));
            for (JsonNode scope : resource.path(spans ? "scopeSpans" : "scopeLogs")) {
                byte[] records = {};
                for (JsonNode record : scope.path(spans ? "spans" : "logRecords")) {
                    records = concat(records, field(2, spans ? span(record) : logRecord(record)));
                }
                one = concat(one, field(2, records));
            }
            bytes = concat(bytes, field(1, one));
        }
        return bytes;
    }

    private static byte[] logRecord(JsonNode log) {
        return concat(
                eight(1, log.path("timeUnixNano").asLong()),
                number(2, 9),
                attributes(6, log),
                id(9, log.path("traceId")),
                id(10, log.path("spanId")),
                eight(11, log.path("observedTimeUnixNano").asLong()));
    }

    private static byte[] span(JsonNode span) {
        String kind = span.path("kind").asText();
        JsonNode status = span.path("status");
        String code = status.path("code").asText();
        return concat(
                id(1, span.path("traceId")),
                id(2, span.path("spanId")),
                text(5, span.path("name")),
                number(6, kind.endsWith("SERVER") ? 2 : kind.endsWith("CLIENT") ? 3 : Long.parseLong("0" + kind)),
                eight(7, span.path("startTimeUnixNano").asLong()),
                eight(8, span.path("endTimeUnixNano").asLong()),
                attributes(9, span),
                field(
                        15,
                        concat(
                                text(2, status.path("message")),
                                number(3, code.endsWith("ERROR") ? 2 : Long.parseLong("0" + code)))));
    }

    private static byte[] attributes(int number, JsonNode of) {
        byte[] all = {};
        for (JsonNode attribute : of.path("attributes")) {
            all = concat(
                    all,
                    field(number, concat(text(1, attribute.path("key")), field(2, value(attribute.path("value"))))));
        }
        return all;
    }

    private static byte[] value(JsonNode value) {
        byte[] list = {};
        for (JsonNode one : value.path("arrayValue").path("values")) {
            list = concat(list, field(1, value(one)));
        }
        return concat(
                text(1, value.path("stringValue")),
                value.has("boolValue") ? number(2, value.path("boolValue").asBoolean() ? 1 : 0) : new byte[0],
                value.has("intValue") ? number(3, value.path("intValue").asLong()) : new byte[0],
                value.has("doubleValue")
                        ? eight(
                                4,
                                Double.doubleToLongBits(
                                        value.path("doubleValue").asDouble()))
                        : new byte[0],
                list.length > 0 ? field(5, list) : list);
    }

    private static byte[] id(int number, JsonNode hex) {
        return hex.isMissingNode() ? new byte[0] : field(number, HexFormat.of().parseHex(hex.asText()));
    }

    private static byte[] text(int number, JsonNode text) {
        return text.isMissingNode() ? new byte[0] : field(number, text.asText().getBytes(UTF_8));
    }

    private static byte[] field(int number, byte[] bytes) {
        return written(out -> out.writeBytes(number, ByteString.copyFrom(bytes)));
    }

    private static byte[] number(int number, long value) {
        return written(out -> out.writeInt64(number, value));
    }

    private static byte[] eight(int number, long value) {
        return written(out -> out.writeFixed64(number, value));
    }

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            writing.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
