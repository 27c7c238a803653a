package dev.hypercare.bench.flink;

import dev.hypercare.schemas.events.Call;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Reads the fields that KPIs need straight from the Avro bytes of a {@code Call}, up to its error message: straight-line code for today's schema. It
 * is the call read last, so that nothing is allocated for a call; it never leaves its task. Not thread-safe.
 */
final class CallBytes {
    /** The fields that it reads, in the order of the schema; a question mark is for what may be null. */
    private static final String FIELDS =
            "completedAt:long gateway:string api:string route:string method:string status:int"
                    + " consumer:string? durationMicros:long? upstreamDurationMicros:long? firstTokenMicros:long?"
                    + " requestBytes:long? responseBytes:long? provider:string? model:string? tokensIn:long? tokensOut:long?"
                    + " tokensCached:long? tokensReasoning:long? costMicros:long? version:string? startedAt:long?"
                    + " upstreamStatus:int? client:string? requestId:string? traceId:string? errorCode:string?"
                    + " errorMessage:string?";

    /** Bytes before the Avro part: a zero and the id of the schema. */
    private static final int HEADER = 5;

    /** Of the record; every position below is in here. */
    byte[] bytes = new byte[0];

    long completedAt;
    int gatewayAt;
    int gatewayLength;
    /** The lengths and texts of api, route and method, which follow each other: from here ... */
    int seriesFrom;
    /** ... to here. */
    int seriesTo;

    int status;
    /** Where the text starts, and how long it is; as below, a length of 0 where there is none. */
    int consumerAt;

    int consumerLength;
    /** Microseconds; as below, -1 where it was not told. */
    long durationMicros;

    long upstreamMicros;
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
    int clientAt;
    int clientLength;
    int requestIdAt;
    int requestIdLength;
    int traceAt;
    int traceLength;
    int errorCodeAt;
    int errorCodeLength;
    int errorMessageAt;
    int errorMessageLength;

    private int at;

    /** Error: {@link IllegalStateException} where the schema of today begins otherwise. */
    CallBytes() {
        this(Call.getClassSchema());
    }

    /** Error: {@link IllegalStateException} where the schema begins otherwise. */
    CallBytes(Schema schema) {
        String found = schema.getFields().stream()
                .limit(FIELDS.split(" ").length)
                .map(field -> field.name() + ":" + type(field.schema()))
                .collect(Collectors.joining(" "));
        if (!found.equals(FIELDS)) {
            throw new IllegalStateException(
                    "Call begins with " + found + " (expected: " + FIELDS + "): CallBytes has to follow the schema");
        }
    }

    /** Null has to come first of what a field may be: it is told by a zero. */
    private static String type(Schema schema) {
        boolean orNull = schema.isUnion()
                && schema.getTypes().size() == 2
                && schema.getTypes().get(0).getType() == Schema.Type.NULL;
        return orNull
                ? schema.getTypes().get(1).getType().getName() + "?"
                : schema.getType().getName();
    }

    /** Reads the value of a record. */
    void read(byte[] value) {
        bytes = value;
        at = HEADER;
        completedAt = varint();
        gatewayLength = (int) varint();
        gatewayAt = at;
        seriesFrom = at + gatewayLength;
        at = seriesFrom;
        skip();
        skip();
        skip();
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
        clientLength = text();
        clientAt = at - clientLength;
        requestIdLength = text();
        requestIdAt = at - requestIdLength;
        traceLength = text();
        traceAt = at - traceLength;
        errorCodeLength = text();
        errorCodeAt = at - errorCodeLength;
        errorMessageLength = text();
        errorMessageAt = at - errorMessageLength;
    }

    private void skip() {
        int length = (int) varint();
        at += length;
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
}
