package dev.hypercare.normalise.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hypercare.normalise.format.ProtobufFields.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes OTLP that comes as Protobuf, the Collector's default, as the JSON that OTLP has for the same: so what is masked, cut and kept as a
 * dead letter is text. Requests of logs and of spans have the same numbers outside, so the first record in them tells which they are. What no
 * call needs, such as events, links and bodies, is left out.
 */
final class OtlpProtobuf {
    private static final JsonFactory JSON = new JsonFactory();
    /** The first field of every request, a resource with what came of it. */
    private static final byte RESOURCE_TAG = 0x0A;
    /** Deeper values of attributes are left out. */
    private static final int DEEPEST = 16;

    private final JsonGenerator to;
    private final boolean spans;

    private OtlpProtobuf(JsonGenerator to, boolean spans) {
        this.to = to;
        this.spans = spans;
    }

    /** The request as JSON; null where it is none in Protobuf. */
    static byte @Nullable [] toJson(byte[] record) {
        if (record.length == 0 || record[0] != RESOURCE_TAG) {
            return null;
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream(3 * record.length);
        try (JsonGenerator to = JSON.createGenerator(json)) {
            List<Part> resources =
                    ProtobufFields.of(new Part(record, 0, record.length)).parts(1);
            OtlpProtobuf writer = new OtlpProtobuf(to, areSpans(resources));
            to.writeStartObject();
            writer.list(writer.spans ? "resourceSpans" : "resourceLogs", resources, writer::resource);
            to.writeEndObject();
        } catch (IOException e) {
            return null;
        }
        return json.toByteArray();
    }

    /** Writes one element of a list. */
    @FunctionalInterface
    private interface Element {
        void write(ProtobufFields fields) throws IOException;
    }

    private void list(String name, List<Part> parts, Element element) throws IOException {
        to.writeArrayFieldStart(name);
        for (Part part : parts) {
            to.writeStartObject();
            element.write(ProtobufFields.of(part));
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    /** A span begins with the bytes of its trace, a log record with its time in eight bytes. */
    private static boolean areSpans(List<Part> resources) throws IOException {
        for (Part resource : resources) {
            for (Part scope : ProtobufFields.of(resource).parts(2)) {
                for (Part one : ProtobufFields.of(scope).parts(2)) {
                    ProtobufFields fields = ProtobufFields.of(one);
                    return fields.part(1) != null || fields.eight(7) != null;
                }
            }
        }
        return false;
    }

    private void resource(ProtobufFields fields) throws IOException {
        Part resource = fields.part(1);
        if (resource != null) {
            to.writeObjectFieldStart("resource");
            list("attributes", ProtobufFields.of(resource).parts(1), one -> attribute(one, 0));
            to.writeEndObject();
        }
        list(spans ? "scopeSpans" : "scopeLogs", fields.parts(2), this::scope);
    }

    private void scope(ProtobufFields fields) throws IOException {
        list(spans ? "spans" : "logRecords", fields.parts(2), spans ? this::span : this::logRecord);
    }

    private void logRecord(ProtobufFields fields) throws IOException {
        time("timeUnixNano", fields.eight(1));
        time("observedTimeUnixNano", fields.eight(11));
        id("traceId", fields.part(9));
        id("spanId", fields.part(10));
        list("attributes", fields.parts(6), one -> attribute(one, 0));
    }

    private void span(ProtobufFields fields) throws IOException {
        id("traceId", fields.part(1));
        id("spanId", fields.part(2));
        Long kind = fields.number(6);
        to.writeNumberField("kind", kind == null ? 0 : kind);
        time("startTimeUnixNano", fields.eight(7));
        time("endTimeUnixNano", fields.eight(8));
        list("attributes", fields.parts(9), one -> attribute(one, 0));
        Part part = fields.part(15);
        if (part != null) {
            ProtobufFields status = ProtobufFields.of(part);
            to.writeObjectFieldStart("status");
            Long code = status.number(3);
            to.writeNumberField("code", code == null ? 0 : code);
            text("message", status.part(2));
            to.writeEndObject();
        }
    }

    /** Zero is not known. */
    private void time(String name, @Nullable Long nanos) throws IOException {
        if (nanos != null && nanos != 0) {
            to.writeStringField(name, Long.toUnsignedString(nanos));
        }
    }

    private void id(String name, @Nullable Part part) throws IOException {
        if (part != null) {
            to.writeStringField(name, HexFormat.of().formatHex(part.bytes(), part.from(), part.to()));
        }
    }

    private void text(String name, @Nullable Part part) throws IOException {
        if (part != null) {
            to.writeStringField(name, text(part));
        }
    }

    private static String text(Part part) {
        return new String(part.bytes(), part.from(), part.to() - part.from(), StandardCharsets.UTF_8);
    }

    private void attribute(ProtobufFields fields, int depth) throws IOException {
        text("key", fields.part(1));
        Part value = fields.part(2);
        if (value != null) {
            to.writeObjectFieldStart("value");
            value(ProtobufFields.of(value), depth);
            to.writeEndObject();
        }
    }

    private void value(ProtobufFields value, int depth) throws IOException {
        text("stringValue", value.part(1));
        Long truth = value.number(2);
        if (truth != null) {
            to.writeBooleanField("boolValue", truth != 0);
        }
        Long whole = value.number(3);
        if (whole != null) {
            to.writeStringField("intValue", whole.toString());
        }
        Long fraction = value.eight(4);
        if (fraction != null) {
            to.writeNumberField("doubleValue", Double.longBitsToDouble(fraction));
        }
        Part list = value.part(5);
        if (list != null && depth < DEEPEST) {
            to.writeObjectFieldStart("arrayValue");
            list("values", ProtobufFields.of(list).parts(1), one -> value(one, depth + 1));
            to.writeEndObject();
        }
        Part named = value.part(6);
        if (named != null && depth < DEEPEST) {
            to.writeObjectFieldStart("kvlistValue");
            list("values", ProtobufFields.of(named).parts(1), one -> attribute(one, depth + 1));
            to.writeEndObject();
        }
    }
}
