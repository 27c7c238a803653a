package dev.hypercare.bench.limit;

import java.util.List;
import org.apache.avro.Schema;

/**
 * Reads the fields of a {@code Call} that the KPIs need straight from its Avro bytes: straight-line code for this schema only. The histogram of the
 * limit takes some of them; the others are decoded as well, since whoever computes these KPIs has to. Holds what it read last. Not thread-safe.
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
            "upstreamDurationMicros:UNION[NULL,LONG]",
            "firstTokenMicros:UNION[NULL,LONG]",
            "requestBytes:UNION[NULL,LONG]",
            "responseBytes:UNION[NULL,LONG]",
            "provider:UNION[NULL,STRING]",
            "model:UNION[NULL,STRING]",
            "tokensIn:UNION[NULL,LONG]",
            "tokensOut:UNION[NULL,LONG]",
            "tokensCached:UNION[NULL,LONG]",
            "tokensReasoning:UNION[NULL,LONG]",
            "costMicros:UNION[NULL,LONG]",
            "version:UNION[NULL,STRING]",
            "startedAt:UNION[NULL,LONG]",
            "upstreamStatus:UNION[NULL,INT]",
            "client:UNION[NULL,STRING]",
            "requestId:UNION[NULL,STRING]",
            "traceId:UNION[NULL,STRING]",
            "errorCode:UNION[NULL,STRING]",
            "errorMessage:UNION[NULL,STRING]");
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
    /** Where the text starts, and how long it is; as below, a length of 0 where there is none. */
    int consumerAt;

    int consumerLength;
    long firstTokenMicros;
    long requestBytes;
    long responseBytes;
    int providerAt;
    int providerLength;
    int modelAt;
    int modelLength;
    long tokensIn;
    long tokensOut;
    long tokensCached;
    long tokensReasoning;
    long costMicros;
    int versionAt;
    int versionLength;
    int traceAt;
    int traceLength;
    int errorCodeAt;
    int errorCodeLength;
    int errorMessageAt;
    int errorMessageLength;

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
        consumerLength = text();
        consumerAt = at - consumerLength;
        durationMicros = number();
        upstreamMicros = number();
        firstTokenMicros = number();
        requestBytes = number();
        responseBytes = number();
        providerLength = text();
        providerAt = at - providerLength;
        modelLength = text();
        modelAt = at - modelLength;
        tokensIn = number();
        tokensOut = number();
        tokensCached = number();
        tokensReasoning = number();
        costMicros = number();
        versionLength = text();
        versionAt = at - versionLength;
        number(); // startedAt
        number(); // upstreamStatus
        text(); // client
        text(); // requestId
        traceLength = text();
        traceAt = at - traceLength;
        errorCodeLength = text();
        errorCodeAt = at - errorCodeLength;
        errorMessageLength = text();
        errorMessageAt = at - errorMessageLength;
    }

    /** A number that may be null: -1 then. */
    private long number() {
        return bytes[at++] == 0 ? -1 : varint();
    }

    /** Goes behind a text that may be null; returns its length. */
    private int text() {
        if (bytes[at++] == 0) {
            return 0;
        }
        int length = (int) varint();
        at += length;
        return length;
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
