package dev.hypercare.bench.limit;

import java.util.List;
import org.apache.avro.Schema;

/**
 * Reads the first nine fields of a {@code Call} straight from its Avro bytes, which are those that the KPIs need: straight-line code
 * for this schema only. Holds what it read last. Not thread-safe.
 */
final class CallCursor {
    private static final List<String> FIELDS = List.of(
            "completedAt:LONG",
            "gateway:STRING",
            "api:STRING",
            "route:STRING",
            "method:STRING",
            "status:INT",
            "consumer:UNION[NULL,STRING]",
            "durationMicros:UNION[NULL,LONG]",
            "upstreamDurationMicros:UNION[NULL,LONG]");
    /** Bytes before the Avro part: a zero and the id of the schema. */
    private static final int HEADER = 5;

    long completedAt;
    int status;
    /** -1 where it was not told. */
    long durationMicros;

    long upstreamMicros;
    byte[] bytes = new byte[0];
    /** The lengths and texts of api, route and method, which follow each other: from here ... */
    int seriesFrom;
    /** ... to here. */
    int seriesTo;

    int gatewayAt;
    int gatewayLength;
    int consumerAt;
    int consumerLength;

    private int at;

    /** Error: {@link IllegalStateException} where the schema begins otherwise. */
    CallCursor(Schema schema) {
        List<String> found = schema.getFields().stream()
                .limit(FIELDS.size())
                .map(field -> field.name() + ":" + type(field.schema()))
                .toList();
        if (!found.equals(FIELDS)) {
            throw new IllegalStateException(
                    "Call begins with " + found + " (expected: " + FIELDS + "): CallCursor has to follow the schema");
        }
    }

    /** Reads a record's value that begins at a position. */
    void read(byte[] from, int start) {
        bytes = from;
        at = start + HEADER;
        completedAt = varint();
        int length = (int) varint();
        gatewayAt = at;
        gatewayLength = length;
        at += length;
        seriesFrom = at;
        length = (int) varint();
        at += length;
        length = (int) varint();
        at += length;
        length = (int) varint();
        at += length;
        seriesTo = at;
        status = (int) varint();
        consumerLength = 0;
        if (from[at++] != 0) {
            consumerLength = (int) varint();
            consumerAt = at;
            at += consumerLength;
        }
        durationMicros = from[at++] == 0 ? -1 : varint();
        upstreamMicros = from[at++] == 0 ? -1 : varint();
    }

    private long varint() {
        byte[] from = bytes;
        int position = at;
        long b = from[position++];
        long value = b & 0x7F;
        for (int shift = 7; b < 0; shift += 7) {
            b = from[position++];
            value |= (b & 0x7F) << shift;
        }
        at = position;
        return (value >>> 1) ^ -(value & 1);
    }

    private static String type(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                ? "UNION["
                        + String.join(
                                ",",
                                schema.getTypes().stream()
                                        .map(type -> type.getType().name())
                                        .toList())
                        + "]"
                : schema.getType().name();
    }
}
